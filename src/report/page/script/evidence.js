// A click on a number, a bar, a term or a pair opens what it rests on.

/** Wires every such link of the page; without the script they lead to the same place in it. */
function startEvidence() {
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const link = event.target.closest("a.of-theme, a.term, a.pair");
    if (!link) return;
    const target = (link.getAttribute("href") ?? "").slice(1);
    if (link.matches(".of-theme")) showTheme(target);
    if (link.matches(".term")) showTerm(link, target);
    if (link.matches(".pair")) showPair(link, target);
    event.preventDefault();
  });
}

/**
 * Puts into the address what has been opened: who gets the address sees the same.
 * @param {string} place an id of the page, or `find=…&in=…`, or `pair=…&in=…`
 */
function address(place) {
  history.replaceState(null, "", `#${place}`);
}

/** The address of what a link opens. @param {Element} link */
function addressOf(link) {
  const target = (link.getAttribute("href") ?? "").slice(1);
  if (link.matches(".term")) {
    const term = link.getAttribute("data-term") ?? link.textContent ?? "";
    return `find=${encodeURIComponent(term)}&in=${link.getAttribute("data-in") ?? target.replace(/-n\d+$/, "")}`;
  }
  const pair = link.getAttribute("data-pair");
  return pair ? `pair=${pair.replace(" ", "-")}&in=${target}` : target;
}

/** Opens what the address asks for besides a place of the page; false: it asks for none. */
function openAddressed() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const within = asked.get("in") ?? "";
  const [term, pair] = [asked.get("find"), asked.get("pair")];
  if (term !== null) openSearch(term, within);
  if (pair !== null && document.getElementById(within)) {
    const [a, b] = pair.split("-").map(Number);
    compare(meetingOf(within), a, b);
    showPart(within);
  }
  return term !== null || pair !== null;
}

/** The sentences of a theme in a speech. @param {string} target the id of its evidence, `m1-s2-t3` */
function showTheme(target) {
  const evidence = seek(target);
  if (!evidence) return;
  address(target);
  const speech = target.replace(/-t\d+$/, "");
  const number = Number(target.slice(speech.length + 2));
  const theme = meetingData(meetingOf(target))?.themes.find((one) => one.number === number);
  const title = element("span", {}, nameOf(speech), " · ", ...(theme ? [both(theme.zh, theme.en)] : []));
  const summary = evidence.closest("details")?.querySelector("summary");
  const says = element("p", { class: "note" });
  const part = (/** @type {string} */ name) => summary?.querySelector(`.${name}`)?.textContent ?? "";
  const [share, interval] = [part("share"), part("interval")];
  says.append(share);
  if (interval && interval !== share) says.append(both(`（95% 区间 ${interval}）`, ` (95% interval ${interval})`));
  says.append(" · ", ...[...(summary?.querySelector(".count")?.childNodes ?? [])].map((node) => node.cloneNode(true)));
  const copy = copied(evidence);
  for (const text of copy.querySelectorAll("li > span, h4 > span")) {
    text.replaceChildren(...marked(text.textContent ?? "", theme?.terms ?? []));
  }
  for (const cite of copy.querySelectorAll("cite")) {
    const id = cite.parentElement?.getAttribute("data-id");
    if (id) cite.replaceChildren(element("a", { href: `#${id}` }, sourceOf(speech, cite.textContent ?? "")));
  }
  offerNotes(copy, speech);
  offerMoves(copy, speech, theme);
  showPanel(title, says, copy);
}

/**
 * A copy of a part of the page. Its ids stay with the original and become `data-id`; its buttons would be dead.
 * @param {Element} original
 */
function copied(original) {
  const copy = /** @type {Element} */ (original.cloneNode(true));
  for (const one of [copy, ...copy.querySelectorAll("[id]")]) {
    one.setAttribute("data-id", one.id);
    one.removeAttribute("id");
  }
  for (const tools of copy.querySelectorAll(".tools, button.keep, button.export")) tools.remove();
  for (const button of copy.querySelectorAll("button")) button.replaceWith(...button.childNodes);
  for (const head of copy.querySelectorAll("[aria-sort]")) head.removeAttribute("aria-sort");
  return copy;
}

/**
 * Every place of a term: in the speech that the link belongs to, or in its meeting.
 * @param {Element} link
 * @param {string} target
 */
function showTerm(link, target) {
  const term = link.getAttribute("data-term") ?? link.textContent ?? "";
  const within = link.getAttribute("data-in") ?? target.replace(/-n\d+$/, "");
  address(addressOf(link));
  openSearch(term, within);
  byId("panel-body", HTMLDivElement).prepend(element("p", { class: "tools" }, dropButton(term)));
}

/** Shows a part of a meeting's answer. @param {string} id */
function showPart(id) {
  const part = document.getElementById(id);
  const meeting = part?.closest("article.meeting");
  if (!part || !meeting) return;
  showIn(meeting, null);
  unfold(part);
  part.scrollIntoView();
}

/** Two speeches side by side. @param {Element} link @param {string} target the id of the comparison */
function showPair(link, target) {
  const [a, b] = (link.getAttribute("data-pair") ?? "").split(" ").map(Number);
  closePanel();
  address(addressOf(link));
  compare(meetingOf(target), a, b);
  showPart(target);
}
