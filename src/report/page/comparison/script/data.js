// What the page tells its script: every sentence once, and the numbers of each theme.

/**
 * A sentence: text, theme, line, whether a paragraph begins with it, source.
 * @typedef {[string, number, number, number, number]} Row
 * @typedef {{name: string, speaker: number, sentences: Row[]}} Spoken
 * @typedef {{zh: string, en: string, sources: string[], speeches: Spoken[]}} Meeting
 * @typedef {{zh: string, en: string, colour: string, terms: string[]}} Theme
 * Shares before and now, their difference in points and the ends of its interval, which may be empty.
 * @typedef {[string, string, string, string, string]} Shares
 * Meeting, speech, sentence, first character, character behind the last.
 * @typedef {[number, number, number, number, number]} Place
 * @typedef {[string, string, Place, Place | null, number | null]} Repeated
 * @typedef {{earlier: number, later: number, means: Record<string, Shares>,
 *   speakers: Record<string, Record<string, Shares>>, carried: Record<string, Repeated[]>}} Change
 * @typedef {{meetings: Meeting[], speakers: string[], themes: Theme[], changes: Change[],
 *   reference: {name: string, sentences: [string, number][]} | null}} Comparison
 * What the search looks through:
 * @typedef {{id: string, text: string, start: number, source: string}} Sentence
 * @typedef {{id: string, name: string, text: string, characters: number, sentences: Sentence[]}} Speech
 */

/** All of it; read at the first click. @type {() => Comparison} */
const comparison = remembered(() => JSON.parse(document.getElementById("comparison-data")?.textContent ?? ""));

/** The id of the meeting that an id begins with. @param {string} id */
function meetingOf(id) {
  return id.split("-")[0];
}

/** All meetings. @type {() => {id: string, title: string}[]} */
const meetings = remembered(() =>
  comparison().meetings.map((one, place) => ({ id: `m${place + 1}`, title: isEnglish() ? one.en : one.zh })),
);

/** All speeches, each as one text. @type {() => Speech[]} */
const speeches = remembered(() =>
  comparison().meetings.flatMap((meeting, at) => meeting.speeches.map((_, speech) => readSpeech(at, speech))),
);

/**
 * A speech as `yiti search` sees it: its sentences joined, paragraphs parted by line ends.
 * @param {number} at of the meeting
 * @param {number} number of the speech
 * @returns {Speech}
 */
function readSpeech(at, number) {
  const meeting = comparison().meetings[at];
  const speech = meeting.speeches[number];
  const id = `m${at + 1}-s${number + 1}`;
  /** @type {string[]} */
  const parts = [];
  let length = 0;
  const sentences = speech.sentences.map(([text, , line, opens, source], place) => {
    if (length > 0 && opens) {
      parts.push("\n");
      length += 1;
    }
    parts.push(text);
    const start = length;
    length += text.length;
    return { id: `${id}-n${place + 1}`, text, start, source: `${meeting.sources[source] ?? ""}${line}` };
  });
  const text = parts.join("");
  const characters = [...text.replace(/\s/gu, "")].length;
  return { id, name: speech.name, text, characters, sentences };
}

/** The name of a speech. @param {string} id `m1-s3` */
function nameOf(id) {
  const [meeting, speech] = id.split("-").map((part) => Number(part.slice(1)) - 1);
  return comparison().meetings[meeting]?.speeches[speech]?.name ?? "";
}

/** The name of a meeting in both languages. @param {number} meeting */
function nameOfMeeting(meeting) {
  const { zh, en } = comparison().meetings[meeting];
  return both(zh, en);
}
