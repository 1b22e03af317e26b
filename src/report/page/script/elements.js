// How the script writes: elements from plain values, never from markup.

/**
 * An element with attributes and children; a text is never read as markup.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Words in both languages, of which the style sheet shows one. @param {string} zh @param {string} en */
function both(zh, en) {
  if (zh === en) return document.createTextNode(zh);
  const phrase = document.createDocumentFragment();
  phrase.append(element("span", { lang: "zh" }, zh), element("span", { lang: "en" }, en));
  return phrase;
}

/** Whether the reader has chosen English. */
function isEnglish() {
  return byId("english", HTMLInputElement).checked;
}

/**
 * The element with this id, of the kind that the page has there.
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} kind
 * @returns {E}
 */
function byId(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`#${id} is not in the page`);
}

/**
 * A text with the places of `words` marked: the leftmost first, of several there the longest.
 * @param {string} text
 * @param {readonly string[]} words
 * @returns {(Node | string)[]}
 */
function marked(text, words) {
  const known = words.filter((word) => word !== "").sort((a, b) => b.length - a.length);
  if (known.length === 0) return [text];
  const pieces = text.split(new RegExp(`(${known.map(literal).join("|")})`, "u"));
  // Split on one group: what it matched stands at the odd places.
  return pieces.map((piece, place) => (place % 2 ? element("mark", {}, piece) : piece));
}

/** A string as an expression that matches it; an ASCII letter in both cases. @param {string} text */
function literal(text) {
  return [...text]
    .map((c) => (/[a-z]/i.test(c) ? `[${c.toLowerCase()}${c.toUpperCase()}]` : c.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&")))
    .join("");
}
