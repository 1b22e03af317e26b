// Any two speeches side by side: how near, what each says of every theme, in which words.

/** Fills the comparison of a meeting with its two choices and the first pair. @param {Element} part */
function fillCompare(part) {
  const id = meetingOf(part.id);
  const meeting = meetingData(id);
  if (!meeting || document.getElementById(`${id}-comparison`)) return;
  const choices = ["a", "b"].map((end, place) => {
    const select = element("select", { id: `${id}-${end}` });
    select.append(...meeting.speeches.map((name, at) => element("option", { value: String(at) }, name)));
    select.value = String(place);
    select.addEventListener("change", () => showComparison(id));
    const label = element("label", { for: select.id }, place === 0 ? both("甲", "First") : both("乙", "Second"));
    return element("span", {}, label, " ", select);
  });
  const result = element("div", { id: `${id}-comparison`, "aria-live": "polite" });
  part.append(element("p", { class: "ends" }, ...choices), result);
  showComparison(id);
}

/** Chooses a pair. @param {string} id of the meeting @param {number} a @param {number} b */
function compare(id, a, b) {
  fillCompare(byId(`${id}-compare`, HTMLDetailsElement));
  byId(`${id}-a`, HTMLSelectElement).value = String(a);
  byId(`${id}-b`, HTMLSelectElement).value = String(b);
  showComparison(id);
}

/** Shows the chosen pair. @param {string} id */
function showComparison(id) {
  const meeting = meetingData(id);
  if (!meeting) return;
  const ends = ["a", "b"].map((end) => Number(byId(`${id}-${end}`, HTMLSelectElement).value));
  const pair = pairOf(meeting, ends[0], ends[1]);
  const parts = [pairCard(id, meeting, pair), shareTable(id, meeting, ends), columns(id, ends)];
  byId(`${id}-comparison`, HTMLDivElement).replaceChildren(...parts);
}

/** The data of a pair, if the page has it. @param {Meeting} meeting @param {number} a @param {number} b */
function pairOf(meeting, a, b) {
  const n = meeting.speeches.length;
  const [low, high] = a < b ? [a, b] : [b, a];
  // Pairs stand row by row above the diagonal.
  return low === high ? undefined : meeting.pairs[low * n - (low * (low + 1)) / 2 + high - low - 1];
}

/** @param {string} id @param {Meeting} meeting @param {Pair | undefined} pair */
function pairCard(id, meeting, pair) {
  const card = element("div", { class: "pair-card" });
  if (!pair) {
    card.append(both("选两篇不同的发言。", "Choose two different speeches."));
    if (meeting.pairs.length === 0) card.replaceChildren(both("成对的数字见 tables/similarity.csv。", "For pairs see tables/similarity.csv."));
    return card;
  }
  card.append(element("p", {}, both(`${pair.zh}。`, `${pair.en}.`)));
  if (pair.why.length > 0) {
    const terms = pair.why.flatMap(([term, share], place) => [
      place > 0 ? "、" : "",
      element("a", { class: "term", "data-in": id, href: `#${id}`, "data-term": term }, term),
      ` ${share}`,
    ]);
    card.append(element("p", {}, both("共用的词及其在相似度中所占：", "Words of both, and their part of the similarity: "), ...terms));
  }
  if (pair.shared.length > 0) {
    const strings = pair.shared.map((place) => element("li", {}, meeting.formulas[place]));
    card.append(element("p", {}, both("逐字相同的话：", "Word for word the same:")), element("ul", { class: "formulas" }, ...strings));
  }
  return card;
}

/** @param {string} id @param {Meeting} meeting @param {number[]} ends */
function shareTable(id, meeting, ends) {
  const rows = meeting.themes
    .map((theme, place) => ({ theme, cells: ends.map((end) => meeting.shares[end][place]) }))
    .filter(({ cells }) => cells.some((cell) => cell.share !== "0%"))
    .map(({ theme, cells }) => {
      const shown = cells.map((cell, place) => {
        const text = [cell.share, ...(cell.interval && cell.interval !== cell.share ? [" ", element("small", {}, cell.interval)] : [])];
        const target = `#${id}-s${ends[place] + 1}-t${theme.number}`;
        const inside = cell.share === "0%" ? text : [element("a", { class: "of-theme", href: target }, ...text)];
        const style = `--c:${theme.colour};--w:${cell.length}`;
        return element("td", { class: place === 0 ? "bar first" : "bar", style }, ...inside);
      });
      return element("tr", {}, shown[0], element("th", { scope: "row" }, both(theme.zh, theme.en)), shown[1]);
    });
  const name = (/** @type {number} */ end) => element("th", { scope: "col" }, meeting.speeches[end]);
  const head = element("tr", {}, name(ends[0]), element("th", { scope: "col" }, both("议题", "Theme")), name(ends[1]));
  return element("table", { class: "versus" }, element("thead", {}, head), element("tbody", {}, ...rows));
}

/** What the two pages say of each, in two columns. @param {string} id @param {number[]} ends */
function columns(id, ends) {
  const sides = ends.map((end) => {
    const speech = `${id}-s${end + 1}`;
    const side = element("div", {}, element("h3", {}, element("a", { href: `#${speech}` }, nameOf(speech))));
    for (const part of [".telling", ".words .scroll"]) {
      const own = partsOf(speech)?.querySelector(part);
      if (own) side.append(copied(own));
    }
    return side;
  });
  return element("div", { class: "sides" }, ...sides);
}
