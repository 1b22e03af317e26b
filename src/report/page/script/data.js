// What the page tells its script: one JSON block a meeting, and the sentences of the page itself.

/**
 * @typedef {{zh: string, en: string}} Phrase
 * @typedef {Phrase & {id: string, colour: string, number: number, terms: string[]}} Theme
 * @typedef {{share: string, interval: string, length: string}} Share
 * @typedef {Phrase & {why: [string, string][], shared: number[]}} Pair
 * @typedef {{speeches: string[], speakers: string[], themes: Theme[], shares: Share[][], pairs: Pair[], formulas: string[]}} Meeting
 * @typedef {{id: string, text: string, start: number, source: string}} Sentence
 * @typedef {{id: string, name: string, text: string, characters: number, sentences: Sentence[]}} Speech
 */

/** The data of the meeting with this id (`m1`), if it has any. @type {(id: string) => Meeting | null} */
const meetingData = remembered((id) => {
  const block = document.getElementById(`${id}-data`);
  return block ? JSON.parse(block.textContent ?? "") : null;
});

/** The id of the meeting that an id of the page begins with. @param {string} id */
function meetingOf(id) {
  return id.split("-")[0];
}

/** All meetings of the page. @type {() => {id: string, title: string}[]} */
const meetings = remembered(() =>
  [...document.querySelectorAll("article.meeting")].map(({ id }) => ({ id, title: document.getElementById(`${id}-title`)?.textContent ?? id })),
);

/** All speeches of the page, each as one text. @type {() => Speech[]} */
const speeches = remembered(() => [...document.querySelectorAll("section.speech")].map(readSpeech));

/**
 * A speech as `yiti search` sees it: its sentences joined, paragraphs parted by line ends.
 * @param {Element} section
 * @returns {Speech}
 */
function readSpeech(section) {
  const prefix = `${section.id}-n`;
  const found = [...(partsOf(section.id)?.querySelectorAll(`[id^="${prefix}"]`) ?? [])]
    .map((element) => ({ element, number: Number(element.id.slice(prefix.length)) }))
    .filter(({ number }) => Number.isInteger(number))
    .sort((a, b) => a.number - b.number);
  let text = "";
  const sentences = found.map(({ element }) => {
    const own = element.firstElementChild?.textContent ?? "";
    if (text !== "" && element.hasAttribute("data-p")) text += "\n";
    const start = text.length;
    text += own;
    const source = element.querySelector("cite")?.textContent ?? "";
    return { id: element.id, text: own, start, source };
  });
  const characters = [...text.replace(/\s/gu, "")].length;
  return { id: section.id, name: nameOf(section.id), text, characters, sentences };
}

/** The name of a speech as its heading has it. @param {string} id */
function nameOf(id) {
  return document.getElementById(`${id}-name`)?.firstChild?.textContent?.trim() ?? "";
}
