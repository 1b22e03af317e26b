// What the reader chose, kept for the next time.

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

/**
 * Data that was kept, or else what there is without.
 * @template T
 * @param {string} name
 * @param {T} otherwise
 * @returns {T}
 */
function storedData(name, otherwise) {
  try {
    return JSON.parse(stored(name) ?? "") ?? otherwise;
  } catch {
    return otherwise;
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
