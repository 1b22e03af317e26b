// What was found in the texts, to be checked and corrected.

/**
 * @typedef {{line: number, text: string}} Passage
 * @typedef {{fate: string, characters: number, passages: Passage[]}} Fate
 * @typedef {{title: string, date: Phrase | null, file: string, layout: Phrase,
 *   doubts: Phrase[], ledger: Fate[], lines: (number | null)[], markdown: string}} Meeting
 * @typedef {{meetings: Meeting[], unread: string[]}} Split
 */

/** The meetings as they are corrected. @type {Desk[]} */
let desks = [];

/**
 * What no speech had when a file was first read, by the file of its transcript: a corrected transcript lacks it.
 * @type {Map<string, Fate[]>}
 */
const leftOut = new Map();

/** The meetings as they were split. @param {Meeting[]} meetings */
function meetingsShown(meetings) {
  earlier.length = 0;
  desks = meetings.map((meeting, place) => new Desk(`markdown-${place}`, meeting.markdown, meeting.lines));
  return meetings.map((meeting, place) => meetingShown(meeting, /** @type {Desk} */ (desks[place])));
}

/** A meeting as it was split. @param {Meeting} meeting @param {Desk} desk */
function meetingShown(meeting, desk) {
  const now = meeting.ledger.filter(({ passages }) => passages.length > 0);
  const first = leftOut.get(meeting.file) ?? now;
  leftOut.set(meeting.file, first);
  const isLost = first.length > 0 && JSON.stringify(first) !== JSON.stringify(now);
  const doubts = meeting.doubts.map(({ zh, en }) => element("li", {}, both(`存疑：${zh}`, `Doubt: ${en}`)));
  return element(
    "article",
    {},
    element("h3", {}, meeting.title, ...(meeting.date ? [element("small", {}, " ", both(meeting.date.zh, meeting.date.en))] : [])),
    element("ul", { class: "doubts" }, ...doubts),
    element(
      "div",
      { class: "desk" },
      element(
        "div",
        { class: "beside" },
        element("p", { class: "note" }, both(`版式：${meeting.layout.zh}`, `Layout: ${meeting.layout.en}`)),
        ledgerShown(meeting.ledger),
        ...(isLost ? [fatesShown(both("原文中不在发言里的文字", "In no speech of the text as given"), first.map(fateShown))] : []),
      ),
      desk.list,
    ),
    element(
      "details",
      { class: "as-text" },
      element("summary", {}, both("按文字稿更正", "Correct it as a text")),
      element("p", {}, element("label", { for: desk.text.id }, both("每篇以“## 发言人”开头。", "Each speech begins with “## speaker”."))),
      desk.text,
    ),
  );
}

/** What became of the characters. @param {Fate[]} ledger */
function ledgerShown(ledger) {
  const total = ledger.reduce((sum, { characters }) => sum + characters, 0);
  const sum = element("li", {}, both("共计", "all"), element("span", { class: "num" }, String(total)));
  return fatesShown(both("文字去向（字数）", "Where the text went (characters)"), [...ledger.map(fateShown), sum]);
}

/** @param {Node} title @param {HTMLElement[]} rows */
function fatesShown(title, rows) {
  return element("div", { class: "ledger" }, element("h4", {}, title), element("ul", {}, ...rows));
}

/** A fate with its passages, which can be read, if they are in no speech. @param {Fate} fate */
function fateShown({ fate, characters, passages }) {
  const { zh, en } = named(FATES, fate);
  const row = [both(zh, en), element("span", { class: "num" }, String(characters))];
  if (passages.length === 0) return element("li", {}, ...row);
  const shown = passages.map(({ line, text }) => element("p", {}, element("span", { class: "note" }, both(`第 ${line} 行 `, `line ${line} `)), text));
  const details = element("details", {}, element("summary", {}, ...row), element("div", { class: "passages" }, ...shown));
  // Text of no speaker may be a speech that was not found: it is seen without a click.
  details.open = fate === "unassigned";
  return element("li", {}, details);
}

/** Whether there are corrections that were not split again. */
function areCorrected() {
  return desks.some((desk) => desk.isCorrected);
}

/** The transcripts as files; two of one name are told apart by number. @returns {Given[]} */
function correctedFiles() {
  const seen = new Map();
  return split.meetings.map(({ file }, place) => {
    const count = (seen.get(file) ?? 0) + 1;
    seen.set(file, count);
    const path = count === 1 ? file : file.replace(/\.md$/u, `-${count}.md`);
    return { path, bytes: new TextEncoder().encode(desks[place]?.text.value) };
  });
}
