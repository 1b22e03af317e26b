// The page gives what the program gives, byte for byte, from disk and without a network: `just page` runs this.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";

import { DEMO, open, quit, serious, SHARED } from "../tests/browser/report.js";

const ROOT = resolve(import.meta.dirname, "..");
const PAGE = pathToFileURL(join(ROOT, "target/page/yiti.html")).href;
const PROGRAM = process.env.YITI ?? join(ROOT, "target/release/yiti");
const WORK = mkdtempSync(join(tmpdir(), "yiti-page-"));
/** Milliseconds for the longest step; other work may share the machine. */
const LONG = 600_000;
after(async () => {
  await quit();
  rmSync(WORK, { recursive: true, force: true });
});

/** What the program, run where its inputs are, writes into a folder: bytes by path. */
function native(folder, command, ...inputs) {
  const out = join(mkdtempSync(join(WORK, "made-")), "out");
  const began = performance.now();
  execFileSync(PROGRAM, [command, ...inputs, "-o", out, "--quiet", "--force"], { cwd: folder });
  console.log(`${command} ${inputs}: the program ${seconds(began)} s`);
  const found = {};
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(join(out, "/").length)] = readFileSync(path);
  }
  return found;
}

const seconds = (began) => ((performance.now() - began) / 1000).toFixed(1);

/** The files of a ZIP archive without its outer folder: bytes by path. */
function unzipped(path) {
  const zip = readFileSync(path);
  const found = {};
  let at = zip.readUInt32LE(zip.length - 6);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [method, size, name, more, comment] = [10, 20, 28, 30, 32].map((place) => (place === 20 ? zip.readUInt32LE(at + 20) : zip.readUInt16LE(at + place)));
    const head = zip.readUInt32LE(at + 42);
    const begin = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    const packed = zip.subarray(begin, begin + size);
    const own = zip.toString("utf8", at + 46, at + 46 + name);
    found[own.slice(own.indexOf("/") + 1)] = method === 8 ? inflateRawSync(packed) : packed;
    at += 46 + name + more + comment;
  }
  return found;
}

/** A folder with copies of some files, in which the program can run. */
function room(...files) {
  const folder = mkdtempSync(join(WORK, "room-"));
  for (const file of files) copyFileSync(file, join(folder, basename(file)));
  return folder;
}

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

/** Holds the files of the page against those of the program. */
function same(made, expected) {
  assert.deepEqual(Object.keys(made).sort(), Object.keys(expected).sort());
  const others = Object.keys(expected).filter((path) => !made[path].equals(expected[path]));
  console.log(`${Object.keys(expected).length - others.length} of ${Object.keys(expected).length} files are the same`);
  assert.deepEqual(others, []);
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
  await page.locator("#meetings summary").click();
  await text.fill(after);
  await page.locator("#again").click();
  await done(page);
  assert.ok((await page.locator("#meetings tbody").innerText()).includes("海南"));
  await make(page, "report");
  const folder = room();
  writeFileSync(join(folder, "page.md"), readFileSync(await saved(page, "page.md")));
  assert.equal(readFileSync(join(folder, "page.md"), "utf8"), after);
  writeFileSync(join(folder, "yiti.toml"), readFileSync(await saved(page, "yiti.toml")));
  same(unzipped(await saved(page, "ZIP")), native(folder, "report", "page.md"));
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
  await page.locator("#files").setInputFiles([texts[0]]);
  await done(page);
  await page.locator("#report").click();
  await page.locator("#stop").click();
  await page.locator("#error:not(:empty)").waitFor();
  assert.match(await page.locator("#error").innerText(), /已停下/u);
  await make(page, "report");
  await context.close();
});
