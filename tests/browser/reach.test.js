// Everybody can read the page: narrow and wide, light and dark, by keyboard, heard, printed, without scripts.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { after, test } from "node:test";

import { DEMO, SHARED, file, open, quit, report, serious, unfold } from "./report.js";

const demo = report(DEMO);
const made = [demo, ...(SHARED ? [report(`${SHARED}/page/page.txt`), report(`${SHARED}/reports/2021`)] : [])];
if (!SHARED) console.log("skipped: the real page and 31 work reports, since ../shared is not here");
after(quit);

for (const { url, meeting } of made) {
  const named = (words) => `${words} (${meeting.title}, ${meeting.speeches.length})`;

  // A large page takes seconds to lay out: it is looked at where it is most likely to fail.
  const large = meeting.speeches.length > 20;

  for (const width of large ? [360] : [360, 768, 1440]) {
    for (const colorScheme of large ? ["dark"] : ["light", "dark"]) {
      test(named(`fits ${width} pixels, ${colorScheme}`), async () => {
        const { page, context, complaints } = await open(url, { viewport: { width, height: 900 }, colorScheme });
        for (const view of ["#m1", "#m1-s1", ...(large ? [] : ["all"])]) {
          if (view === "all") await unfold(page);
          else await page.evaluate((view) => (location.hash = view), view);
          for (const language of ["chinese", "english"]) {
            await page.locator(`#${language}`).check({ force: true });
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${view} ${language}`);
          }
        }
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const lightness = paper.match(/\d+/g).map(Number).reduce((a, b) => a + b) / 3;
        assert.ok(colorScheme === "dark" ? lightness < 60 : lightness > 200, paper);
        await page.locator(colorScheme === "dark" ? "#light" : "#dark").check({ force: true });
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), paper);
        assert.deepEqual(complaints, []);
        await context.close();
      });
    }
  }

  // The parts of a large page are those of a small one, and it would take minutes.
  test(named("axe finds nothing serious"), { skip: large }, async () => {
    const looks = [
      [1440, "light", "chinese", unfold],
      [360, "dark", "english", unfold],
      [360, "light", "chinese", async () => {}],
      [768, "dark", "english", (page) => page.locator(".roll a.speaker").first().click()],
      [1440, "dark", "chinese", (page) => page.locator(".spots a.of-theme").first().click()],
      [768, "light", "english", (page) => page.locator(".roll a.term").first().click()],
      [1440, "light", "chinese", (page) => page.locator(".way a[href$=compare]").click()],
    ];
    for (const [width, colorScheme, language, act] of looks) {
      // The tool is put in from outside, which the page itself forbids.
      const { page, context } = await open(url, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      await page.locator(`#${language}`).check({ force: true });
      await act(page);
      assert.deepEqual(await serious(page), [], `${width} ${colorScheme} ${language}`);
      await context.close();
    }
  });

  test(named("on paper the answer takes two pages at most"), async () => {
    const { page, context } = await open(url);
    const started = performance.now();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages <= 2, `${pages} pages`);
    console.log(`${meeting.title}: ${pages} pages in ${Math.round(performance.now() - started)} ms`);
    await context.close();
  });

  test(named("on paper nothing is cut off, and if everything is asked for, nothing folded away"), async () => {
    // A4 less its margins, in CSS pixels.
    const { page, context } = await open(url, { viewport: { width: 687, height: 1000 } });
    await unfold(page);
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(500);
    const lost = await page.evaluate(() => {
      const outside = (one) => one.getBoundingClientRect().right > 688 || one.getBoundingClientRect().left < -1;
      const seen = (one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && one.getBoundingClientRect().height > 0;
      const sentences = [...document.querySelectorAll("[id*='-n'] > span")].filter((one) => !seen(one));
      const cut = [...document.querySelectorAll("main td, main th, main li, main p, .picture svg, footer td")].filter((one) => seen(one) && outside(one));
      return [...sentences, ...cut].map((one) => one.outerHTML.slice(0, 120));
    });
    assert.deepEqual(lost.slice(0, 5), []);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 50_000);
    await context.close();
  });
}

test("by keyboard alone", async () => {
  const { page, context } = await open(demo.url);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.locator("#m1-themes > summary").focus();
  await page.keyboard.press("Enter");
  const cell = page.locator(".matrix a.of-theme").first();
  await cell.focus();
  await page.keyboard.press("Enter");
  const inside = () => page.evaluate(() => document.activeElement.closest("dialog") !== null);
  assert.ok(await inside());
  for (let i = 0; i < 60; i++) await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null));
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.ok(await cell.evaluate((one) => one === document.activeElement));
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "pattern");
  await page.keyboard.type("/");
  assert.equal(await page.locator("#pattern").inputValue(), "/");
  await page.keyboard.press("Escape");
  await page.locator(".roll a.speaker[href='#m1-s1']").focus();
  await page.keyboard.press("Enter");
  await page.locator("#m1-s1 details.theme > summary").first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#m1-s1 .evidence li").first().isVisible());
  await context.close();
});

test("without scripts the first chart, all tables and sentences are there, and nothing that would not work", async () => {
  const { page, context } = await open(demo.url, { javaScriptEnabled: false });
  for (const selector of ["#find", "#m1-compare", ".spots a.pair"]) assert.ok(!(await page.locator(selector).first().isVisible()), selector);
  assert.ok(await page.locator("noscript p").first().isVisible());
  await page.locator("#open-all").check();
  assert.ok(await page.locator("#m1-charts noscript a").first().isVisible());
  const link = page.locator(".matrix a.of-theme").first();
  const target = (await link.getAttribute("href")).slice(1);
  await link.click();
  assert.ok(await page.locator(`#${target} li`).first().isVisible());
  await page.locator("#english").check({ force: true });
  assert.ok(await page.locator("#m1-groups [lang=en]").first().isVisible());
  await page.locator("#dark").check({ force: true });
  for (const sentence of await page.locator("#m1-s2 .evidence li").all()) assert.ok(await sentence.isVisible());
  await context.close();
});

test("hostile text changes nothing but what is shown", async () => {
  const names = ["<script>alert(1)</script>", "\"'><img src=x onerror=alert(2)>", "=cmd()|'/c calc'!A0", "\u202eтxet\u202c右至左", "</script><!--", "</noscript><img src=x>"];
  const long = `${"保护妇女权益，".repeat(1428)}。`;
  const speech = (name, place) => `## ${name}\n\n我们推进妇女维权，${name}开展法律援助，办理案件${place + 3}00件。\n\n${place === 0 ? long : "守住粮食安全，抓好春耕备耕，<b>大力</b>发展农业。"}\n`;
  const input = file("hostile.md", `# 会议 </title><script>alert(3)</script>\n\n${names.map(speech).join("\n")}`);
  const { url, meeting, folder } = report(input);
  assert.equal(meeting.speeches.length, names.length);
  const { page, context, complaints, asked } = await open(url);
  const shown = await page.locator("section.speech h2").allTextContents();
  assert.deepEqual(shown, meeting.speeches.map((one) => one.name));
  await page.keyboard.press("/");
  await page.locator("#pattern").fill("<b>");
  await page.waitForTimeout(250);
  assert.match(await page.locator("#found").innerText(), /^5 处/);
  assert.equal(await page.locator(".kwic b").count(), 0);
  await page.keyboard.press("Escape");
  await unfold(page);
  await page.locator("#m1-b").selectOption("2");
  await page.locator(".matrix a.of-theme").first().click();
  await page.keyboard.press("Escape");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".matrix .tools button", { hasText: "CSV" }).click()]);
  const saved = readFileSync(await download.path(), "utf8");
  assert.ok(saved.includes("'=cmd()") && !/^=|,=/m.test(saved), saved);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1440);
  assert.deepEqual(complaints, []);
  assert.deepEqual(asked.filter((one) => !one.startsWith("blob:")), [url]);
  assert.ok(!readFileSync(`${folder}/charts/themes.svg`, "utf8").includes("<script"));
  await context.close();
});

test("a page of 31 reports is light: what is not looked at is not made", { skip: !SHARED }, async () => {
  const { folder, url } = made[2];
  assert.ok(statSync(`${folder}/index.html`).size <= 6_000_000);
  const { page, context } = await open(url);
  const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok((await nodes()) <= 6_000, String(await nodes()));
  await page.locator(".roll a.speaker").first().click();
  await page.locator("section.speech:visible h2").waitFor();
  assert.ok((await nodes()) <= 15_000, String(await nodes()));
  const painted = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  console.log(`31 reports: first paint after ${Math.round(painted)} ms, ${await nodes()} elements with a speech open`);
  await context.close();
});
