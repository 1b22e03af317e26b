// The page gives what the program gives, byte for byte, from disk and without a network: `just page` runs this.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { after, test } from "node:test";

import { DEMO, open, quit, serious, SHARED } from "../tests/browser/report.js";
import { docx, LONG, native, PAGE, room, ROOT, same, seconds, unzipped, WORK } from "./native.js";

after(quit);

/** The page with files in it, split. */
async function given(files) {
  const opened = await open(PAGE, { acceptDownloads: true });
  const began = performance.now();
  await opened.page.locator("#files").setInputFiles(files);
  await done(opened.page);
  console.log(`split ${files.map((file) => basename(file))}: the page ${seconds(began)} s with its start`);
  return opened;
}

/** Waits until the page has done what it was asked for. */
async function done(page) {
  await page.waitForFunction(() => document.getElementById("busy").hidden, null, { timeout: LONG });
  assert.equal(await page.locator("#error").innerText(), "");
}

/** Makes a report or a comparison. */
async function make(page, kind) {
  const began = performance.now();
  await page.locator(`#${kind}`).click();
  await done(page);
  console.log(`${kind}: the page ${seconds(began)} s`);
}

/** Saves what the button with this name saves. */
async function saved(page, name) {
  const waited = page.waitForEvent("download", { timeout: LONG });
  await page.locator("#save button", { hasText: name }).click();
  const path = join(WORK, `saved-${readdirSync(WORK).length}`);
  await (await waited).saveAs(path);
  await done(page);
  return path;
}

const texts = [join(DEMO, "page.txt"), ...(SHARED ? [join(SHARED, "page/page.txt")] : [])];

test("it is one file, which asks for nothing and keeps nobody out", async () => {
  console.log(`yiti.html: ${(statSync(new URL(PAGE)).size / 1e6).toFixed(1)} MB`);
  const { page, context, complaints, asked } = await given([texts[0]]);
  assert.deepEqual(complaints, []);
  assert.deepEqual(asked.filter((url) => url !== PAGE && !url.startsWith("blob:")), []);
  assert.deepEqual(await serious(page), []);
  const refused = await page.evaluate(() => fetch("https://example.org/").then(String, String));
  assert.match(refused, /Failed to fetch/u);
  await context.close();
});

for (const text of texts) {
  test(`the report of ${text} has the bytes of the program's`, async () => {
    const expected = native(room(text), "report", basename(text));
    const { page, context, complaints } = await given([text]);
    await make(page, "report");
    same(unzipped(await saved(page, "ZIP")), expected);
    for (const name of ["report.docx", "report.xlsx"]) assert.ok(readFileSync(await saved(page, name)).equals(expected[name]));
    const frame = page.frameLocator("#shown");
    await frame.locator(".statements a").first().click();
    await frame.locator("#panel[open]").waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test("a corrected transcript makes the report that the program makes of it", async () => {
  const { page, context } = await given([texts[0]]);
  const text = page.locator("#meetings textarea");
  const before = await text.inputValue();
  const [speaker] = /(?<=\n## ).*/u.exec(before);
  const after = before.replace(`\n## ${speaker}`, "\n## 海南");
  await page.locator(".as-text summary").click();
  await text.fill(after);
  await page.locator("#again").click();
  await done(page);
  assert.ok((await page.locator(".fold").allInnerTexts()).includes("海南"));
  await make(page, "report");
  const folder = room();
  writeFileSync(join(folder, "page.md"), readFileSync(await saved(page, "page.md")));
  assert.equal(readFileSync(join(folder, "page.md"), "utf8"), after);
  writeFileSync(join(folder, "yiti.toml"), readFileSync(await saved(page, "yiti.toml")));
  same(unzipped(await saved(page, "ZIP")), native(folder, "report", "page.md"));
  await context.close();
});

test("a correction that cannot be read stays to be mended", async () => {
  const { page, context } = await given([texts[0]]);
  const before = await page.locator("#meetings textarea").inputValue();
  await page.locator(".as-text summary").click();
  await page.locator("#meetings textarea").fill("");
  await page.locator("#meetings textarea").pressSequentially("## \n\n没有发言人。");
  await page.locator("#again").click();
  await page.locator("#error:not(:empty)").waitFor({ timeout: LONG });
  assert.match(await page.locator("#error").innerText(), /page\.md/u);
  assert.equal(await page.locator("#meetings textarea").inputValue(), "## \n\n没有发言人。");
  await page.locator("#undo").click();
  assert.equal(await page.locator("#meetings textarea").inputValue(), before, "what was typed in one go is one correction");
  await make(page, "report");
  same(unzipped(await saved(page, "ZIP")), native(room(texts[0]), "report", basename(texts[0])));
  await context.close();
});

test("speeches are cut, joined and renamed by clicking, and the text says so", async () => {
  const { page, context, complaints } = await given([texts[0]]);
  const text = () => page.locator("#meetings textarea").inputValue();
  const focused = () => page.evaluate(() => document.activeElement.innerText);
  const before = await text();
  await page.locator(".fold").first().click();
  // The second cut is before the third paragraph: the first is a heading's.
  await page.locator(".gap button").nth(1).click();
  await page.keyboard.press("Enter");
  assert.equal(await text(), before, "a speech without a speaker is none");
  await page.locator(".naming input").fill("海南省妇联");
  await page.keyboard.press("Enter");
  const after = before.replace("\n\n全省12338", "\n\n## 海南省妇联\n\n全省12338");
  assert.equal(await text(), after);
  assert.equal(await focused(), "海南省妇联");
  assert.equal(await page.locator(".speeches > li").count(), 8);
  await page.locator(".join").nth(1).click();
  assert.equal(await text(), before, "joining undoes a cut");
  assert.match(await focused(), /^在此切分/u);
  await page.locator("#undo").click();
  assert.equal(await text(), after);
  const row = page.locator(".speeches > li").nth(1);
  await row.hover();
  await row.getByRole("button", { name: "改名" }).click();
  await page.locator(".naming input").fill("广西壮族自治区妇联 | 一个题目");
  await page.locator(".naming").getByRole("button", { name: "确定" }).click();
  assert.equal(await text(), after.replace("海南省妇联", "广西壮族自治区妇联 | 一个题目"));
  assert.equal(await focused(), "改名");
  await page.locator("#again").click();
  await done(page);
  assert.equal(await page.locator(".fold").nth(1).innerText(), "广西壮族自治区妇联 | 一个题目");
  await page.locator(".fold").nth(1).click();
  assert.ok((await page.locator(".paragraphs:not([hidden])").innerText()).includes("全省12338"));
  await make(page, "report");
  const folder = room();
  writeFileSync(join(folder, "page.md"), readFileSync(await saved(page, "page.md")));
  same(unzipped(await saved(page, "ZIP")), native(folder, "report", "page.md"));
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a text in which nobody is found to speak is cut by hand", async () => {
  const { page, context } = await open(PAGE, { acceptDownloads: true });
  await page.locator("#paste-fold summary").click();
  await page.locator("#pasted").fill("抓好春耕备耕，守住粮食安全。\n\n张大力：港口扩建，港口通航。\n\n开展法律援助，推进妇女维权。\n");
  await page.locator("#paste").click();
  await page.locator("#whole").click({ timeout: LONG });
  await done(page);
  await page.locator(".fold").click();
  await page.locator(".gap button").first().click();
  assert.equal(await page.locator(".naming input").inputValue(), "张大力");
  await page.keyboard.press("Enter");
  await make(page, "report");
  const folder = room();
  writeFileSync(join(folder, "会议.md"), readFileSync(await saved(page, "会议.md")));
  assert.equal(await page.locator(".fold").count(), 2);
  same(unzipped(await saved(page, "ZIP")), native(folder, "report", "会议.md"));
  await context.close();
});

test("the ledger names the passages that are in no speech", async () => {
  const { page, context } = await given([texts[0]]);
  const introduction = page.locator(".ledger details", { hasText: "导语" });
  await introduction.locator("summary").click();
  assert.match(await introduction.locator("p").first().innerText(), /^第 2 行 11月6日，第三届/u);
  await page.locator(".join").nth(1).click();
  await page.locator("#again").click();
  await done(page);
  assert.equal(await page.locator(".fold").count(), 6);
  await introduction.locator("summary").click();
  assert.match(await introduction.locator("p").first().innerText(), /^第 2 行 11月6日，第三届/u, "a corrected transcript lacks it");
  await context.close();
});

/** Presses Tab until what has the focus is this; it must then be seen. */
async function tabTo(page, selector) {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return seen(page);
  }
  assert.fail(`${selector} is not reached`);
}

/** What has the focus is on the screen, not covered, and marked. */
async function seen(page) {
  const [isMarked, isOnTop, opacity] = await page.evaluate(() => {
    const { activeElement: focused } = document;
    const { left, top, width, height } = focused.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    let opacity = 1;
    for (let it = focused; it; it = it.parentElement) opacity *= Number(getComputedStyle(it).opacity);
    return [getComputedStyle(focused).outlineStyle !== "none", focused.contains(hit), opacity];
  });
  assert.deepEqual([isMarked, isOnTop, opacity], [true, true, 1], await page.evaluate(() => document.activeElement.outerHTML));
}

test("from the page's opening to a saved ZIP by keyboard alone, with nobody kept out on the way", async () => {
  const folder = room();
  const text = readFileSync(texts[0], "utf8");
  writeFileSync(join(folder, "会议.txt"), text);
  const { page, context, complaints } = await open(PAGE, { acceptDownloads: true });
  const press = (key) => page.keyboard.press(key);
  assert.deepEqual(await serious(page), []);
  await tabTo(page, "#paste-fold summary");
  await press("Enter");
  await tabTo(page, "#pasted");
  await page.keyboard.insertText(text);
  await tabTo(page, "#paste");
  await press("Enter");
  await page.locator("#check-title:focus").waitFor({ timeout: LONG });
  await done(page);
  await tabTo(page, ".fold");
  await press("Enter");
  await tabTo(page, ".gap button");
  await press("Enter");
  await seen(page);
  await press("Escape");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".gap button")), "Escape goes back to the cut");
  await press("Enter");
  await page.keyboard.insertText("海南省妇联");
  assert.deepEqual(await serious(page), []);
  await press("Enter");
  await seen(page);
  await tabTo(page, ".join");
  await press("Enter");
  await seen(page);
  assert.deepEqual(await serious(page), []);
  await tabTo(page, "#report");
  await press("Enter");
  await page.locator("#made-title:focus").waitFor({ timeout: LONG });
  await done(page);
  assert.deepEqual(await serious(page), []);
  await press("Tab");
  await seen(page);
  const waited = page.waitForEvent("download", { timeout: LONG });
  await press("Enter");
  const path = join(folder, "saved.zip");
  await (await waited).saveAs(path);
  await done(page);
  assert.ok(await page.evaluate(() => document.activeElement.matches("#save button")), "the focus is where it was");
  same(unzipped(path), native(folder, "report", "会议.txt"));
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a Word document is read as the program reads it", async () => {
  const folder = room();
  const speeches = { 广东省妇联: "港口扩建，港口通航。开展法律援助，推进妇女维权。", 河北省妇联: "抓好春耕备耕，守住粮食安全。", 山东省妇联: "建设港口，守住粮食安全。" };
  const paragraphs = Object.entries(speeches).flatMap(([speaker, said]) => [`【${speaker}】`, said]);
  writeFileSync(join(folder, "会议.docx"), docx(paragraphs));
  const { page, context } = await given([join(folder, "会议.docx")]);
  assert.deepEqual(await page.locator(".fold").allInnerTexts(), Object.keys(speeches));
  await make(page, "report");
  same(unzipped(await saved(page, "ZIP")), native(folder, "report", "会议.docx"));
  await context.close();
});

test("two meetings that are dropped together are compared as by the program", async () => {
  const folder = room();
  const demo = readFileSync(texts[0], "utf8");
  // The later meeting says 社区 where the earlier one says 家庭.
  writeFileSync(join(folder, "2020.txt"), demo);
  writeFileSync(join(folder, "2021.txt"), demo.replaceAll("家庭", "社区"));
  const names = ["2020.txt", "2021.txt"];
  const { page, context } = await given(names.map((name) => join(folder, name)));
  await make(page, "compare");
  same(unzipped(await saved(page, "ZIP")), native(folder, "compare", ...names));
  await context.close();
});

test("a folder of files is read as the program reads it", async () => {
  const folder = room();
  mkdirSync(join(folder, "会议"));
  const speeches = { 广东: "港口扩建，港口通航。开展法律援助。\n", 河北: "抓好春耕备耕，守住粮食安全。\n", 山东: "建设港口，守住粮食安全。\n" };
  for (const [name, text] of Object.entries(speeches)) writeFileSync(join(folder, "会议", `${name}.txt`), text);
  const opened = await open(PAGE, { acceptDownloads: true });
  await opened.page.locator("#folder").setInputFiles(join(folder, "会议"));
  await done(opened.page);
  await make(opened.page, "report");
  same(unzipped(await saved(opened.page, "ZIP")), native(folder, "report", "会议"));
  await opened.context.close();
});

test("what is pasted is read as a file of that text", async () => {
  const folder = room();
  const text = readFileSync(texts[0], "utf8");
  writeFileSync(join(folder, "会议.txt"), text);
  const { page, context } = await open(PAGE, { acceptDownloads: true });
  await page.locator("#paste-fold summary").click();
  await page.locator("#pasted").fill(text);
  await page.locator("#paste").click();
  await done(page);
  await make(page, "report");
  same(unzipped(await saved(page, "ZIP")), native(folder, "report", "会议.txt"));
  await context.close();
});

test("a PDF and a folder are dropped with the mouse", async () => {
  for (const path of [join(ROOT, "tests/fixtures/five_columns.pdf"), DEMO]) {
    const { page, context } = await open(PAGE, { acceptDownloads: true });
    const mouse = await context.newCDPSession(page);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) await mouse.send("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
    await page.locator("#given li").waitFor();
    await done(page);
    await make(page, "report");
    same(unzipped(await saved(page, "ZIP")), native(dirname(path), "report", basename(path)));
    await context.close();
  }
});

test("31 reports are read and reported as by the program", { skip: SHARED ? false : "../shared is absent" }, async () => {
  const folder = join(SHARED, "reports");
  const expected = native(folder, "report", "2021");
  const began = performance.now();
  const { page, context } = await open(PAGE, { acceptDownloads: true });
  await page.locator("#folder").setInputFiles(join(folder, "2021"));
  await done(page);
  await make(page, "report");
  console.log(`31 reports: the page ${seconds(began)} s with its start`);
  same(unzipped(await saved(page, "ZIP")), expected);
  await context.close();
});

test("what cannot be read is refused with its reason, and work can be stopped", async () => {
  const broken = join(WORK, "broken.pdf");
  writeFileSync(broken, "%PDF-1.7\nnothing");
  const { page, context } = await open(PAGE);
  await page.locator("#files").setInputFiles([broken]);
  await page.locator("#error:not(:empty)").waitFor({ timeout: LONG });
  assert.match(await page.locator("#error").innerText(), /broken\.pdf：.*\p{Script=Han}/u);
  // The program gives this page up after a minute.
  const deep = join(WORK, "deep.html");
  writeFileSync(deep, `<p>${"<div>".repeat(400_000)}深处`);
  await page.locator("#files").setInputFiles([deep]);
  await page.locator("#stop").click();
  await page.locator("#error", { hasText: "已停下" }).waitFor();
  await page.locator("#files").setInputFiles([texts[0]]);
  await done(page);
  await page.locator("#report").click();
  await page.locator("#stop").click();
  await page.locator("#error:not(:empty)").waitFor();
  assert.match(await page.locator("#error").innerText(), /已停下/u);
  await make(page, "report");
  await context.close();
});
