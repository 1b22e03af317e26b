// Reports to look at, made by the program itself, and a browser without a network to look with.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const ROOT = resolve(import.meta.dirname, "../..");
const PROGRAM = process.env.YITI ?? join(ROOT, "target/release/yiti");
const WORK = mkdtempSync(join(tmpdir(), "yiti-browser-"));
process.on("exit", () => rmSync(WORK, { recursive: true, force: true }));

export const DEMO = join(ROOT, "data/demo");
/** Real material beside the repository, if it is there. */
export const SHARED = existsSync(join(ROOT, "../shared/page/page.txt")) ? join(ROOT, "../shared") : null;

/** What the program prints. */
export function yiti(...args) {
  try {
    return execFileSync(PROGRAM, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  } catch (error) {
    // A search that finds nothing prints that and exits with 1.
    if (args[0] === "search" && error.status === 1) return error.stdout;
    throw error;
  }
}

let made = 0;

/** The report of an input, or of several: its page as an address, its analysis as data. */
export function report(input) {
  const folder = join(WORK, `report-${++made}`);
  yiti("report", ...[input].flat(), "-o", folder, "--quiet");
  const url = pathToFileURL(join(folder, "index.html")).href;
  const { meetings } = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
  return { folder, input, url, meeting: meetings[0] };
}

/**
 * The comparison of some meetings: its page as an address, what it found as data; `null` if the program has no such
 * command. `YITI_COMPARISONS` names a folder with comparisons that are made already, called by their number of meetings.
 */
export function compared(inputs) {
  const made = process.env.YITI_COMPARISONS && join(process.env.YITI_COMPARISONS, String(inputs.length));
  const folder = made || join(WORK, `comparison-${inputs.length}`);
  if (!made) {
    try {
      yiti("compare", ...inputs, "-o", folder, "--quiet");
    } catch (error) {
      if (/unrecognized subcommand/u.test(String(error.stderr))) return null;
      throw error;
    }
  }
  const url = pathToFileURL(join(folder, "index.html")).href;
  return { folder, url, found: JSON.parse(readFileSync(join(folder, "compare.json"), "utf8")) };
}

/** A text as a file. */
export function file(name, text) {
  const path = join(WORK, name);
  writeFileSync(path, text);
  return path;
}

let browser;

/** The one browser of a test file. */
export async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  return browser;
}

export async function quit() {
  await browser?.close();
}

/**
 * A page opened from disk with the network off; whatever the browser complains of is in `complaints`.
 */
export async function open(url, options = {}) {
  const context = await (await launch()).newContext({ offline: true, viewport: { width: 1440, height: 1000 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  const asked = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(url);
  return { page, context, complaints, asked };
}

/** Unfolds everything, as a reader does who wants to read or print it in one go. */
export async function unfold(page) {
  await page.waitForFunction(() => document.documentElement.classList.contains("scripted"));
  await page.locator("#open-all").check({ force: true });
  await page.waitForFunction(() => !document.querySelector("script.packed, noscript.later"));
}

/** The sentences of a speech that belong to a theme, as they are printed. */
export function sentencesOf(meeting, speech, theme) {
  return meeting.speeches[speech].sentences.filter((one) => one.theme === theme).map((one) => one.text);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on a page that keeps somebody out, a line each. */
export async function serious(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  const found = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  return found.map((one) => `${one.id}: ${one.nodes[0].html} ${one.nodes[0].failureSummary}`);
}
