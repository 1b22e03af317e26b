// A click on a number opens what its key stands for, and the address then leads there too.

/** Longer keys would make an address that cannot be sent. */
const ADDRESS = 1500;
/** What the address of an opened number begins with. */
const OPENED = "#ev=";

/** Wires every number of the page, and every link to a sentence. */
function startKeys() {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-ev]");
    if (button) {
      event.preventDefault();
      const key = button.getAttribute("data-ev") ?? "";
      openKey(key, button.closest(".spots") ? buttonOf(key) : button);
      return;
    }
    const link = event.target.closest("a.at, .kwic th a");
    const place = placeOf((link?.getAttribute("href") ?? "").slice(1));
    if (!link || !place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showSpeech(place, link.closest("#panel") ? again() : null);
    address(link.getAttribute("href") ?? "");
  });
  const panel = byId("panel", HTMLDialogElement);
  panel.addEventListener("close", () => {
    // A link in the panel closes it and shows something else in it at once.
    if (!panel.open) address(location.pathname);
  });
}

/** Shows again what is in the panel now. */
function again() {
  const title = [...byId("panel-title", HTMLHeadingElement).childNodes];
  const body = [...byId("panel-body", HTMLDivElement).childNodes];
  return () => {
    const head = element("span", {});
    head.append(...title);
    showPanel(head, ...body);
  };
}

/** Writes the address, if the browser lets a page from disk do so. @param {string} to */
function address(to) {
  try {
    history.replaceState(null, "", to);
  } catch {
    // Then the address stays as it was.
  }
}

/**
 * Opens what a key stands for; see `html/comparison/open.rs`.
 * @param {string} key
 * @param {Element | null} button
 */
function openKey(key, button) {
  const [kind, ...parts] = key.split(".");
  const numbers = parts.map(Number);
  if (kind === "t") showChange(numbers[0], numbers[1], parts.length > 2 ? numbers[2] : null);
  else if (kind === "m") showCourse(numbers[0], numbers[1]);
  else if (kind === "c") showCarried(numbers[0], numbers[1], parts[2] ?? "");
  else if (kind === "f") openSearch(key.slice(2));
  else if (kind === "p") openPlaces(parts[0] ?? "", parts[1] ?? "", button);
  else return;
  if (key.length <= ADDRESS) address(OPENED + encodeURIComponent(key));
}

/**
 * @param {string} at of the change, or `all`
 * @param {string} list of places
 * @param {Element | null} button
 */
function openPlaces(at, list, button) {
  const places = list
    .split("_")
    .map((place) => place.split("-").map(Number))
    .filter((place) => place.length === 5 && place.every(Number.isInteger))
    .map((place) => /** @type {Place} */ (place));
  const change = comparison().changes[Number(at)];
  const among = change ? [change.earlier, change.later] : comparison().meetings.map((_, meeting) => meeting);
  const row = button?.closest("li, tr");
  const says = row?.querySelector(".says, th");
  const title = element("span", {});
  title.append(...[...(says?.childNodes ?? [])].map((node) => plain(node)));
  if (!title.hasChildNodes()) title.append(both("原句", "Sentences"));
  showPlaces(title, among, places, button?.getAttribute("data-find") ?? "");
}

/** The number with this key that says in its row what it is of. @param {string} key */
function buttonOf(key) {
  const all = [...document.querySelectorAll("button[data-ev]")];
  return all.find((one) => one.getAttribute("data-ev") === key) ?? null;
}

/** A copy without its buttons. @param {Node} node */
function plain(node) {
  const copy = node.cloneNode(true);
  if (!(copy instanceof Element)) return copy;
  const part = element("span", {}, copy);
  for (const button of part.querySelectorAll("button")) button.replaceWith(...button.childNodes);
  for (const other of part.querySelectorAll(".burst, .dot")) other.remove();
  return part;
}

/** Opens what the address names: a number, or a sentence in its speech. */
function openAddress() {
  if (location.hash.startsWith(OPENED)) {
    const key = decoded(location.hash.slice(OPENED.length));
    openKey(key, buttonOf(key));
    return;
  }
  const place = placeOf(location.hash.slice(1));
  if (place) showSpeech(place, null);
  else openTarget();
}

/** A part of an address as it was; an address may be anything. @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
