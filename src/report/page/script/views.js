// What is shown: the answer of a meeting with its parts, one speech alone, or everything.

/** Shows what the address names. */
async function showAddressed() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id === "" ? null : await reach(id);
  for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
  if (!target) return;
  const meeting = target.closest("article.meeting");
  const speech = target.closest("section.speech");
  if (meeting) showIn(meeting, speech);
  unfold(target);
  if (target.matches("li, h4, .evidence")) target.classList.add("here");
  // The bar above a speech belongs to it.
  if (target === speech && meeting && !isWhole()) meeting.scrollIntoView();
  else target.scrollIntoView();
}

/** Shows one speech of a meeting, or its answer. @param {Element} meeting @param {Element | null} speech */
function showIn(meeting, speech) {
  for (const old of document.querySelectorAll(".speech.shown, .meeting.reading")) old.classList.remove("shown", "reading");
  speech?.classList.add("shown");
  meeting.classList.toggle("reading", speech !== null);
  const select = meeting.querySelector(".way select");
  if (select instanceof HTMLSelectElement) select.value = speech ? speech.id : "";
}

/** Unfolds what an element is in, and what it is. @param {Element} target */
function unfold(target) {
  let folded = target.closest("details:not([open])");
  while (folded instanceof HTMLDetailsElement) {
    fill(folded);
    folded.open = true;
    if (folded.matches(".compare")) fillCompare(folded);
    folded = folded.parentElement?.closest("details:not([open])") ?? null;
  }
}

/** Whether the reader has asked for everything at once. */
function isWhole() {
  return byId("open-all", HTMLInputElement).checked;
}

/** Shows everything, to be read or printed in one go, or folds it again. */
async function showWhole() {
  const whole = isWhole();
  document.documentElement.classList.toggle("whole", whole);
  if (whole) for (const place of document.querySelectorAll("section.speech, details.part")) fill(place);
  if (whole) await Promise.all([...document.querySelectorAll("details.charts, .picture")].map(unpack));
  for (const one of document.querySelectorAll("details")) one.open = whole;
}

/** Gives every meeting a choice of its speeches, and follows the address. */
function startViews() {
  for (const way of document.querySelectorAll("nav.way")) {
    const links = [...(way.parentElement?.querySelectorAll(".roll a.speaker") ?? [])];
    if (links.length < 2) continue;
    const first = element("option", { value: "" });
    const select = element("select", {}, first);
    const name = () => {
      const label = isEnglish() ? "Speech" : "发言";
      select.setAttribute("aria-label", label);
      first.textContent = `${label} …`;
    };
    name();
    for (const input of document.querySelectorAll("[name=language]")) input.addEventListener("change", name);
    const option = (/** @type {Element} */ link) => element("option", { value: link.getAttribute("href")?.slice(1) ?? "" }, link.textContent ?? "");
    select.append(...links.map(option));
    select.addEventListener("change", () => {
      location.hash = select.value || meetingOf(links[0].getAttribute("href")?.slice(1) ?? "");
    });
    way.append(select);
  }
  byId("open-all", HTMLInputElement).addEventListener("change", showWhole);
  if (isWhole()) showWhole();
}
