// Sentences in the panel: where each stands, and its speech around it.

/**
 * Sentences of one meeting under its name.
 * @param {number} meeting
 * @param {Node} count
 * @param {...Node} body
 */
function saidIn(meeting, count, ...body) {
  const head = element("h3", {}, nameOfMeeting(meeting), element("small", {}, count));
  return element("section", { class: "said-in", "data-meeting": String(meeting) }, head, ...body);
}

/** How many sentences. @param {number} count */
function counted(count) {
  return both(`${count} 句`, count === 1 ? "1 sentence" : `${count} sentences`);
}

/** The sentence at a place, if the page has it. @param {Place} place @returns {Row | undefined} */
function rowAt([meeting, speech, sentence]) {
  return comparison().meetings[meeting]?.speeches[speech]?.sentences[sentence];
}

/** A link from a sentence to its place in its speech. @param {Place} place @param {boolean} named whether it says who speaks */
function citation([meeting, speech, sentence], named) {
  const { sources, speeches: all } = comparison().meetings[meeting];
  const { name, sentences } = all[speech];
  const [, , line, , source] = sentences[sentence];
  const file = `${sources[source] ?? ""}${line}`;
  // A file of one speech often bears its name.
  const text = named && !file.includes(name) ? `${name} ${file}` : file;
  return element("cite", {}, element("a", { class: "at", href: `#m${meeting + 1}-s${speech + 1}-n${sentence + 1}` }, text));
}

/** A sentence whose place is marked. @param {Place} place @returns {(Node | string)[]} */
function withMark(place) {
  const row = rowAt(place);
  if (!row) return [];
  const letters = [...row[0]];
  const [start, end] = [place[3], place[4]];
  const part = (/** @type {number} */ from, /** @type {number} */ to) => letters.slice(from, to).join("");
  // A mark over the whole sentence would tell nothing.
  if (end <= start || (start === 0 && end >= letters.length)) return [row[0]];
  return [part(0, start), element("mark", {}, part(start, end)), part(end, letters.length)];
}

/** A sentence as an entry of a list. @param {Place} place @param {(Node | string)[]} text @param {boolean} named */
function entry(place, text, named) {
  return element("li", {}, element("span", {}, ...text), " ", citation(place, named));
}

/**
 * Single places, by meeting; of each of `among` it is said if it has none.
 * @param {Node} title
 * @param {number[]} among
 * @param {Place[]} places
 * @param {string} find a string that can be looked for everywhere
 */
function showPlaces(title, among, places, find) {
  const known = places.filter(rowAt);
  const sections = among.map((meeting) => {
    const own = known.filter((place) => place[0] === meeting);
    const items = own.map((place) => entry(place, [element("b", {}, nameAt(place)), " ", ...withMark(place)], false));
    return saidIn(meeting, own.length > 0 ? counted(own.length) : both("没有句子", "no sentence"), element("ul", {}, ...items));
  });
  showPanel(title, ...(find ? [findTool(find)] : []), ...sections);
}

/** Who speaks at a place. @param {Place} place */
function nameAt([meeting, speech]) {
  const { speaker, name } = comparison().meetings[meeting].speeches[speech];
  return comparison().speakers[speaker] ?? name;
}

/** A button that looks for a string in all meetings. @param {string} find */
function findTool(find) {
  const button = element("button", { type: "button" }, both(`在所有会议中查找“${find}”`, `Look for “${find}” in all meetings`));
  button.addEventListener("click", () => openSearch(find));
  return element("p", { class: "panel-tools" }, button);
}

/**
 * A whole speech with one sentence marked; `back` shows again what was in the panel.
 * @param {Place} place
 * @param {(() => void) | null} back
 */
function showSpeech(place, back) {
  const [meeting, speech, sentence] = place;
  if (!rowAt(place)) return;
  const text = element("div", { class: "reader" });
  let paragraph = element("p", {});
  /** @type {HTMLElement | null} */
  let here = null;
  comparison().meetings[meeting].speeches[speech].sentences.forEach(([own, , , opens], number) => {
    if (opens || number === 0) {
      paragraph = element("p", {});
      text.append(paragraph);
    }
    if (number === sentence) here = element("span", { class: "here", tabindex: "-1" }, own);
    paragraph.append(number === sentence && here ? here : own);
  });
  const tools = element("p", { class: "panel-tools" });
  if (back) {
    const button = element("button", { type: "button" }, both("← 返回句子", "← Back to the sentences"));
    button.addEventListener("click", back);
    tools.append(button);
  }
  tools.append(citation(place, true).textContent ?? "");
  const title = element("span", {}, nameAt(place), " · ", nameOfMeeting(meeting));
  showPanel(title, tools, text);
  const target = /** @type {HTMLElement | null} */ (here);
  target?.scrollIntoView({ block: "center" });
}

/** The place that an id of a sentence names. @param {string} id `m1-s2-n3` @returns {Place | null} */
function placeOf(id) {
  const found = /^m(\d+)-s(\d+)-n(\d+)$/u.exec(id);
  if (!found) return null;
  const [meeting, speech, sentence] = found.slice(1).map((number) => Number(number) - 1);
  return [meeting, speech, sentence, 0, 0];
}
