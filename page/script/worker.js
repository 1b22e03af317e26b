// The worker: the program runs here, so that the page can show how far it is, and end it.

/** @typedef {{path: string, bytes: Uint8Array<ArrayBuffer>}} Given */
/**
 * What the page asks for, one at a time.
 * @typedef {{do: "start", module: WebAssembly.Module}
 *   | {do: "split", files: Given[], settings: string, whole: boolean}
 *   | {do: "report"} | {do: "compare"}
 *   | {do: "file", name: string}
 *   | {do: "zip", folder: string}
 *   | {do: "settings"}} Asked
 */

/** @type {any} What was dropped, in the program. */
let session = null;
/** @type {any} The files of the last report. */
let made = null;
/** @type {WebAssembly.Memory | null} */
let memory = null;

/** @param {Asked} asked */
async function answer(asked) {
  switch (asked.do) {
    case "start":
      ({ memory } = await wasm_bindgen({ module_or_path: asked.module }));
      return wasm_bindgen.version();
    case "split": {
      session?.free();
      session = new wasm_bindgen.Session(asked.settings, asked.whole);
      for (const { path, bytes } of asked.files) session.add(path, bytes);
      return session.split();
    }
    case "report":
    case "compare":
      made?.free();
      made = null;
      made = session[asked.do]((/** @type {string} */ stage, /** @type {number | null} */ meeting) => postMessage({ stage, meeting }));
      return made.names();
    case "file":
      return made.file(asked.name);
    case "zip":
      return made.zip(asked.folder);
    case "settings":
      return session.settings();
  }
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ answer: await answer(data) });
  } catch (error) {
    // The program's own errors are texts in both languages. Anything else has ended it, for lack of memory perhaps.
    const bytes = memory?.buffer.byteLength ?? 0;
    postMessage(typeof error === "string" ? { refused: JSON.parse(error) } : { ended: String(error), bytes });
  }
});
