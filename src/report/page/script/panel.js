// The panel at the side: the sentences behind whatever was clicked.

/**
 * Shows the panel with a title and what belongs below it. The browser keeps the focus inside,
 * closes it on Escape and gives the focus back.
 * @param {Node} title
 * @param {...Node} body
 */
function showPanel(title, ...body) {
  const panel = byId("panel", HTMLDialogElement);
  byId("panel-title", HTMLHeadingElement).replaceChildren(title);
  byId("panel-body", HTMLDivElement).replaceChildren(...body);
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  byId("panel-title", HTMLHeadingElement).focus();
}

function closePanel() {
  byId("panel", HTMLDialogElement).close();
}

/** Wires the panel: its button, a click beside it, a link that leads out of it. */
function startPanel() {
  const panel = byId("panel", HTMLDialogElement);
  byId("panel-close", HTMLButtonElement).addEventListener("click", closePanel);
  panel.addEventListener("keydown", (event) => {
    // A search field would take the key to empty itself.
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    closePanel();
  });
  panel.addEventListener("click", (event) => {
    const beside = event.target === panel;
    const link = event.target instanceof Element && event.target.closest("a[href^='#']");
    if (beside || (link && !link.matches(".term, .of-theme, .pair"))) closePanel();
  });
}
