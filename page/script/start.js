// The three steps: texts, their split, the report.

/** What was given. @type {Given[]} */
let given = [];
/** What was found in it. @type {Split} */
let split = { meetings: [], unread: [] };
/** The address of the page that is shown. */
let shown = "";

/** @param {Node} [what] */
function say(what) {
  byId("state", HTMLElement).replaceChildren(...(what ? [what] : []));
}

/** Shows what the program does. @param {string} stage @param {number | null} meeting */
function showStage(stage, meeting) {
  const { zh, en } = named(STAGES, stage);
  const title = meeting !== null && split.meetings.length > 1 ? split.meetings[meeting]?.title : undefined;
  say(both(title ? `${title}：${zh}…` : `${zh}…`, title ? `${title}: ${en}…` : `${en}…`));
}

/** Does something that takes a while, one at a time, and says what went wrong. @param {() => Promise<void>} work */
async function busy(work) {
  const stop = byId("busy", HTMLElement);
  if (!stop.hidden) return;
  stop.hidden = false;
  byId("error", HTMLElement).replaceChildren();
  byId("rescue", HTMLElement).hidden = true;
  const focused = document.activeElement;
  const buttons = document.querySelectorAll("main button:not(#stop):not(:disabled)");
  for (const button of buttons) button.setAttribute("disabled", "");
  const began = performance.now();
  try {
    await work();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(both(`完成，用时 ${seconds} 秒。`, `Done in ${seconds} seconds.`));
  } catch (error) {
    say();
    const { zh, en, fault } = error instanceof Refusal ? error : { zh: String(error), en: String(error), fault: null };
    byId("error", HTMLElement).replaceChildren(both(zh, en));
    // Of several texts, those that name their speakers would be made one speech too.
    byId("rescue", HTMLElement).hidden = fault !== "NoSpeeches" || roots(given).length !== 1;
  } finally {
    stop.hidden = true;
    for (const button of buttons) button.removeAttribute("disabled");
    // The files of a report are in the worker, and gone with it.
    if (!worker) byId("made", HTMLElement).hidden = true;
    showCorrected();
    // A button that was disabled has lost the focus.
    if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}

/** Goes to a heading, with the keyboard too. @param {string} id */
function goTo(id) {
  byId(id, HTMLElement).focus({ preventScroll: true });
  byId(id, HTMLElement).scrollIntoView();
}

/** Takes files and splits them. @param {() => Promise<{path: string, file: File}[]> | {path: string, file: File}[]} found */
function take(found) {
  return busy(async () => {
    const { texts, settings } = apart(await read(await found()));
    if (settings !== undefined) byId("settings", HTMLTextAreaElement).value = settings;
    if (texts.length > 0) given = texts;
    leftOut.clear();
    byId("given", HTMLElement).replaceChildren(...roots(given).map((root) => element("li", {}, root)));
    if (given.length > 0) await splitAnew();
  });
}

/** Splits what was given, or takes it as one speech, and shows what was found. @param {boolean} [whole] */
async function splitAnew(whole = false) {
  byId("check", HTMLElement).hidden = true;
  byId("made", HTMLElement).hidden = true;
  showStage("Reading", null);
  const settings = byId("settings", HTMLTextAreaElement).value;
  split = JSON.parse(await runInTime({ do: "split", files: given, settings, whole }));
  const unread = split.unread.map((path) => element("p", { class: "note" }, both(`没有读：${path}`, `Not read: ${path}`)));
  byId("meetings", HTMLElement).replaceChildren(...unread, ...meetingsShown(split.meetings));
  byId("compare", HTMLElement).hidden = split.meetings.length < 2;
  byId("check", HTMLElement).hidden = false;
  goTo("check-title");
}

/** Shows whether there are corrections that can be undone, or were not split again. */
function showCorrected() {
  byId("undo", HTMLElement).hidden = earlier.length === 0;
  byId("again", HTMLElement).hidden = !areCorrected();
}

/** Makes the corrected transcripts what was given, if there are corrections. */
async function takeCorrections() {
  if (!areCorrected()) return;
  const before = given;
  given = correctedFiles();
  try {
    await splitAnew();
  } catch (error) {
    // What was typed stays, to be mended; the worker forgets it.
    given = before;
    byId("check", HTMLElement).hidden = false;
    end(new Refusal("", ""));
    throw error;
  }
}

/** Takes a text in which nobody was found to speak as one speech, to be cut by hand. */
async function takeWhole() {
  await splitAnew(true);
  given = correctedFiles();
  await splitAnew();
}

/** Makes a report or a comparison, and shows it. @param {"report" | "compare"} kind */
function make(kind) {
  return busy(async () => {
    await takeCorrections();
    // A worker that was ended has forgotten what was given.
    if (!worker) await splitAnew();
    const names = await run({ do: kind });
    await show();
    showSaving(names, kind);
    byId("made", HTMLElement).hidden = false;
    goTo("made-title");
  });
}

/** Shows the report's page in a frame that may do nothing but run the report's own script. */
async function show() {
  const written = new TextDecoder().decode(await run({ do: "file", name: "index.html" }));
  // It begins in the language of this page.
  const page = isEnglish() ? written.replace('id="english"', 'id="english" checked') : written;
  URL.revokeObjectURL(shown);
  shown = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  byId("shown", HTMLIFrameElement).src = shown;
}

/** Wires the page. */
function start() {
  const [files, folder] = [byId("files", HTMLInputElement), byId("folder", HTMLInputElement)];
  byId("choose-files", HTMLElement).addEventListener("click", () => files.click());
  byId("choose-folder", HTMLElement).addEventListener("click", () => folder.click());
  for (const input of [files, folder]) input.addEventListener("change", () => take(() => chosen(input.files)));
  byId("paste", HTMLElement).addEventListener("click", () => {
    const text = byId("pasted", HTMLTextAreaElement).value;
    if (text.trim() !== "") take(() => [{ path: "会议.txt", file: new File([text], "会议.txt") }]);
  });
  byId("whole", HTMLElement).addEventListener("click", () => busy(takeWhole));
  byId("undo", HTMLElement).addEventListener("click", undo);
  byId("again", HTMLElement).addEventListener("click", () => busy(takeCorrections));
  byId("report", HTMLElement).addEventListener("click", () => make("report"));
  byId("compare", HTMLElement).addEventListener("click", () => make("compare"));
  byId("stop", HTMLElement).addEventListener("click", () => end(new Refusal("已停下。", "Stopped.")));
  const drop = byId("drop", HTMLElement);
  addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    // Anywhere on the page: a browser would otherwise leave the page for the file.
    event.preventDefault();
    drop.classList.remove("over");
    const { dataTransfer } = event;
    if (dataTransfer) {
      const found = dropped(dataTransfer);
      take(() => found);
    }
  });
}

start();
