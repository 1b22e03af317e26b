// What a reader makes of the page: notes, pictures for slides, corrections that the next run follows.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";

import { DEMO, file, open, quit, report, serious, unfold } from "./report.js";

const demo = report(DEMO);
after(quit);

const panel = (page) => page.locator("dialog#panel[open]");

/** What is saved by a click, as bytes. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("sentences and findings are kept with a remark, over a reload, and saved with their sources", async () => {
  const { page, context, complaints } = await open(demo.url);
  await page.locator(".statements li button.keep").first().click();
  await page.locator(".statements a.of-theme").first().click();
  const sentence = panel(page).locator("li").first();
  const text = await sentence.locator("span").first().innerText();
  await sentence.locator("button.keep").click();
  assert.equal(await sentence.locator("button.keep").getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Escape");
  assert.match(await page.locator("#notes").innerText(), /2/);
  await page.locator("#notes").click();
  await panel(page).locator("textarea").nth(1).fill("要引用");
  await page.reload();
  await page.locator("#notes").click();
  assert.equal(await panel(page).locator(".kept li").count(), 2);
  assert.equal(await panel(page).locator("textarea").nth(1).inputValue(), "要引用");
  const { name, bytes } = await saved(page, panel(page).locator("button", { hasText: "另存为文本" }));
  assert.equal(name, "notes.md");
  const notes = bytes.toString("utf8");
  assert.ok(notes.includes(text) && notes.includes("要引用") && /page\.txt:\d+/.test(notes) && notes.includes("index.html#m1-s"), notes);
  // The note leads back to its sentence.
  await panel(page).locator(".kept a").nth(1).click();
  await page.locator("section.speech:visible .here", { hasText: text }).first().waitFor();
  // The star of a sentence takes it out again.
  await page.locator("#notes").click();
  await panel(page).locator(".kept button.keep").first().click();
  assert.doesNotMatch(await page.locator("#notes").innerText(), /2/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a chart is saved as a picture in three forms and two formats", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context, complaints, asked } = await open(demo.url, { colorScheme });
    await page.locator(".overview figure button.export").click();
    for (const [form, ratio] of [["page", 0], ["wide", 16 / 9], ["square", 1]]) {
      await panel(page).locator("#form").selectOption(form);
      await panel(page).locator("#format").selectOption("png");
      const png = await saved(page, panel(page).locator("button", { hasText: "保存" }));
      assert.equal(png.name, `themes-${form}.png`);
      const [width, height] = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
      assert.ok(png.bytes.length > 10_000 && width > 600);
      if (ratio > 0) assert.ok(Math.abs(width / height - ratio) < 0.01, `${width} × ${height}`);
      await panel(page).locator("#format").selectOption("svg");
      const svg = await saved(page, panel(page).locator("button", { hasText: "保存" }));
      const text = svg.bytes.toString("utf8");
      assert.ok(text.startsWith("<svg ") && !text.includes("light-dark") && text.includes(colorScheme === "dark" ? "rgb(22, 25, 29)" : "rgb(255, 255, 255)"));
    }
    await page.keyboard.press("Escape");
    await page.locator("#english").check({ force: true });
    await page.locator(".overview figure button.export").click();
    await panel(page).locator("#format").selectOption("svg");
    const english = await saved(page, panel(page).locator("button", { hasText: "Save" }).last());
    const title = /<title>([^<]*)</u.exec(english.bytes.toString("utf8"))?.[1] ?? "";
    assert.match(title, /^What the speeches are about/u);
    assert.deepEqual(complaints, []);
    assert.deepEqual(asked.filter((one) => !/^(blob|data):/u.test(one)), [demo.url]);
    await context.close();
  }
});

test("what is corrected on the page becomes settings, and the next report follows them", async () => {
  const texts = join(dirname(file("mark", "")), "corrected");
  mkdirSync(texts, { recursive: true });
  copyFileSync(join(DEMO, "page.txt"), join(texts, "page.txt"));
  writeFileSync(join(texts, "yiti.toml"), '[themes.names]\nchildren = "孩子 | Children"\n\n[tokens]\nstop = ["爱心妈妈"]\n');
  const { url, meeting } = report(texts);
  const { page, context, complaints } = await open(url);
  const [speech, other] = meeting.speeches;
  await page.locator("#correct").click();
  const form = (place) => panel(page).locator("details.fold").nth(place);
  await form(0).locator("summary").click();
  for (const [place, value] of [[1, "2022-07-11"], [0, "省妇联“家”工作会"]]) {
    await form(0).locator("input").nth(place).fill(value);
    await form(0).locator("input").nth(place).press("Tab");
  }
  await form(1).locator("summary").click();
  await form(1).locator("li").first().locator("input").fill('北京"市" 妇联');
  await form(1).locator("li").first().locator("input").press("Tab");
  await form(2).locator("summary").click();
  const theme = meeting.themes.find((one) => speech.shares[one.id] > 0);
  const row = form(2).locator("li").nth(meeting.themes.indexOf(theme));
  await row.locator("input").fill("新名 | New name");
  await row.locator("input").press("Tab");
  const [one, two] = meeting.themes.filter((some) => some !== theme && some.share > 0);
  await form(2).locator("li").nth(meeting.themes.indexOf(two)).locator("select").selectOption(one.id);
  await page.keyboard.press("Escape");
  // A sentence goes to another theme, a word is dropped.
  await page.locator(".spots a.of-theme").first().click();
  const sentence = panel(page).locator("li").first();
  const text = await sentence.locator("span").first().innerText();
  const was = meeting.speeches.flatMap((some) => some.sentences).find((some) => some.text === text).theme;
  const target = meeting.themes.find((some) => ![was, two.id].includes(some.id));
  await sentence.locator("button.move").click();
  await sentence.locator("select").selectOption(target.id);
  assert.match(await sentence.locator("[role=status]").innerText(), /个百分点/);
  await page.keyboard.press("Escape");
  const link = page.locator(".roll a.term").first();
  const term = await link.innerText();
  await link.click();
  await panel(page).locator("button.drop").click();
  await page.keyboard.press("Escape");
  // Kept until it is saved, also for the next time.
  await page.goto("about:blank");
  await page.goto(url);
  await page.locator("#correct").click();
  assert.ok((await panel(page).locator(".corrected li").count()) >= 8);
  const { name, bytes } = await saved(page, panel(page).locator("button", { hasText: "下载" }));
  assert.equal(name, "yiti.toml");
  assert.deepEqual(complaints, []);
  await context.close();

  writeFileSync(join(texts, "yiti.toml"), bytes);
  const { meeting: again, url: next } = report(texts);
  assert.deepEqual([again.title, again.date], ["省妇联“家”工作会", "2022-07-11"]);
  assert.ok(again.speeches.some((some) => some.speaker === '北京"市" 妇联'), bytes.toString("utf8"));
  assert.ok(again.speeches.some((some) => some.speaker === other.speaker));
  assert.deepEqual([again.themes.find((some) => some.id === theme.id).label, again.themes.find((some) => some.id === theme.id).label_en], ["新名", "New name"]);
  assert.equal(again.themes.find((some) => some.id === "children")?.label ?? "孩子", "孩子");
  assert.equal(again.themes.find((some) => some.id === two.id).share, 0);
  assert.equal(again.speeches.flatMap((some) => some.sentences).find((some) => some.text === text).theme, target.id);
  for (const dropped of [term, "爱心妈妈"]) assert.ok(!again.speeches.some((some) => some.terms.some((one) => one.term === dropped)), dropped);
  // The next page knows what was corrected, and has nothing new.
  const { page: later, context: end } = await open(next);
  await later.locator("#correct").click();
  assert.ok((await panel(later).locator(".corrected li").count()) >= 8);
  assert.doesNotMatch(await later.locator("#correct").innerText(), /•/);
  await end.close();
});

test("axe finds nothing serious in notes, corrections and the choice of a picture", async () => {
  for (const [button, colorScheme] of [["#notes", "dark"], ["#correct", "light"], [".overview figure button.export", "dark"]]) {
    const { page, context } = await open(demo.url, { colorScheme, bypassCSP: true, viewport: { width: 390, height: 900 } });
    await page.locator(".statements li button.keep").first().click();
    await page.locator(button).click();
    await page.evaluate(() => document.querySelectorAll("dialog details").forEach((one) => (one.open = true)));
    assert.deepEqual(await serious(page), [], button);
    assert.equal(await page.evaluate(() => document.querySelector("dialog").scrollWidth <= 390), true);
    await context.close();
  }
});

test("with everything unfolded each sentence can be kept, and each chart saved", async () => {
  const { page, context } = await open(demo.url);
  await unfold(page);
  const sentences = await page.locator(".evidence :is(li, h4[id])").count();
  assert.equal(await page.locator(".evidence button.keep").count(), sentences);
  assert.equal(await page.locator("figure button.export").count(), await page.locator("figure").count());
  await context.close();
});
