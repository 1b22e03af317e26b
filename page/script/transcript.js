// A transcript as text: its speeches are cut, joined and renamed by their lines `## speaker`; what was said stays.
// `src/transcript/markdown.rs` writes and reads this form.

/** The longest opening of a paragraph that is proposed as a speaker's name, in characters; chosen by eye. */
const LONGEST_NAME = 20;

/** The parts of a speech. @type {Record<string, [string, string]>} */
const PARTS = { lead: ["导语", "opening"], body: ["正文", "text"], outlook: ["下一步", "next steps"], section: ["节", "section"] };

/** @typedef {{at: number, part: string | null, isHeading: boolean, text: string}} Paragraph `at` is where it begins in its speech */

/** What stands before the first speech, and the speeches, each with its line `## `. @param {string} text */
function apartAtSpeeches(text) {
  const pieces = text.split(/(?<![^\n])(?=[^\S\n]*## )/u);
  const head = /^\s*## /u.test(pieces[0] ?? "") ? "" : (pieces.shift() ?? "");
  return { head, speeches: pieces };
}

/** What stands behind `## `. @param {string} speech */
function headingOf(speech) {
  return /^\s*## *(.*)/u.exec(speech)?.[1]?.trim() ?? "";
}

/** @param {string} speech @returns {Paragraph[]} */
function paragraphsOf(speech) {
  const [heading = "", ...lines] = speech.split("\n");
  const found = [];
  let at = heading.length + 1;
  // A part begins with its mark, so that both go to one side of a cut.
  let begun = /** @type {{at: number, part: string} | null} */ (null);
  for (const line of lines) {
    const text = line.trim();
    const part = text === "###" ? "section" : /^<!-{2} (lead|body|outlook) -->$/u.exec(text)?.[1];
    if (part) begun ??= { at, part };
    else if (text !== "") {
      const isHeading = text.startsWith("###");
      found.push({ at: begun?.at ?? at, part: begun?.part ?? null, isHeading, text: text.replace(isHeading ? /^###\s*/u : /^\\/u, "") });
      begun = null;
    }
    at += line.length + 1;
  }
  return found;
}

/** A speech as two, the second from the character `at` on. @param {string} speech @param {number} at @param {string} speaker */
function cutAt(speech, at, speaker) {
  return [speech.slice(0, at), `## ${speaker}\n\n${speech.slice(at)}`];
}

/** Two speeches as the first's: the undoing of a cut. @param {string} first @param {string} second */
function joined(first, second) {
  return first + second.replace(/^[^\n]*\n?\n?/u, "");
}

/** @param {string} speech @param {string} heading */
function renamed(speech, heading) {
  return speech.replace(/^[^\n]*/u, () => `## ${heading}`);
}

/** The speaker whom a paragraph names at its opening, or nothing. @param {Paragraph} paragraph */
function namedAtOpening({ text, isHeading }) {
  if (isHeading) return "";
  const opening = /^【([^】]+)】/u.exec(text) ?? /^([^，。；！？：:]+)[：:]/u.exec(text) ?? /^([^，。；！？：:]+)$/u.exec(text);
  const name = opening?.[1]?.trim() ?? "";
  return [...name].length <= LONGEST_NAME ? name : "";
}

/** Characters of a text, white space not counted. @param {string} text */
function charactersOf(text) {
  return [...text.replace(/\s/gu, "")].length;
}
