// What was found in the texts, to be checked and corrected.

/**
 * @typedef {{speaker: string, region: string | null, title: string | null, line: number | null, characters: number, begins: string}} Speech
 * @typedef {{title: string, date: Phrase | null, file: string, layout: Phrase, evidence: string,
 *   doubts: Phrase[], ledger: Record<string, number>, speeches: Speech[], markdown: string}} Meeting
 * @typedef {{meetings: Meeting[], unread: string[]}} Split
 */

/** A meeting as it was split. @param {Meeting} meeting @param {number} place */
function meetingShown(meeting, place) {
  const id = `markdown-${place}`;
  const text = element("textarea", { id, rows: "20", spellcheck: "false" });
  text.value = meeting.markdown;
  text.addEventListener("input", showCorrected);
  const doubts = meeting.doubts.map(({ zh, en }) => element("li", {}, both(`存疑：${zh}`, `Doubt: ${en}`)));
  return element(
    "article",
    {},
    element("h3", {}, meeting.title, ...(meeting.date ? [element("small", {}, " ", both(meeting.date.zh, meeting.date.en))] : [])),
    element("p", { class: "note" }, both(`版式：${meeting.layout.zh}`, `Layout: ${meeting.layout.en}`), " · ", ledgerShown(meeting.ledger)),
    element("ul", { class: "doubts" }, ...doubts),
    element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": meeting.title }, speechTable(meeting.speeches)),
    element(
      "details",
      {},
      element("summary", {}, both("更正：改这份文字稿", "Correct: edit this transcript")),
      element("p", {}, element("label", { for: id }, both("每篇以“## 发言人”开头。", "Each speech begins with “## speaker”."))),
      text,
    ),
  );
}

/** What became of the characters. @param {Record<string, number>} ledger */
function ledgerShown(ledger) {
  const total = Object.values(ledger).reduce((sum, count) => sum + count, 0);
  const line = (/** @type {"zh" | "en"} */ language) =>
    Object.entries(ledger).map(([fate, count]) => `${named(FATES, fate)[language]} ${count}`).join(" + ");
  return both(`字数：${line("zh")} = ${total}`, `characters: ${line("en")} = ${total}`);
}

/** @param {Speech[]} speeches */
function speechTable(speeches) {
  const head = [["", "#"], ["发言人", "speaker"], ["行", "line"], ["字数", "characters"], ["开头", "begins"]];
  const rows = speeches.map((speech, place) =>
    element(
      "tr",
      {},
      element("td", { class: "num" }, String(place + 1)),
      element("th", { scope: "row" }, speech.speaker),
      element("td", { class: "num" }, String(speech.line ?? "")),
      element("td", { class: "num" }, String(speech.characters)),
      element("td", {}, ...(speech.title ? [element("b", {}, speech.title), " "] : []), speech.begins),
    ),
  );
  const cells = head.map(([zh, en]) => element("th", { scope: "col" }, both(zh || en, en)));
  return element("table", {}, element("thead", {}, element("tr", {}, ...cells)), element("tbody", {}, ...rows));
}

/** The transcripts as they stand in the page. */
function transcripts() {
  return split.meetings.map((meeting, place) => ({
    name: meeting.file,
    text: byId(`markdown-${place}`, HTMLTextAreaElement).value,
    isCorrected: byId(`markdown-${place}`, HTMLTextAreaElement).value !== meeting.markdown,
  }));
}

/** The transcripts as files; two of one name are told apart by number. @returns {Given[]} */
function correctedFiles() {
  const seen = new Map();
  return transcripts().map(({ name, text }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const path = count === 1 ? name : name.replace(/\.md$/u, `-${count}.md`);
    return { path, bytes: new TextEncoder().encode(text) };
  });
}
