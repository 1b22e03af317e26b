// Everything begins here, once the page is there.

document.documentElement.classList.add("scripted");
startChoices();
startPanel();
startTables(document);
startKeys();
startPrint();
byId("find", HTMLButtonElement).addEventListener("click", () => openSearch());
addEventListener("keydown", (event) => {
  // A field of the closed panel keeps the focus for a moment.
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea")?.checkVisibility();
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  openSearch();
});
addEventListener("hashchange", openAddress);
if (location.hash !== "") openAddress();
