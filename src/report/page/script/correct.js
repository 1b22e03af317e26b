// Corrections: what the reader knows better. The page says what would change, and writes the settings
// that make it so at the next run.

/**
 * As they stand in `yiti.toml`: `transcript.meeting_titles`, `transcript.meeting_dates`, `transcript.aliases`, `transcript.merges`, `themes.names`,
 * `themes.merges`, `themes.sentences`, `tokens.stop`.
 * @typedef {{titles: Record<string, string>, dates: Record<string, string>, aliases: Record<string, string>, together: string[][], names: Record<string, string>, themes: string[][], sentences: Record<string, string>, stop: string[]}} Corrections
 */

/** Under what the browser keeps corrections that are not saved yet. */
const CORRECTIONS = `corrections-${document.documentElement.dataset.report ?? ""}`;

/** What the report was made with: its settings as TOML without the corrections, and these. @type {() => {toml: string, corrections: Corrections}} */
const settings = remembered(() => JSON.parse(byId("settings", HTMLScriptElement).textContent ?? ""));

/** @type {Corrections} */
const corrections = storedData(CORRECTIONS, structuredClone(settings().corrections));

/** Keeps the corrections and tells how many are new. */
function keepCorrections() {
  keep(CORRECTIONS, JSON.stringify(corrections));
  const changed = JSON.stringify(corrections) !== JSON.stringify(settings().corrections);
  byId("correct", HTMLButtonElement).replaceChildren(both("更正", "Correct"), changed ? " •" : "");
}

/** Calls a speaker or a meeting otherwise; what the report's settings call otherwise already is called by the new name. @param {"aliases" | "titles"} kind @param {string} shown @param {string} name */
function rename(kind, shown, name) {
  const of = settings().corrections[kind];
  const before = Object.keys(of).filter((printed) => of[printed] === shown);
  for (const printed of before.length > 0 ? before : [shown]) {
    if (name && name !== printed) corrections[kind][printed] = name;
    else delete corrections[kind][printed];
  }
  keepCorrections();
}

/** What a meeting of the report will be called. @param {string} shown */
function titleOf(shown) {
  const { titles } = settings().corrections;
  const read = Object.keys(titles).find((printed) => titles[printed] === shown) ?? shown;
  return corrections.titles[read] ?? read;
}

/** Calls a meeting otherwise; a date that is given goes with it. @param {string} shown @param {string} name */
function renameMeeting(shown, name) {
  const date = corrections.dates[titleOf(shown)];
  dateMeeting(shown, "");
  rename("titles", shown, name);
  dateMeeting(shown, date ?? "");
}

/** Gives a meeting another date, or none. @param {string} shown @param {string} date */
function dateMeeting(shown, date) {
  if (date) corrections.dates[titleOf(shown)] = date;
  else delete corrections.dates[titleOf(shown)];
  keepCorrections();
}

/** Makes two of a list one, under the name of the second. @param {string[][]} lists @param {string} one @param {string} other */
function join(lists, one, other) {
  const list = lists.find((names) => names[0] === other);
  if (list) list.push(one);
  else lists.push([other, one]);
  keepCorrections();
}

/** The button of the corrections. */
function startCorrect() {
  byId("correct", HTMLButtonElement).addEventListener("click", showCorrect);
  keepCorrections();
}

/** All corrections at the side: forms for speakers and themes, what is corrected, and the settings. */
function showCorrect() {
  const lines = element("pre", { tabindex: "0", "aria-label": "yiti.toml" });
  const raw = element("details", { class: "fold" }, element("summary", {}, both("yiti.toml 的内容", "What yiti.toml says")), lines);
  const list = element("ul", { class: "corrected" });
  const show = () => {
    lines.textContent = toml();
    list.replaceChildren(...corrected(show));
  };
  const saved = element("button", { type: "button" }, both("下载 yiti.toml", "Download yiti.toml"));
  saved.addEventListener("click", () => saveText("yiti.toml", toml()));
  const how = both(
    "把 yiti.toml 放在原文件旁边，重新运行 yiti report，报告就按更正后的来做。这一页不会变。",
    "Put yiti.toml beside your texts and run yiti report again: the report is then made with the corrections. This page stays as it is.",
  );
  const forms = meetings().flatMap(({ id, title }) => {
    const meeting = meetingData(id);
    const own = meetingForm(title, show);
    return meeting ? [own, speakerForm(meeting, show), themeForm(meeting, show)] : [own];
  });
  show();
  showPanel(both("更正", "Correct"), element("p", { class: "note" }, how), ...forms, element("h3", {}, both("已有的更正", "Corrections")), list, element("p", { class: "tools" }, copyButton(toml), saved), raw);
}

/** Gives a meeting another title or date. @param {string} title @param {() => void} show */
function meetingForm(title, show) {
  const now = titleOf(title);
  const name = correctionField({
    label: isEnglish() ? "Title" : "会议名称",
    value: now === title ? "" : now,
    correct: (name) => renameMeeting(title, name),
    show,
  });
  const date = correctionField({
    label: isEnglish() ? "Date: 2022-07-10" : "日期，如 2022-07-10",
    value: corrections.dates[now] ?? "",
    correct: (date) => dateMeeting(title, date),
    show,
  });
  return folded(both("会议：名称、日期", "Meeting: title, date"), [element("li", {}, element("span", {}, title), name, date)]);
}

/** Renames speakers, or makes two of them one. @param {Meeting} meeting @param {() => void} show */
function speakerForm(meeting, show) {
  const speakers = [...new Set(meeting.speakers)];
  const speeches = (/** @type {string} */ speaker) => meeting.speakers.filter((one) => one === speaker).length;
  const several = (/** @type {number} */ count) => (count > 1 ? [element("small", {}, both(`（${count} 篇）`, ` (${count} speeches)`))] : []);
  const rows = speakers.map((speaker) =>
    correctionRow({
      name: element("span", {}, speaker, ...several(speeches(speaker))),
      value: corrections.aliases[speaker] ?? "",
      rename: (name) => rename("aliases", speaker, name),
      others: speakers.filter((one) => one !== speaker).map((one) => [one, one]),
      join: (other) => join(corrections.together, speaker, other),
      show,
    }),
  );
  return folded(both("发言者：改名，或并成一篇", "Speakers: rename, or make two one"), rows);
}

/** Renames themes, or makes two of them one. @param {Meeting} meeting @param {() => void} show */
function themeForm(meeting, show) {
  const themes = meeting.themes.filter((theme) => theme.number > 0);
  const rows = themes.map((theme) =>
    correctionRow({
      name: both(theme.zh, theme.en),
      value: corrections.names[theme.id] ?? "",
      rename: (name) => {
        if (name) corrections.names[theme.id] = name;
        else delete corrections.names[theme.id];
        keepCorrections();
      },
      others: themes.filter((one) => one !== theme).map((one) => [one.id, isEnglish() ? one.en : one.zh]),
      join: (other) => join(corrections.themes, theme.id, other),
      show,
    }),
  );
  return folded(both("议题：改名（中文 | 英文），或并成一个", "Themes: rename (Chinese | English), or make two one"), rows);
}

/**
 * A row of a form: a name, a field for another, and a choice of what to make one with.
 * @param {{name: Node, value: string, rename: (name: string) => void, others: string[][], join: (other: string) => void, show: () => void}} row
 */
function correctionRow({ name, value, rename, others, join, show }) {
  const field = correctionField({ label: isEnglish() ? "New name" : "新名称", value, correct: rename, show });
  const select = element("select", { "aria-label": isEnglish() ? "Make one with" : "并入" }, element("option", { value: "" }, isEnglish() ? "make one with …" : "并入……"));
  select.append(...others.map(([id, label]) => element("option", { value: id }, label)));
  select.addEventListener("change", () => {
    if (select.value) join(select.value);
    show();
  });
  return element("li", {}, element("span", {}, name), field, select);
}

/**
 * A field for what is right.
 * @param {{label: string, value: string, correct: (value: string) => void, show: () => void}} field
 */
function correctionField({ label, value, correct, show }) {
  const field = element("input", { type: "text", value, "aria-label": label, placeholder: label });
  field.addEventListener("change", () => {
    correct(field.value.trim());
    show();
  });
  return field;
}

/** @param {Node} title @param {Node[]} rows */
function folded(title, rows) {
  return element("details", { class: "fold" }, element("summary", {}, title), element("ul", { class: "corrections" }, ...rows));
}

/** What is corrected, each with a button that takes it back. @param {() => void} show */
function corrected(show) {
  const { titles, dates, aliases, together, names, themes, sentences, stop } = corrections;
  const entries = [
    ...Object.keys(titles).map((key) => backRow(`${key} → ${titles[key]}`, () => delete titles[key], show)),
    ...Object.keys(dates).map((key) => backRow(`${key}：${dates[key]}`, () => delete dates[key], show)),
    ...Object.keys(aliases).map((key) => backRow(`${key} → ${aliases[key]}`, () => delete aliases[key], show)),
    ...together.map((list) => backRow(list.join(" ＋ "), () => together.splice(together.indexOf(list), 1), show)),
    ...Object.keys(names).map((key) => backRow(`${themeName(key)} → ${names[key]}`, () => delete names[key], show)),
    ...themes.map((list) => backRow(list.map(themeName).join(" ＋ "), () => themes.splice(themes.indexOf(list), 1), show)),
    ...Object.keys(sentences).map((key) => backRow(`${key} → ${themeName(sentences[key])}`, () => delete sentences[key], show)),
    ...stop.map((word) => backRow(`− ${word}`, () => stop.splice(stop.indexOf(word), 1), show)),
  ];
  return entries.length > 0 ? entries : [element("li", { class: "note" }, both("还没有。", "None yet."))];
}

/** @param {string} text @param {() => void} back @param {() => void} show */
function backRow(text, back, show) {
  const button = element("button", { type: "button" }, both("撤回", "Take back"));
  button.addEventListener("click", () => {
    back();
    keepCorrections();
    show();
  });
  return element("li", {}, text, " ", button);
}

/** The name of a theme by its id. @param {string} id */
function themeName(id) {
  const all = meetings().flatMap((one) => meetingData(one.id)?.themes ?? []);
  const theme = all.find((one) => one.id === id);
  return theme ? (isEnglish() ? theme.en : theme.zh) : id;
}

/** Lets the reader give each sentence of a theme another theme. @param {ParentNode} part @param {string} speech @param {Theme | undefined} from */
function offerMoves(part, speech, from) {
  const meeting = meetingData(meetingOf(speech));
  if (!meeting || !from) return;
  for (const sentence of part.querySelectorAll("li")) {
    const text = sentence.querySelector("span")?.textContent ?? "";
    const button = element("button", { type: "button", class: "move" }, both("改归…", "Move …"));
    button.addEventListener("click", () => button.replaceWith(moveChoice(meeting, { speech, text, from })));
    sentence.append(" ", button);
  }
}

/** The choice of another theme for a sentence. @param {Meeting} meeting @param {{speech: string, text: string, from: Theme}} of */
function moveChoice(meeting, { speech, text, from }) {
  const select = element("select", { "aria-label": isEnglish() ? "Move to" : "改归" }, element("option", { value: "" }, isEnglish() ? "move to …" : "改归……"));
  const others = meeting.themes.filter((theme) => theme !== from);
  select.append(...others.map((theme) => element("option", { value: theme.id }, isEnglish() ? theme.en : theme.zh)));
  const effect = element("small", { role: "status" });
  select.addEventListener("change", () => {
    const to = others.find((theme) => theme.id === select.value);
    if (to) corrections.sentences[text] = to.id;
    else delete corrections.sentences[text];
    keepCorrections();
    effect.replaceChildren(...(to ? [movedShares(meeting, { speech, text, from, to })] : []));
  });
  return element("span", { class: "moving" }, select, " ", effect);
}

/** What a moved sentence would make of two shares. @param {Meeting} meeting @param {{speech: string, text: string, from: Theme, to: Theme}} move */
function movedShares(meeting, { speech, text, from, to }) {
  const length = (/** @type {string} */ some) => [...some.replace(/\s/gu, "")].length;
  const said = [...(partsOf(speech)?.querySelectorAll(".evidence li > span") ?? [])];
  const all = said.reduce((sum, one) => sum + length(one.textContent ?? ""), 0);
  const place = Number(speech.replace(/^.*-s/u, "")) - 1;
  const share = (/** @type {Theme} */ theme) => meeting.shares[place][meeting.themes.indexOf(theme)].share;
  const points = Math.round((100 * length(text)) / Math.max(all, 1));
  const change = (/** @type {string} */ sign) => `${sign}${points}`;
  return both(
    `${from.zh} ${share(from)}，约 ${change("−")} 个百分点；${to.zh} ${share(to)}，约 ${change("+")} 个百分点。见“更正”。`,
    `${from.en} ${share(from)}, about ${change("−")} points; ${to.en} ${share(to)}, about ${change("+")} points. See “Correct”.`,
  );
}

/** A button that drops a word from the counts. @param {string} word */
function dropButton(word) {
  const button = element("button", { type: "button", class: "drop" });
  const show = () => {
    const dropped = corrections.stop.includes(word);
    button.setAttribute("aria-pressed", String(dropped));
    button.replaceChildren(dropped ? both("下次不计这个词（撤回）", "Not counted next time (take back)") : both("不计这个词", "Do not count this word"));
  };
  button.addEventListener("click", () => {
    const { stop } = corrections;
    if (stop.includes(word)) stop.splice(stop.indexOf(word), 1);
    else stop.push(word);
    keepCorrections();
    show();
  });
  show();
  return button;
}

/** A text as TOML writes it. @param {string} text */
function quoted(text) {
  return JSON.stringify(text).replace(/[\u007f-\u009f]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Names and their values as lines. @param {Record<string, string>} names */
function pairs(names) {
  return Object.keys(names).map((key) => `${quoted(key)} = ${quoted(names[key])}\n`).join("");
}

/** Lists of names as TOML writes them. @param {string[][]} lists */
function lists(lists) {
  return `[${lists.map((list) => `[${list.map(quoted).join(", ")}]`).join(", ")}]`;
}

/** The settings of the report with the corrections: a whole `yiti.toml`. */
function toml() {
  const { titles, dates, aliases, together, names, themes, sentences, stop } = corrections;
  const lines = [
    together.length > 0 ? ["transcript", `merges = ${lists(together)}`] : [],
    stop.length > 0 ? ["tokens", `stop = [${stop.map(quoted).join(", ")}]`] : [],
    themes.length > 0 ? ["themes", `merges = ${lists(themes)}`] : [],
  ].filter((one) => one.length > 0);
  const settled = stop.length > 0 ? settings().toml.replace(/^stop = \[\]\n/mu, "") : settings().toml;
  // A key belongs behind the head of its table; tables of names have heads of their own.
  const text = lines.reduce((text, [table, line]) => {
    const head = `[${table}]\n`;
    return text.includes(head) ? text.replace(head, () => `${head}${line}\n`) : `${text}\n${head}${line}\n`;
  }, settled);
  const tables = [
    ["transcript.meeting_titles", titles],
    ["transcript.meeting_dates", dates],
    ["transcript.aliases", aliases],
    ["themes.names", names],
    ["themes.sentences", sentences],
  ].map(([table, some]) => {
    const rows = pairs(/** @type {Record<string, string>} */ (some));
    return rows && `\n[${table}]\n${rows}`;
  });
  return `${text.trimEnd()}\n${tables.join("")}`;
}
