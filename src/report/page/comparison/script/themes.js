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
 * The sentences of one meeting as a list under its name.
 * @param {number} meeting
 * @param {number} theme
 * @param {Place[]} places
 */
function themeIn(meeting, theme, places) {
  if (places.length === 0) return saidIn(meeting, both("没有句子", "no sentence"));
  const terms = comparison().themes[theme].terms;
  const items = places.map((place) => entry(place, marked(rowAt(place)?.[0] ?? "", terms), false));
  return saidIn(meeting, counted(places.length), element("ul", {}, ...items));
}

/**
 * The sentences on a theme in some meetings, by speaker, so that what one says in each stands together.
 * @param {number[]} among meetings
 * @param {number} theme
 */
function bySpeaker(among, theme) {
  const said = among.map((meeting) => onTheme(meeting, theme, null));
  const speakers = [...new Set(said.flat().map(({ speaker }) => speaker))].sort((a, b) => a - b);
  const all = said.flat().reduce((sum, { places }) => sum + places.length, 0);
  const parts = speakers.map((speaker, rank) => {
    const own = said.map((some) => some.find((one) => one.speaker === speaker)?.places ?? []);
    const counts = own.flatMap((places, at) => [at > 0 ? " · " : " ", nameOfMeeting(among[at]), " ", counted(places.length)]);
    const name = element("b", {}, comparison().speakers[speaker] ?? "");
    const part = element("details", { class: "by" }, element("summary", {}, name, " ", element("small", {}, ...counts)));
    // Thirty speakers have a thousand sentences: they are written where they are read.
    const write = () => {
      if (part.childElementCount > 1) return;
      part.append(element("div", { class: "sides" }, ...own.map((places, at) => themeIn(among[at], theme, places))));
    };
    part.addEventListener("toggle", () => part.open && write());
    if (all <= OPEN || rank === 0) {
      write();
      part.open = true;
    }
    return part;
  });
  const totals = said.map((some, at) => {
    const count = some.reduce((sum, { places }) => sum + places.length, 0);
    return element("span", { class: "total" }, nameOfMeeting(among[at]), " ", counted(count));
  });
  return [element("p", { class: "note totals" }, ...totals), ...parts];
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
  const ends = [change.earlier, change.later];
  const one = (/** @type {number} */ meeting) => onTheme(meeting, theme, speaker).flatMap(({ places }) => places);
  const sections = speaker === null ? bySpeaker(ends, theme) : [element("div", { class: "sides" }, ...ends.map((meeting) => themeIn(meeting, theme, one(meeting))))];
  showPanel(title, ...sharesInWords(shares), ...sections);
}

/**
 * A theme in all meetings, the one on which a reader clicked first.
 * @param {number} meeting
 * @param {number} theme
 */
function showCourse(meeting, theme) {
  if (!comparison().meetings[meeting] || !comparison().themes[theme]) return;
  const others = comparison().meetings.map((_, at) => at).filter((at) => at !== meeting);
  showPanel(element("span", {}, nameOfTheme(theme)), ...bySpeaker([meeting, ...others], theme));
}
