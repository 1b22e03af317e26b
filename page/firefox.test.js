// The page in Firefox gives what the program gives, byte for byte: `just page` runs this where Firefox is.
// What the page does for keyboards and readers is tried in Chromium, in test.js.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { FIREFOX, launch } from "../tests/browser/firefox.js";
import { DEMO } from "../tests/browser/report.js";
import { LONG, native, PAGE, room, same, unzipped, WORK } from "./native.js";

const skip = FIREFOX ? false : "Firefox is absent: FIREFOX=path names it";
/** Milliseconds between two looks for a file that is being saved. */
const LOOK = 50;
const DOWNLOADS = mkdtempSync(join(WORK, "downloads-"));
const demo = join(DEMO, "page.txt");

let browser;
after(() => browser?.close());

/** The page from disk, and what Firefox complains of. */
async function open() {
  browser ??= await launch(DOWNLOADS);
  const page = await browser.newPage();
  page.setDefaultTimeout(LONG);
  const complaints = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(PAGE);
  return { page, complaints };
}

/** Waits until a step is shown and nothing is being done. */
async function done(page, step) {
  await page.waitForFunction((id) => document.getElementById("busy").hidden && !document.getElementById(id).hidden, {}, step);
  assert.equal(await page.$eval("#error", (error) => error.innerText), "");
}

/** Makes a report or a comparison. */
async function make(page, kind) {
  await page.click(`#${kind}`);
  await done(page, "made");
}

/** Saves what the button with this name saves. */
async function saved(page, name) {
  const before = readdirSync(DOWNLOADS);
  await page.locator(`#save button ::-p-text(${name})`).click();
  for (;;) {
    const files = readdirSync(DOWNLOADS).filter((file) => !before.includes(file));
    // Firefox puts an empty file in the place of one that it is still writing.
    const [file] = files.filter((file) => !file.endsWith(".part") && readFileSync(join(DOWNLOADS, file)).length > 0);
    if (file && !files.some((file) => file.endsWith(".part"))) return join(DOWNLOADS, file);
    await pause(LOOK);
  }
}

test("a file that is chosen makes the program's report, whose page works", { skip, timeout: LONG }, async () => {
  const { page, complaints } = await open();
  await (await page.$("#files")).uploadFile(demo);
  await done(page, "check");
  await make(page, "report");
  const expected = native(room(demo), "report", basename(demo));
  same(unzipped(await saved(page, "ZIP")), expected);
  assert.ok(readFileSync(await saved(page, "report.docx")).equals(expected["report.docx"]));
  const frame = await (await page.$("#shown")).contentFrame();
  await frame.locator(".statements a").click();
  await frame.waitForSelector("#panel[open]");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("a text that is pasted, cut and split again makes the program's report", { skip, timeout: LONG }, async () => {
  const { page, complaints } = await open();
  await page.click("#paste-fold summary");
  await page.$eval("#pasted", (area, text) => (area.value = text), readFileSync(demo, "utf8"));
  await page.click("#paste");
  await done(page, "check");
  await page.click(".fold");
  await page.click(".gap:nth-of-type(2) button");
  await page.keyboard.type("海南省妇联");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "海南省妇联");
  await page.click("#again");
  await done(page, "check");
  assert.equal((await page.$$(".fold")).length, 8);
  await make(page, "report");
  const folder = room();
  writeFileSync(join(folder, "会议.md"), readFileSync(await saved(page, "会议.md")));
  same(unzipped(await saved(page, "ZIP")), native(folder, "report", "会议.md"));
  assert.deepEqual(complaints, []);
  await page.close();
});

test("two files that are dropped are compared as by the program", { skip, timeout: LONG }, async () => {
  const folder = room();
  const text = readFileSync(demo, "utf8");
  const files = { "2020.txt": text, "2021.txt": text.replaceAll("家庭", "社区") };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { page, complaints } = await open();
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(files)) dataTransfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
  await done(page, "check");
  await make(page, "compare");
  same(unzipped(await saved(page, "ZIP")), native(folder, "compare", ...Object.keys(files)));
  assert.deepEqual(complaints, []);
  await page.close();
});
