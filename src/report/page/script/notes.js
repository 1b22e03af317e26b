// Notes: sentences and findings that the reader keeps, each perhaps with a remark. They stay in this
// browser until they are saved as a file.

/**
 * @typedef {{at: string, text: string, source: string, remark: string}} Note
 */

/** Under what the browser keeps the notes: each report has its own. */
const NOTES = `notes-${document.documentElement.dataset.report ?? ""}`;

/** The notes in the order in which they were made. @type {Note[]} */
let notes = storedData(NOTES, []);

/** Keeps the notes, and shows everywhere what is kept. */
function keepNotes() {
  keep(NOTES, JSON.stringify(notes));
  for (const button of document.querySelectorAll("button.keep")) showKept(button);
  byId("notes", HTMLButtonElement).replaceChildren(both("笔记", "Notes"), notes.length > 0 ? ` ${notes.length}` : "");
}

/** @param {Element} button */
function showKept(button) {
  const kept = notes.some((note) => note.at === button.getAttribute("data-at"));
  button.setAttribute("aria-pressed", String(kept));
  button.textContent = kept ? "★" : "☆";
}

/** A button that notes a place of the page, and takes it out again. @param {Note} note */
function keepButton(note) {
  const name = isEnglish() ? "Keep in the notes" : "记入笔记";
  const button = element("button", { type: "button", class: "keep", "aria-label": name, title: name, "data-at": note.at });
  showKept(button);
  button.addEventListener("click", () => {
    const without = notes.filter((one) => one.at !== note.at);
    notes = without.length < notes.length ? without : [...notes, note];
    keepNotes();
  });
  return button;
}

/** Lets the reader keep each sentence of a part. @param {ParentNode} part @param {string} speech its id */
function offerNotes(part, speech) {
  for (const cite of part.querySelectorAll(".evidence cite")) {
    const at = cite.parentElement?.id || cite.parentElement?.getAttribute("data-id") || "";
    const text = cite.parentElement?.querySelector("span")?.textContent ?? "";
    if (at) cite.after(" ", keepButton({ at, text, source: sourceOf(speech, cite.textContent ?? ""), remark: "" }));
  }
}

/** A line of a file with the name of the speech, which the file often bears. @param {string} speech its id @param {string} line */
function sourceOf(speech, line) {
  const name = nameOf(speech);
  return line.includes(name) ? line : `${name} ${line}`;
}

/** The notes at the side, to be remarked upon, opened and saved. */
function showNotes() {
  const rows = notes.map((note) => {
    const remark = element("textarea", { rows: "2", "aria-label": isEnglish() ? "Remark" : "备注" });
    remark.value = note.remark;
    remark.addEventListener("input", () => {
      note.remark = remark.value;
      keep(NOTES, JSON.stringify(notes));
    });
    const link = element("a", { href: `#${note.at}` }, note.source || both("打开", "Open"));
    return element("li", {}, element("p", {}, note.text), element("p", { class: "note" }, link, " ", keepButton(note)), remark);
  });
  const empty = both("点句子后面的 ☆，就记在这里。只存在这个浏览器里，要留存请另存。", "The ☆ behind a sentence keeps it here. Notes stay in this browser only: save them to keep them.");
  const saved = element("button", { type: "button" }, both("另存为文本", "Save as a text"));
  saved.addEventListener("click", () => saveText("notes.md", notesAsText()));
  const tools = element("p", { class: "tools" }, copyButton(notesAsText), saved);
  showPanel(both("笔记", "Notes"), ...(rows.length > 0 ? [tools, element("ol", { class: "kept" }, ...rows)] : []), element("p", { class: "note" }, empty));
}

/** The notes as Markdown, each with its source and its address in the report. */
function notesAsText() {
  const title = meetings().map((one) => one.title).join("、");
  const entries = notes.map(({ at, text, source, remark }) => {
    const place = source ? `（${source}）` : "";
    return [`- ${text}${place}`, ...(remark ? [`  - ${remark.replace(/\n/gu, " ")}`] : []), `  - index.html#${at}`].join("\n");
  });
  return `# ${title}\n\n${entries.join("\n")}\n`;
}

/** The button of the notes, and one beside each finding. */
function startNotes() {
  byId("notes", HTMLButtonElement).addEventListener("click", showNotes);
  for (const finding of document.querySelectorAll(".statements li")) {
    const link = finding.querySelector("a");
    if (link) finding.append(keepButton({ at: addressOf(link), text: textOf(link), source: "", remark: "" }));
  }
  keepNotes();
}
