// What the reader chose, kept for the next time; and places that are folded away.

const CHOICES = ["chinese", "english", "auto", "light", "dark"];

/** Restores language and colours, and keeps them when they change. */
function startChoices() {
  for (const id of CHOICES) {
    const input = byId(id, HTMLInputElement);
    if (stored(input.name) === id) input.checked = true;
    input.addEventListener("change", () => keep(input.name, id));
  }
}

/** @param {string} name */
function stored(name) {
  try {
    return localStorage.getItem(`yiti-${name}`);
  } catch {
    return null; // A page from disk may have no storage.
  }
}

/** @param {string} name @param {string} value */
function keep(name, value) {
  try {
    localStorage.setItem(`yiti-${name}`, value);
  } catch {
    // Then it holds until the page is closed.
  }
}

/** Opens what the address points into, or all that it names; not all browsers do. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  target?.querySelector(":scope > .whole")?.setAttribute("open", "");
  let folded = target?.closest("details:not([open])");
  while (folded) {
    folded.setAttribute("open", "");
    folded = folded.parentElement?.closest("details:not([open])");
  }
  target?.scrollIntoView();
}

/** Opens everything for the printer, and folds it again. */
function startPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}
