// The speeches of a transcript: read, renamed, cut between two paragraphs, joined to the one before.

/** Characters by which a reader knows a paragraph again; chosen by eye. */
const FIRST_WORDS = 40;

/** A transcript that is corrected. Its text is the one truth: each correction changes it, and the list shows it. */
class Desk {
  /** @param {string} id @param {string} markdown @param {(number | null)[]} lines */
  constructor(id, markdown, lines) {
    this.text = element("textarea", { id, rows: "20", spellcheck: "false" });
    this.text.value = markdown;
    /** The text as the program wrote it. */
    this.written = this.text.value;
    /** The text as the list shows it. */
    this.current = this.written;
    /** Where a speech begins in its file, by the speech as the program wrote it. */
    this.lines = new Map(apartAtSpeeches(this.written).speeches.map((speech, place) => [speech, lines[place] ?? null]));
    this.list = element("ol", { class: "speeches" });
    /** @type {Item[]} */
    this.items = [];
    /** Whether the last correction was typed: what is typed on then belongs to it. */
    this.isTyped = false;
    this.text.addEventListener("focus", () => (this.isTyped = false));
    this.text.addEventListener("input", () => {
      if (!this.isTyped) earlier.push({ desk: this, text: this.current });
      this.hold(this.text.value);
      this.isTyped = true;
    });
    this.show();
  }

  get isCorrected() {
    return this.text.value !== this.written;
  }

  /** Shows the text as a list. A speech that is as before is left alone: a debate has thousands. */
  show() {
    const before = [...this.items];
    this.items = apartAtSpeeches(this.current).speeches.map((speech) => {
      const place = before.findIndex((item) => item.speech === speech);
      return before.splice(place, place < 0 ? 0 : 1)[0] ?? new Item(this, speech, this.lines.get(speech) ?? null);
    });
    for (const { row } of before) row.remove();
    this.items.forEach(({ row }, place) => {
      const there = this.list.children[place] ?? null;
      if (there !== row) this.list.insertBefore(row, there);
    });
  }

  /** @param {string} text */
  take(text) {
    if (text === this.current) return;
    earlier.push({ desk: this, text: this.current });
    this.hold(text);
  }

  /** @param {string} text */
  hold(text) {
    this.current = text;
    this.isTyped = false;
    if (this.text.value !== text) this.text.value = text;
    this.show();
    showCorrected();
  }

  /**
   * Puts others in the place of some speeches.
   * @param {number} place @param {number} count @param {string[]} speeches
   */
  replace(place, count, speeches) {
    const all = apartAtSpeeches(this.current);
    all.speeches.splice(place, count, ...speeches);
    this.take(all.head + all.speeches.join(""));
  }

  /** @param {Item} item @param {string} heading */
  rename(item, heading) {
    const place = this.items.indexOf(item);
    this.replace(place, 1, [renamed(item.speech, heading)]);
    const now = this.items[place];
    if (!item.paragraphs.hidden) now?.open();
    now?.rename.focus();
    say(both(`已改名为“${heading}”。`, `Renamed to ${heading}.`));
  }

  /** @param {Item} item @param {number} at @param {string} speaker */
  cut(item, at, speaker) {
    const place = this.items.indexOf(item);
    this.replace(place, 1, cutAt(item.speech, at, speaker));
    this.items[place]?.open();
    this.items[place + 1]?.open();
    this.items[place + 1]?.fold.focus();
    say(both(`已从此处切分出“${speaker}”。`, `${speaker} begins here now.`));
  }

  /** @param {Item} item */
  join(item) {
    const place = this.items.indexOf(item) - 1;
    const first = this.items[place];
    if (!first) return;
    this.replace(place, 2, [joined(first.speech, item.speech)]);
    const now = this.items[place];
    // The eye stays at the seam if it was there.
    if (first.paragraphs.hidden && item.paragraphs.hidden) now?.fold.focus();
    else now?.open(first.speech.length);
    say(both(`已并入“${headingOf(first.speech)}”。`, `Joined to ${headingOf(first.speech)}.`));
  }
}

/** The texts before each correction. @type {{desk: Desk, text: string}[]} */
const earlier = [];

/** Takes the last correction back. */
function undo() {
  const last = earlier.pop();
  if (!last) return;
  last.desk.hold(last.text);
  say(both("已撤销上一步更正。", "The last correction is undone."));
  // The button is gone with the last correction, and the focus with it.
  if (earlier.length === 0) last.desk.items[0]?.fold.focus();
}

/** A speech in the list. */
class Item {
  /** @param {Desk} desk @param {string} speech @param {number | null} line */
  constructor(desk, speech, line) {
    this.desk = desk;
    this.speech = speech;
    const found = paragraphsOf(speech);
    const characters = found.reduce((sum, { text }) => sum + charactersOf(text), 0);
    const [zh, en] = line === null ? ["", ""] : [`第 ${line} 行 · `, `line ${line} · `];
    this.fold = element("button", { type: "button", class: "fold", "aria-expanded": "false" }, headingOf(speech));
    this.rename = small("改名", "Rename");
    const join = small("并入上一篇", "Join to the one before");
    join.classList.add("join");
    this.head = element(
      "div",
      { class: "speech-head" },
      element("h4", {}, this.fold, element("span", { class: "note" }, both(`${zh}${characters} 字`, `${en}${characters} characters`))),
      element("span", { class: "corrections" }, this.rename, join),
      element("p", { class: "begins note" }, opening(found[0]?.text ?? "")),
    );
    this.paragraphs = element("div", { class: "paragraphs", hidden: "" });
    this.row = element("li", {}, this.head, this.paragraphs);
    this.fold.addEventListener("click", () => (this.paragraphs.hidden ? this.open() : this.close()));
    join.addEventListener("click", () => desk.join(this));
    this.rename.addEventListener("click", () => {
      const hint = /[|{]/u.test(headingOf(speech));
      const [zh, en] = hint ? ["发言人 | 题目 {地区}", "Speaker | title {region}"] : ["发言人", "Speaker"];
      askName(this.head, both(zh, en), headingOf(speech), (heading) => desk.rename(this, heading));
    });
  }

  /** Shows what was said, with the focus on the cut at a character of the speech if one is named. @param {number} [at] */
  open(at) {
    const paragraphs = paragraphsOf(this.speech);
    this.paragraphs.replaceChildren(
      ...paragraphs.flatMap((paragraph, place) => (place === 0 ? paragraphShown(paragraph) : [this.gap(paragraph), ...paragraphShown(paragraph)])),
    );
    this.paragraphs.hidden = false;
    this.fold.setAttribute("aria-expanded", "true");
    const seam = paragraphs.findIndex((paragraph) => paragraph.at === at);
    if (at !== undefined) (this.paragraphs.querySelectorAll("button")[seam - 1] ?? this.fold).focus();
  }

  close() {
    this.paragraphs.hidden = true;
    this.paragraphs.replaceChildren();
    this.fold.setAttribute("aria-expanded", "false");
  }

  /** Where the speech can be cut. @param {Paragraph} after */
  gap(after) {
    const cut = small("在此切分", "Cut here");
    cut.append(element("span", { class: "unseen" }, ` ${opening(after.text)}`));
    const gap = element("div", { class: "gap" }, cut);
    cut.addEventListener("click", () =>
      askName(gap, both("从这里起的发言人", "Who speaks from here"), namedAtOpening(after), (speaker) => this.desk.cut(this, after.at, speaker)),
    );
    return gap;
  }
}

/** The first words of a text. @param {string} text */
function opening(text) {
  const first = [...text.slice(0, 2 * FIRST_WORDS)].slice(0, FIRST_WORDS).join("");
  return first.length < text.length ? `${first}…` : first;
}

/** @param {string} zh @param {string} en */
function small(zh, en) {
  return element("button", { type: "button", class: "small" }, both(zh, en));
}

/** A paragraph, and what begins with it. @param {Paragraph} paragraph */
function paragraphShown({ part, isHeading, text }) {
  const shown = isHeading ? element("p", {}, element("b", {}, text)) : element("p", {}, text);
  const begins = part === null ? undefined : PARTS[part];
  return begins ? [element("p", { class: "note" }, both(...begins)), shown] : [shown];
}

/**
 * Asks for a name in the place of what is shown; Escape leaves all as it was.
 * @param {HTMLElement} instead @param {Node} label @param {string} proposed @param {(name: string) => void} take
 */
function askName(instead, label, proposed, take) {
  const asked = document.activeElement;
  const input = element("input", { value: proposed, required: "", pattern: ".*\\S.*", autocomplete: "off" });
  const cancel = small("取消", "Cancel");
  const form = element("form", { class: "naming" }, element("label", {}, label, " ", input), element("button", { class: "small" }, both("确定", "Done")), cancel);
  const leave = () => {
    form.remove();
    instead.hidden = false;
    if (asked instanceof HTMLElement) asked.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
    take(input.value.trim());
  });
  form.addEventListener("keydown", ({ key }) => key === "Escape" && leave());
  cancel.addEventListener("click", leave);
  instead.hidden = true;
  instead.after(form);
  input.select();
}
