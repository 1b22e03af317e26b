// A chart saved as a picture of its own: as it is, as wide as a slide, or square.

/** Width over height of what a picture is put on; as it is without one. @type {Record<string, number>} */
const FORMS = { page: 0, wide: 16 / 9, square: 1 };
/** Pixels of a saved picture for each unit of it, and pixels of its longer side at most. */
const DENSITY = 2;
const LONGEST = 8000;

/** Gives every chart of a part a button. @param {ParentNode} part */
function offerPictures(part) {
  for (const figure of part.querySelectorAll("figure")) {
    const button = element("button", { type: "button", class: "export" }, both("另存…", "Save …"));
    button.addEventListener("click", () => showExport(figure));
    figure.querySelector(".files")?.append(button);
  }
}

/** The choice of form and format, with the picture as it will be. @param {Element} figure */
function showExport(figure) {
  const form = choice("form", [["page", "原样", "as it is"], ["wide", "16:9", "16:9"], ["square", "方形", "square"]]);
  const format = choice("format", [["png", "PNG", "PNG"], ["svg", "SVG", "SVG"]]);
  const shown = element("div", { class: "preview" });
  const draw = () => shown.replaceChildren(sheet(figure, FORMS[form.value]));
  const button = element("button", { type: "button" }, both("保存", "Save"));
  button.addEventListener("click", () => saveSheet(sheet(figure, FORMS[form.value]), `${nameOfChart(figure)}-${form.value}`, format.value));
  form.addEventListener("change", draw);
  draw();
  showPanel(both("保存图片", "Save the picture"), element("p", { class: "tools" }, form, format, button), shown);
}

/** A choice of some values. @param {string} id @param {[string, string, string][]} values with their names in Chinese and English */
function choice(id, values) {
  const select = element("select", { id, "aria-label": id });
  select.append(...values.map(([value, zh, en]) => element("option", { value }, isEnglish() ? en : zh)));
  return select;
}

/** The name of a chart's files. @param {Element} figure */
function nameOfChart(figure) {
  return figure.id.replace(/^.*-chart-/u, "");
}

/**
 * A picture in the middle of its paper, in the colours that the page shows.
 * @param {Element} figure
 * @param {number} ratio width over height; 0: the picture's own
 */
function sheet(figure, ratio) {
  const picture = /** @type {SVGSVGElement} */ (figure.querySelector(`.picture[lang="${isEnglish() ? "en" : "zh"}"] > div > svg`));
  const { width, height } = picture.viewBox.baseVal;
  const [w, h] = ratio === 0 ? [width, height] : [Math.max(width, height * ratio), Math.max(height, width / ratio)];
  const paper = /** @type {SVGSVGElement} */ (document.createElementNS(picture.namespaceURI, "svg"));
  const copy = coloured(picture);
  const place = { x: (w - width) / 2, y: (h - height) / 2, width, height };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  const ground = document.createElementNS(picture.namespaceURI, "rect");
  const card = figure.querySelector(".card");
  const colour = card ? getComputedStyle(card).backgroundColor : "#fff";
  for (const [name, value] of Object.entries({ width: w, height: h, fill: colour })) ground.setAttribute(name, String(value));
  for (const [name, value] of Object.entries({ width: w, height: h, viewBox: `0 0 ${w} ${h}` })) paper.setAttribute(name, String(value));
  paper.append(ground, copy);
  return paper;
}

/** A copy of a picture with its colours in it, which the page's style sheet gives the original. @param {SVGSVGElement} picture */
function coloured(picture) {
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const marks = [...copy.querySelectorAll("*")];
  [...picture.querySelectorAll("*")].forEach((original, place) => {
    const style = getComputedStyle(original);
    for (const name of ["fill", "stroke"]) {
      if (original.hasAttribute(name)) marks[place].setAttribute(name, style.getPropertyValue(name));
    }
  });
  return copy;
}

/** Saves a sheet. @param {SVGSVGElement} paper @param {string} name @param {string} format `png` or `svg` */
function saveSheet(paper, name, format) {
  const text = new XMLSerializer().serializeToString(paper);
  if (format === "svg") return save(`${name}.svg`, new Blob([text], { type: "image/svg+xml" }));
  const { width, height } = paper.viewBox.baseVal;
  const scale = Math.min(DENSITY, LONGEST / Math.max(width, height));
  const canvas = element("canvas", {});
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const image = new Image();
  image.addEventListener("load", () => {
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && save(`${name}.png`, blob), "image/png");
  });
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
}
