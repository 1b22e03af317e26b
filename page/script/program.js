// The program: unpacked once, run in a worker that can be ended at any time.

/** Seconds that reading and splitting may take. The program itself allows a file 60, on a faster machine. */
const READING_SECONDS = 300;

/** Bytes that the program has taken when an end that is no panic is for lack of memory; page/build.rs allows it 2 GiB. */
const MUCH = 2 ** 30;

/** Why the program did not answer; `zh` and `en` are what the page says, `fault` is the kind if it is a text's. */
class Refusal extends Error {
  /** @param {string} zh @param {string} en @param {string | null} fault */
  constructor(zh, en, fault = null) {
    super(en);
    this.zh = zh;
    this.en = en;
    this.fault = fault;
  }
}

/** The bytes that a text of base 85 stands for, as page/assemble.js wrote them. @param {string} text @param {number} length */
function unpacked(text, length) {
  const view = new DataView(new ArrayBuffer(Math.ceil(length / 4) * 4));
  for (let from = 0, to = 0; from < text.length; from += 5, to += 4) {
    let value = 0;
    for (let digit = from; digit < from + 5; digit += 1) {
      const letter = text.charCodeAt(digit);
      value = value * 85 + (letter === 33 ? 60 : letter) - 42;
    }
    view.setUint32(to, value);
  }
  return new Uint8Array(view.buffer, 0, length);
}

/** The program, compiled. @type {Promise<WebAssembly.Module> | null} */
let compiled = null;

/** Unpacks and compiles the program that is in the page. */
async function compile() {
  const block = byId("program", HTMLScriptElement);
  const packed = new Blob([unpacked(block.textContent ?? "", Number(block.dataset.bytes))]);
  block.remove();
  const stream = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

/** @type {Worker | null} */
let worker = null;
/** Refuses what is being waited for. @type {((why: Refusal) => void) | null} */
let giveUp = null;

/** Ends the worker, whatever it does. @param {Refusal} why */
function end(why) {
  worker?.terminate();
  worker = null;
  giveUp?.(why);
  giveUp = null;
}

/**
 * Asks the worker, and waits.
 * @param {Worker} whom
 * @param {Asked} asked
 * @returns {Promise<any>}
 */
function ask(whom, asked) {
  return new Promise((resolve, reject) => {
    giveUp = reject;
    whom.onmessage = ({ data }) => {
      if ("stage" in data) return showStage(data.stage, data.meeting);
      giveUp = null;
      if ("answer" in data) return resolve(data.answer);
      if ("refused" in data) return reject(new Refusal(data.refused.zh, data.refused.en, data.refused.fault));
      end(new Refusal("", ""));
      return reject(broken(data.ended, data.bytes));
    };
    whom.onerror = (event) => end(broken(event.message, 0));
    whom.postMessage(asked);
  });
}

/** What is said where the program has ended itself. @param {string} error @param {number} bytes */
function broken(error, bytes) {
  return bytes > MUCH && error.includes("unreachable")
    ? new Refusal("内存不够：网页里最多用 2 GB。请减少文字，或用命令行程序。", "Out of memory: a page may take 2 GB. Give less text, or use the program.")
    : new Refusal(`程序中断：文件可能已损坏，或嵌套太深（${error}）。`, `The program ended: a file may be damaged or too deeply nested (${error}).`);
}

/** The worker with the program in it. */
async function started() {
  if (worker) return worker;
  const compiling = (compiled ??= compile());
  // Stopped like all work, though the compiler goes on: the next start finds its program.
  const module = await new Promise((resolve, reject) => {
    giveUp = reject;
    compiling.then(resolve, reject);
  });
  const script = new Blob([byId("worker", HTMLScriptElement).textContent ?? ""], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  worker = new Worker(address);
  await ask(worker, { do: "start", module });
  URL.revokeObjectURL(address);
  return worker;
}

/** What the program answers. @param {Asked} asked */
async function run(asked) {
  return ask(await started(), asked);
}

/** What the program answers within the time for reading. @param {Asked} asked */
async function runInTime(asked) {
  const whom = await started();
  const late = new Refusal(`读了 ${READING_SECONDS} 秒还没读完，已停下。请拆成几个文件，或另存为文本。`, `Not read after ${READING_SECONDS} seconds, and ended. Split it, or save it as text.`);
  const alarm = setTimeout(() => end(late), READING_SECONDS * 1000);
  try {
    return await ask(whom, asked);
  } finally {
    clearTimeout(alarm);
  }
}
