// Key word in context over all speeches: the hits of `yiti search`, in the page.

/** Characters of context on each side, as `yiti search` has them. */
const WINDOW = 20;
/** Hits shown; all are counted. */
const SHOWN = 500;

/**
 * @typedef {{speech: Speech, sentence: Sentence, left: string, keyword: string, right: string}} Hit
 */

/**
 * Every hit of a string in a speech: they do not overlap, `a` finds `A`, nothing else is folded.
 * @param {Speech} speech
 * @param {string} pattern
 * @returns {Hit[]}
 */
function hitsIn(speech, pattern) {
  const expression = new RegExp(literal(pattern), "gu");
  return [...speech.text.matchAll(expression)].map((found) => {
    const at = found.index ?? 0;
    const end = at + found[0].length;
    return {
      speech,
      sentence: sentenceAt(speech, at),
      left: [...speech.text.slice(Math.max(0, at - 2 * WINDOW), at)].slice(-WINDOW).join(""),
      keyword: found[0],
      right: [...speech.text.slice(end, end + 2 * WINDOW)].slice(0, WINDOW).join(""),
    };
  });
}

/** The sentence that begins last before a place. @param {Speech} speech @param {number} at */
function sentenceAt(speech, at) {
  let low = 0;
  let high = speech.sentences.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (speech.sentences[middle].start <= at) low = middle;
    else high = middle - 1;
  }
  return speech.sentences[low];
}

/**
 * Opens the search, perhaps with something to look for, perhaps in one meeting or speech only.
 * @param {string} [pattern]
 * @param {string} [within] the id of a meeting or a speech; all of the page without it
 */
function openSearch(pattern = "", within = "") {
  const input = element("input", { type: "search", id: "pattern", autocomplete: "off", spellcheck: "false" });
  input.value = pattern;
  const scope = scopeSelect(within);
  const found = element("div", { id: "found", role: "status" });
  const results = element("div", { id: "results" });
  const form = element(
    "div",
    { role: "search", class: "search" },
    element("label", { for: "pattern" }, both("要找的词", "Look for")),
    input,
    element("label", { for: "scope" }, both("在", "In")),
    scope,
    element(
      "p",
      { class: "note" },
      both("逐字查找，空格也算；只看某一篇，选在“在”里。", "The letters are looked for as they stand, blanks too; choose one speech with “In”."),
    ),
  );
  const run = () => showHits(input.value, scope.value, found, results);
  let wait = 0;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(run, 120);
  });
  scope.addEventListener("change", run);
  showPanel(both("搜索", "Search"), form, found, results);
  run();
  // Who has clicked a term wants to read, not to type.
  if (pattern === "") input.focus();
}

/** The choice of where to look. @param {string} within */
function scopeSelect(within) {
  const select = element("select", { id: "scope" });
  const option = (/** @type {{id: string, name: string}} */ one) => element("option", { value: one.id }, one.name);
  select.append(element("option", { value: "" }, isEnglish() ? "all speeches" : "全部发言"));
  if (meetings().length === 1) {
    select.append(...speeches().map(option));
  } else {
    const whole = isEnglish() ? "the whole meeting" : "整场会议";
    const group = (/** @type {{id: string, title: string}} */ { id, title }) => {
      const own = speeches().filter((speech) => meetingOf(speech.id) === id);
      return element("optgroup", { label: title }, option({ id, name: whole }), ...own.map(option));
    };
    select.append(...meetings().map(group));
  }
  select.value = [...select.options].some((option) => option.value === within) ? within : "";
  return select;
}

/**
 * @param {string} pattern
 * @param {string} within
 * @param {HTMLElement} found where the counts go
 * @param {HTMLElement} results where the hits go
 */
function showHits(pattern, within, found, results) {
  found.replaceChildren();
  results.replaceChildren();
  const searched = speeches().filter((speech) => within === "" || speech.id === within || meetingOf(speech.id) === within);
  const hits = pattern === "" ? [] : searched.map((speech) => hitsIn(speech, pattern));
  const all = hits.flat();
  const saying = hits.filter((some) => some.length > 0);
  if (pattern !== "") {
    found.append(
      both(
        `${all.length} 处，${saying.length}/${searched.length} 篇`,
        `${all.length} hits in ${saying.length} of ${searched.length} speeches`,
      ),
    );
    if (all.length > SHOWN) found.append(both(`，列出前 ${SHOWN} 处`, `; the first ${SHOWN} are shown`));
  }
  if (saying.length > 1) results.append(countTable(saying));
  if (all.length > 0) results.append(hitTable(all.slice(0, SHOWN)));
}

/** How often each speech says it, most for its length first. @param {Hit[][]} saying */
function countTable(saying) {
  const rate = (/** @type {Hit[]} */ hits) => (1000 * hits.length) / hits[0].speech.characters;
  const rows = [...saying]
    .sort((a, b) => rate(b) - rate(a))
    .map((hits) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, ...named(hits[0].speech)),
        element("td", { class: "num" }, String(hits.length)),
        element("td", { class: "num" }, rate(hits).toFixed(2)),
      ),
    );
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, both("发言", "Speech")),
    element("th", { scope: "col", class: "num" }, both("次数", "Hits")),
    element("th", { scope: "col", class: "num" }, both("每千字", "Per 1,000 characters")),
  );
  const summary = element("summary", {}, both("各篇次数", "By speech"));
  return element(
    "details",
    { class: "fold" },
    summary,
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
  );
}

/** The hits, aligned on the key word. @param {Hit[]} hits */
function hitTable(hits) {
  const rows = hits.map(({ speech, sentence, left, keyword, right }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, element("a", { href: `#${sentence.id}` }, ...named(speech), " ", element("small", {}, sentence.source))),
      element("td", { class: "left" }, element("bdi", {}, flat(left))),
      element("td", { class: "key" }, element("mark", {}, keyword)),
      element("td", { class: "right" }, element("bdi", {}, flat(right))),
    ),
  );
  const heads = [both("发言", "Speech"), both("前文", "Before"), both("词", "Key"), both("后文", "After")];
  const head = element("tr", {}, ...heads.map((one) => element("th", { scope: "col" }, one)));
  return element("table", { class: "kwic" }, element("thead", {}, head), element("tbody", {}, ...rows));
}

/** The name of a speech, of several meetings with its meeting. @param {Speech} speech @returns {(Node | string)[]} */
function named(speech) {
  const meeting = meetings().length > 1 && meetings().find((one) => one.id === meetingOf(speech.id));
  return meeting ? [speech.name, " ", element("small", {}, meeting.title)] : [speech.name];
}

/** A line end as it can stand in a line. @param {string} text */
function flat(text) {
  return text.replace(/\n/g, " ¶ ");
}
