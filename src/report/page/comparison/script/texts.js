// Text that stands word for word in two places.

/** Where else a text stands. @type {Record<string, [string, string]>} */
const ELSEWHERE = {
  own: ["本人上次", "own earlier speech"],
  others: ["他人上次", "others, in the earlier meeting"],
  peers: ["同场他人", "others, in the same meeting"],
  reference: ["参照文本", "reference text"],
  all: ["逐字相同的文字", "word for word elsewhere"],
};

/**
 * What a speaker repeats, each text with both places.
 * @param {number} at of the change
 * @param {number} speaker
 * @param {string} from
 */
function showCarried(at, speaker, from) {
  const all = comparison().changes[at]?.carried[speaker];
  const kind = ELSEWHERE[from];
  if (!all || !kind) return;
  const items = all
    .filter(([own]) => from === "all" || own === from)
    .map(([own, text, here, there, sentence]) => element("li", {}, element("b", {}, text), " ", ...(from === "all" ? [kindOf(own)] : []), twice(here), there ? twice(there) : inReference(sentence, text)));
  const title = element("span", {}, comparison().speakers[speaker] ?? "", " · ", both(kind[0], kind[1]));
  const note = element("p", { class: "note" }, both("最长的几段，每段两处。", "The longest, each with both places."));
  showPanel(title, note, element("ul", { class: "twice" }, ...items));
}

/** The kind of a text in small type. @param {string} from */
function kindOf(from) {
  const [zh, en] = ELSEWHERE[from];
  return element("small", {}, both(zh, en));
}

/** One of two places. @param {Place} place */
function twice(place) {
  const who = element("small", {}, nameOfMeeting(place[0]), " ", nameAt(place), "：");
  return element("p", { "data-meeting": String(place[0]) }, who, ...withMark(place), " ", citation(place, false));
}

/** A sentence of the reference text. @param {number | null} sentence @param {string} text */
function inReference(sentence, text) {
  const reference = comparison().reference;
  const found = sentence === null ? undefined : reference?.sentences[sentence];
  if (!reference || !found) return "";
  const cite = element("cite", {}, `${reference.name}:${found[1]}`);
  return element("p", {}, element("small", {}, both("参照文本：", "Reference text: ")), ...marked(found[0], [text]), " ", cite);
}
