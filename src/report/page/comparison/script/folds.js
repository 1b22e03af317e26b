// Places that are folded away: opened for an address, and for the printer.

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
