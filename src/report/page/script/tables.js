// Tables: sorted by a click on a head, copied, or saved as CSV.

/** What makes a spreadsheet take a text for a formula: at its beginning, or behind what may part cells. */
const FORMULA = /(^|[;\t\r\n])([=+\-−@＝＋－＠])/gu;

/** Gives every table of data its buttons. @param {ParentNode} within */
function startTables(within) {
  for (const table of within.querySelectorAll("table.data")) {
    if (table instanceof HTMLTableElement) equip(table);
  }
}

/** @param {HTMLTableElement} table */
function equip(table) {
  const original = [...table.tBodies].map((body) => [...body.rows]);
  [...(table.tHead?.rows[0]?.cells ?? [])].forEach((cell, column) => {
    const button = element("button", { type: "button", class: "sort" });
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => sort(table, column, original));
  });
  const copy = copyButton(() => tabbed(table));
  const saved = element("button", { type: "button" }, "CSV");
  saved.addEventListener("click", () => saveTable(table));
  table.caption?.append(element("span", { class: "tools" }, copy, saved));
}

/**
 * Sorts by a column: the largest number or the first word on top, then the other way, then as it was.
 * @param {HTMLTableElement} table
 * @param {number} column
 * @param {HTMLTableRowElement[][]} original
 */
function sort(table, column, original) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const rows = original.flat();
  const numeric = rows.some((row) => Number.isFinite(numberIn(row.cells[column])));
  const order = numeric ? ["descending", "ascending"] : ["ascending", "descending"];
  const now = heads[column].getAttribute("aria-sort");
  const next = now === null ? order[0] : now === order[0] ? order[1] : null;
  for (const head of heads) head.removeAttribute("aria-sort");
  if (next === null) {
    original.forEach((some, place) => table.tBodies[place].append(...some));
    return;
  }
  heads[column].setAttribute("aria-sort", next);
  const sign = next === "ascending" ? 1 : -1;
  table.tBodies[0].append(...[...rows].sort((a, b) => sign * compareCells(a.cells[column], b.cells[column])));
}

/** @param {HTMLTableCellElement} a @param {HTMLTableCellElement} b */
function compareCells(a, b) {
  const [x, y] = [numberIn(a), numberIn(b)];
  if (Number.isNaN(x) && Number.isNaN(y)) return textOf(a).localeCompare(textOf(b), "zh-Hans-CN");
  if (Number.isNaN(x)) return -1;
  return Number.isNaN(y) ? 1 : x - y;
}

/** The number that a cell is: `1,234`, `−1.25`, `84%`, `<1%`, `3/8`; its interval aside. @param {HTMLTableCellElement} cell */
function numberIn(cell) {
  const found = /^([<>]?)([−-]?\d[\d,]*(?:\.\d+)?)(?:%|\/\d+)?$/u.exec(textOf(withoutSmall(cell)));
  if (!found) return Number.NaN;
  const value = Number(found[2].replace("−", "-").replaceAll(",", ""));
  // What is just below or above a number stands just beside it.
  return found[1] === "<" ? value - 1e-9 : found[1] === ">" ? value + 1e-9 : value;
}

/** What a reader sees in a cell: one language. @param {Element} cell */
function textOf(cell) {
  const copy = /** @type {Element} */ (cell.cloneNode(true));
  const hidden = isEnglish() ? "zh" : "en";
  for (const other of copy.querySelectorAll(`[lang="${hidden}"]`)) other.remove();
  return (copy.textContent ?? "").trim().replace(/\s+/gu, " ");
}

/** A copy of a cell without what stands in small type: the interval. @param {Element} cell */
function withoutSmall(cell) {
  const copy = /** @type {Element} */ (cell.cloneNode(true));
  for (const small of copy.querySelectorAll("small")) small.remove();
  return copy;
}

/** The cells of all rows, what stands in small type in a column of its own. @param {HTMLTableElement} table */
function cellsOf(table) {
  const rows = [...table.rows].map((row) => [...row.cells]);
  const parted = (rows[0] ?? []).map((_, column) => rows.some((row) => row[column]?.querySelector("small")));
  const interval = isEnglish() ? "95% interval" : "95% 区间";
  return rows.map((row, place) =>
    row.flatMap((cell, column) => {
      if (!parted[column]) return [textOf(cell)];
      const small = cell.querySelector("small");
      return [textOf(withoutSmall(cell)), place === 0 ? interval : small ? textOf(small) : ""];
    }),
  );
}

/** A cell for a spreadsheet: no formula; quotes in it are doubled, since a quote at its beginning would be taken away. @param {string} text */
function field(text) {
  const number = /^[−-]\d[\d,]*(?:\.\d+)?%?$/u.test(text);
  const safe = number ? text.replace("−", "-") : text.replace(FORMULA, "$1'$2");
  return /[",;\t\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as CSV. @param {string[][]} rows */
function csv(rows) {
  return rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** A table as text for a spreadsheet. @param {HTMLTableElement} table */
function tabbed(table) {
  return cellsOf(table).map((row) => row.map(field).join("\t")).join("\n");
}

/** @param {HTMLTableElement} table */
function saveTable(table) {
  // Excel reads a CSV as UTF-8 only if it begins with a byte order mark.
  const blob = new Blob(["\ufeff", csv(cellsOf(table))], { type: "text/csv;charset=utf-8" });
  const speech = table.closest("section.speech");
  const name = [speech ? nameOf(speech.id) : "", table.dataset.name ?? "table"].filter(Boolean).join("-");
  save(`${name}.csv`, blob);
}
