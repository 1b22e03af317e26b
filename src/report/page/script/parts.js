// Parts of the page that are made when they are looked at. Their markup stands in a `noscript`: a
// browser that runs this script keeps it as one text, a browser that does not shows it. Pictures are
// packed.

/** What parts hold that are not in the page yet. @type {Map<Element, DocumentFragment>} */
const waiting = new Map();

/** The part that waits in an element, if one does. @param {Element} place */
function laterIn(place) {
  return place.querySelector(":scope > noscript.later");
}

/** A waiting part as elements. @param {Element} later */
function read(later) {
  const known = waiting.get(later);
  if (known) return known;
  const part = elementsOf(later.textContent ?? "");
  nameSources(part);
  offerNotes(part, later.parentElement?.id ?? "");
  waiting.set(later, part);
  return part;
}

/** Elements from markup of the page itself, which the program wrote and escaped. @param {string} markup */
function elementsOf(markup) {
  const template = element("template", {});
  // eslint-disable-next-line no-restricted-properties -- the one place: no text that was read comes here unescaped
  template.innerHTML = markup;
  return template.content;
}

/** Puts into the page what waits in an element. @param {Element} place */
function fill(place) {
  const later = laterIn(place);
  if (!later) return;
  const part = read(later);
  waiting.delete(later);
  startTables(part);
  quoteFigures(part);
  offerPictures(part);
  later.replaceWith(part);
}

/** Puts below each stated figure its sentence, which the page has once. @param {ParentNode} part */
function quoteFigures(part) {
  for (const body of part.querySelectorAll(".figures tbody")) {
    const id = body.querySelector("a")?.getAttribute("href")?.slice(1) ?? "";
    const sentence = part.querySelector(`#${CSS.escape(id)} > span`)?.textContent ?? "";
    const stated = [...body.querySelectorAll("th")].map((head) => head.textContent ?? "");
    body.append(element("tr", {}, element("td", { colspan: "5" }, ...marked(sentence, stated))));
  }
}

/** Gives every sentence its source: of those on one line the page names it once. @param {ParentNode} part */
function nameSources(part) {
  for (const sentence of part.querySelectorAll(".evidence li")) {
    if (sentence.querySelector("cite")) continue;
    const before = sentence.previousElementSibling ?? sentence.parentElement?.previousElementSibling;
    const source = before?.querySelector("cite");
    if (source) sentence.append(" ", source.cloneNode(true));
  }
}

/** Puts into the page the English pictures that are seen, once the page is read in English. */
function showEnglish() {
  if (isEnglish()) for (const place of document.querySelectorAll('.picture[lang="en"]')) unpack(place);
}

/** Puts into the page the pictures that are packed in an element. @param {Element} place */
async function unpack(place) {
  const packed = place.querySelector(":scope > script.packed");
  if (!packed) return;
  packed.remove();
  const bytes = Uint8Array.from(atob(packed.textContent ?? ""), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const pictures = elementsOf(await new Response(stream).text());
  offerPictures(pictures);
  place.append(pictures);
}

/** Where the parts of a speech are, in the page or not. @param {string} id of the speech @returns {ParentNode | null} */
function partsOf(id) {
  const section = document.getElementById(id);
  const later = section && laterIn(section);
  return later ? read(later) : section;
}

/** The id of the speech that an id of the page begins with; empty if it begins with none. @param {string} id */
function speechOf(id) {
  return /^m\d+-s\d+(?=-|$)/.exec(id)?.[0] ?? "";
}

/** The element with this id, also if it is not in the page yet. @param {string} id */
function seek(id) {
  return document.getElementById(id) ?? partsOf(speechOf(id))?.querySelector(`#${CSS.escape(id)}`) ?? null;
}

/** The element with this id, put into the page if it was not there. @param {string} id */
async function reach(id) {
  const speech = document.getElementById(speechOf(id));
  if (speech) fill(speech);
  const found = document.getElementById(id);
  if (found || speech) return found;
  if (id.includes("-chart-")) await unpack(byId(`${meetingOf(id)}-charts`, HTMLDetailsElement));
  for (const part of document.querySelectorAll("details.part")) fill(part);
  return document.getElementById(id);
}

/** Makes a folded part when it is opened, and an English picture when it is wanted. */
function startParts() {
  for (const input of document.querySelectorAll("[name=language]")) input.addEventListener("change", showEnglish);
  showEnglish();
  const opened = (/** @type {Event} */ event) => {
    if (!(event.target instanceof HTMLDetailsElement) || !event.target.open) return;
    fill(event.target);
    unpack(event.target);
    if (event.target.matches(".compare")) fillCompare(event.target);
  };
  // It does not bubble.
  document.addEventListener("toggle", opened, true);
}
