// What is said on a theme: by meeting, then by speaker.

/** Sentences up to which all speakers stand open. */
const OPEN = 60;

/**
 * @typedef {{speaker: number, places: Place[]}} SaidBy
 */

/**
 * The sentences on a theme in a meeting, by speaker, those who are compared in the order of the page.
 * @param {number} meeting
 * @param {number} theme
 * @param {number | null} speaker one alone
 * @returns {SaidBy[]}
 */
function onTheme(meeting, theme, speaker) {
  /** @type {Map<number, Place[]>} */
  const found = new Map();
  comparison().meetings[meeting].speeches.forEach((speech, at) => {
    if (speaker !== null && speech.speaker !== speaker) return;
    speech.sentences.forEach((row, sentence) => {
      if (row[1] !== theme) return;
      const places = found.get(speech.speaker) ?? [];
      places.push([meeting, at, sentence, 0, 0]);
      found.set(speech.speaker, places);
    });
  });
  return [...found].sort(([a], [b]) => a - b).map(([who, places]) => ({ speaker: who, places }));
}

/**
 * One meeting's sentences on a theme.
 * @param {number} meeting
 * @param {number} theme
 * @param {number | null} speaker
 */
function themeIn(meeting, theme, speaker) {
  const said = onTheme(meeting, theme, speaker);
  const count = said.reduce((sum, { places }) => sum + places.length, 0);
  const terms = comparison().themes[theme].terms;
  const list = (/** @type {Place[]} */ places) =>
    element("ul", {}, ...places.map((place) => entry(place, marked(rowAt(place)?.[0] ?? "", terms), false)));
  if (count === 0) return saidIn(meeting, both("没有句子", "no sentence"));
  if (speaker !== null) return saidIn(meeting, counted(count), ...said.map(({ places }) => list(places)));
  const parts = said.map(({ speaker: who, places }) => {
    const summary = element("summary", {}, element("b", {}, comparison().speakers[who] ?? ""), " ", element("small", {}, counted(places.length)));
    const part = element("details", {}, summary);
    // Thirty speakers have a thousand sentences: they are written where they are read.
    const write = () => {
      if (part.childElementCount === 1) part.append(list(places));
    };
    part.addEventListener("toggle", () => part.open && write());
    if (count <= OPEN) {
      write();
      part.open = true;
    }
    return part;
  });
  return saidIn(meeting, counted(count), ...parts);
}

/** The name of a theme in both languages. @param {number} theme */
function nameOfTheme(theme) {
  const { zh, en } = comparison().themes[theme];
  return both(zh, en);
}

/** Shares before and now in words. @param {Shares | undefined} shares */
function sharesInWords(shares) {
  if (!shares) return [];
  const [earlier, later, difference, low, high] = shares;
  const zh = low ? `（95% 区间 ${low} 至 ${high}）` : "（没有区间，说不准）";
  const en = low ? ` (95% interval ${low} to ${high})` : " (no interval: cannot tell)";
  const text = both(`${earlier} → ${later}，相差 ${difference} 个百分点${zh}`, `${earlier} → ${later}, ${difference} points${en}`);
  return [element("p", { class: "note numbers" }, text)];
}

/**
 * A theme in both meetings of a change, of all speakers or of one.
 * @param {number} at of the change
 * @param {number} theme
 * @param {number | null} speaker
 */
function showChange(at, theme, speaker) {
  const change = comparison().changes[at];
  if (!change || !comparison().themes[theme]) return;
  const who = speaker === null ? [] : [comparison().speakers[speaker] ?? "", " · "];
  const title = element("span", {}, ...who, nameOfTheme(theme));
  const shares = speaker === null ? change.means[theme] : change.speakers[speaker]?.[theme];
  const sections = [change.earlier, change.later].map((meeting) => themeIn(meeting, theme, speaker));
  showPanel(title, ...sharesInWords(shares), ...sections);
}

/**
 * A theme in all meetings, from one of them on which a reader clicked.
 * @param {number} meeting
 * @param {number} theme
 */
function showCourse(meeting, theme) {
  if (!comparison().meetings[meeting] || !comparison().themes[theme]) return;
  const sections = comparison().meetings.map((_, at) => themeIn(at, theme, null));
  showPanel(element("span", {}, nameOfTheme(theme)), ...sections);
  sections[meeting].scrollIntoView();
}
