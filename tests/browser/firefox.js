// Firefox as it is on this machine, without a window. Playwright drives only a Firefox of its own.

import { existsSync } from "node:fs";

import puppeteer from "puppeteer-core";

/** Where it is, if it is. */
export const FIREFOX = [process.env.FIREFOX ?? "", "/usr/bin/firefox-esr", "/usr/bin/firefox"].find(existsSync);

/** Starts it; what is saved goes into a folder. */
export function launch(downloads) {
  const extraPrefsFirefox = { "browser.download.dir": downloads, "browser.download.folderList": 2 };
  return puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, extraPrefsFirefox });
}
