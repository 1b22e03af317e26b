// What can be saved: the folder of the report, its documents, the transcripts and the settings.

/** What can be saved of a report of these files. @param {string[]} names @param {"report" | "compare"} kind */
function showSaving(names, kind) {
  const stem = kind === "compare" ? "comparison" : (roots(given)[0] ?? "report").replace(/\.[^.]*$/u, "");
  const documents = names.filter((name) => /^[^/]*\.(docx|xlsx)$/u.test(name));
  byId("save", HTMLElement).replaceChildren(
    saving("保存整个报告（ZIP）", "Save the whole report (ZIP)", `${stem}.zip`, () => run({ do: "zip", folder: stem })),
    ...documents.map((name) => saving(`保存 ${name}`, `Save ${name}`, name, () => run({ do: "file", name }))),
    ...correctedFiles().map(({ path, bytes }) => saving(`保存文字稿 ${path}`, `Save transcript ${path}`, path, async () => bytes)),
    saving("保存设置 yiti.toml", "Save settings yiti.toml", SETTINGS, () => run({ do: "settings" })),
  );
}

/**
 * A button that saves a file.
 * @param {string} zh @param {string} en @param {string} name @param {() => Promise<BlobPart>} content
 */
function saving(zh, en, name, content) {
  const button = element("button", { type: "button" }, both(zh, en));
  button.addEventListener("click", () =>
    busy(async () => {
      showStage("Packing", null);
      save(name, new Blob([await content()], { type: "application/octet-stream" }));
    }),
  );
  return button;
}
