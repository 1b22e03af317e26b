// The pictures of docs/reading.md: the demo's report as a reader sees it.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { DEMO, open, quit, report } from "./report.js";

const FOLDER = join(resolve(import.meta.dirname, "../.."), "docs/pictures");
mkdirSync(FOLDER, { recursive: true });
const { url } = report(DEMO);

/** Takes a picture after doing something; `clip` shows a part of the window. */
async function take(name, options, act) {
  const { page, context } = await open(url, { viewport: { width: 1120, height: 760 }, deviceScaleFactor: 1.5, ...options });
  const target = (await act(page)) ?? page;
  await page.waitForTimeout(400);
  await target.screenshot({ path: join(FOLDER, `${name}.png`) });
  await context.close();
}

await take("top", {}, async () => {});
await take("speech", {}, async (page) => {
  await page.locator(".roll a.speaker").first().click();
});
await take("evidence", {}, async (page) => {
  await page.locator(".spots a.of-theme").first().click();
});
await take("search", {}, async (page) => {
  await page.keyboard.press("/");
  await page.locator("#pattern").fill("家庭");
});
await quit();
