// How the script saves files.

/** Saves a file. @param {string} name @param {Blob} blob */
function save(name, blob) {
  const href = URL.createObjectURL(blob);
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/** Saves a text. @param {string} name @param {string} text */
function saveText(name, text) {
  save(name, new Blob([text], { type: "text/plain;charset=utf-8" }));
}

/** A button that copies a text. @param {() => string} text */
function copyButton(text) {
  const button = element("button", { type: "button" }, both("复制", "Copy"));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.replaceChildren(both("已复制", "Copied"));
    } catch {
      button.replaceChildren(both("浏览器不许复制", "Not allowed"));
    }
    setTimeout(() => button.replaceChildren(both("复制", "Copy")), 2000);
  });
  return button;
}
