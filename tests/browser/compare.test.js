// The page of a comparison: every number opens the sentences of both meetings, for everybody, offline.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";

import { compared, file, open, quit, serious } from "./report.js";

const SPEAKERS = ["甲省", "乙省", "丙省", "丁省", "戊省", "己省", "庚省", "辛省"];

/** A made-up record: each year stresses something else, in its own words. */
function record(year) {
  const topics = {
    2020: ["我们要抓好脱贫攻坚，让贫困户脱贫摘帽", "坚决打赢污染防治攻坚战，治理大气污染"],
    2021: ["我们要做好疫情防控，守护群众生命健康", "统筹发展和安全，构建新发展格局"],
    2022: ["我们要抓好粮食生产，守住耕地红线", "全面推进乡村振兴，建设和美乡村"],
  }[year];
  const speech = (name, place) =>
    `## ${name}\n\n一是${topics[0]}。${name}投入资金${year - 1980 + place}亿元，新增就业${year - 2000 + place}万人。\n\n` +
    `二是${topics[1]}。支持企业创新，建设科技园区，引进人才${place + 3}00名。\n\n` +
    "三是办好教育，新建学校，改善教师待遇，让孩子上好学。\n\n四是完善养老服务，建设社区医院，提高医保水平。\n";
  return file(`${year}.md`, `# ${year}年工作会议\n\n${SPEAKERS.map(speech).join("\n")}`);
}

const years = [2020, 2021, 2022].map(record);
const made = [compared(years.slice(0, 2)), compared(years)].filter((one) => one !== null);
const none = made.length === 0 && "this program has no command `compare`";
if (none) console.log(`skipped: ${none}`);
after(quit);

const panel = (page) => page.locator("dialog#panel[open]");

/** The sentences on a theme in a meeting, by speaker, as they are printed. */
function onTheme(found, meeting, theme, speaker = null) {
  const id = found.themes[theme]?.id ?? "other";
  const speeches = found.meetings[meeting].speeches.filter((one) => speaker === null || one.speaker === speaker);
  const ordered = [...speeches].sort((a, b) => a.speaker - b.speaker);
  const known = new Set(found.themes.map((one) => one.id));
  return ordered.flatMap((one) =>
    one.sentences.filter((s) => (known.has(s.theme) ? s.theme : "other") === id).map((s) => s.text),
  );
}

/** What the panel shows of a meeting; folded speakers are opened before. */
async function shown(page, meeting) {
  await panel(page).locator("details:not([open]) > summary").evaluateAll((all) => all.map((one) => one.click()));
  await page.waitForTimeout(30);
  return panel(page).locator(`.said-in[data-meeting="${meeting}"] li > span`).allTextContents();
}

for (const { url, found, folder } of made) {
  const named = (words) => `${words} (${found.meetings.length} meetings)`;

  test(named("opens from disk, asks for nothing else and complains of nothing"), async () => {
    const { page, context, complaints, asked } = await open(url);
    await page.waitForFunction(() => document.documentElement.classList.contains("scripted"));
    assert.deepEqual(complaints, []);
    assert.deepEqual(asked, [url]);
    const text = await page.locator("main").innerText();
    for (const one of found.speakers) assert.ok(text.includes(one.name), one.name);
    for (const one of found.meetings) assert.ok(text.includes(one.name), one.name);
    assert.equal(await page.locator(".findings li").count(), found.findings.length);
    await context.close();
  });

  test(named("a theme opens on the sentences of both meetings, of all speakers and of one"), async () => {
    const { page, context, complaints } = await open(url);
    const buttons = page.locator("[data-ev^='t.']");
    const keys = [...new Set(await buttons.evaluateAll((all) => all.map((one) => one.dataset.ev)))];
    assert.ok(keys.length > 3, String(keys.length));
    for (const key of keys.slice(0, 60)) {
      const [change, theme, speaker] = key.split(".").slice(1).map(Number);
      await page.locator(`[data-ev="${key}"]`).first().dispatchEvent("click");
      const { earlier, later } = found.changes[change];
      for (const meeting of [earlier, later]) {
        assert.deepEqual(await shown(page, meeting), onTheme(found, meeting, theme, speaker ?? null), `${key} ${meeting}`);
      }
      await page.keyboard.press("Escape");
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(named("every other number opens what it stands for"), async () => {
    const { page, context, complaints } = await open(url);
    const keys = await page.locator("[data-ev]").evaluateAll((all) => [...new Set(all.map((one) => one.dataset.ev))]);
    const kinds = new Map(keys.map((key) => [key[0], keys.filter((other) => other[0] === key[0])]));
    for (const [kind, all] of kinds) {
      for (const key of all.slice(0, 12)) {
        // Links in charts are SVG, which has no click().
        await page.locator("[data-ev]").evaluateAll((all, key) => {
          const one = all.find((one) => one.dataset.ev === key);
          one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        }, key);
        assert.ok(await panel(page).isVisible(), key);
        assert.notEqual((await page.locator("#panel-title").innerText()).trim(), "", key);
        if (kind === "p") {
          const places = key.split(".")[2].split("_").map((place) => place.split("-").map(Number));
          const texts = await panel(page).locator(".said-in li > span").allTextContents();
          const sentences = places.map(([m, s, n]) => found.meetings[m].speeches[s].sentences[n].text);
          assert.equal(texts.length, sentences.length, key);
          for (const sentence of sentences) assert.ok(texts.some((text) => text.endsWith(sentence)), `${key}: ${sentence}`);
          const cites = await panel(page).locator(".said-in cite").allTextContents();
          assert.ok(cites.every((cite) => /:\d+$/u.test(cite)), cites.join());
        }
        if (kind === "m") {
          const [meeting, theme] = key.split(".").slice(1).map(Number);
          for (const at of found.meetings.keys()) assert.deepEqual(await shown(page, at), onTheme(found, at, theme), `${key} ${meeting} ${at}`);
        }
        if (kind === "c") assert.ok((await panel(page).locator(".twice > li > p").count()) >= 2, key);
        await page.keyboard.press("Escape");
      }
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(named("a sentence leads to its speech and back, and the address can be sent"), async () => {
    const { page, context, complaints } = await open(url);
    // Older changes are folded.
    await page.locator(".change").last().locator(".shares [data-ev^='t.']").first().click();
    const title = await page.locator("#panel-title").innerText();
    const address = page.url();
    assert.match(address, /#ev=t\./u);
    const cite = panel(page).locator(".said-in cite a").first();
    const place = await cite.getAttribute("href");
    await cite.click();
    assert.equal(await panel(page).locator(".here").count(), 1);
    assert.ok(page.url().endsWith(place));
    await panel(page).locator(".panel-tools button").first().click();
    assert.equal(await page.locator("#panel-title").innerText(), title);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => location.hash === "");
    assert.equal(page.url(), url);
    for (const sent of [address, url + place]) {
      const other = await open(sent);
      assert.ok(await panel(other.page).isVisible(), sent);
      await other.context.close();
    }
    for (const odd of ["#ev=t.99.99", "#ev=p.0.1-2", "#ev=%E0%A4", "#m9-s9-n9", "#ev=c.0.0.constructor"]) {
      const other = await open(url + odd);
      assert.deepEqual(other.complaints, [], odd);
      await other.context.close();
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(named("the search finds a string in all meetings and leads to its sentence"), async () => {
    const { page, context, complaints } = await open(url);
    const [{ text }] = found.meetings[0].speeches[0].sentences;
    const string = text.slice(0, 4);
    await page.keyboard.press("/");
    await page.locator("#pattern").fill(string);
    await page.waitForTimeout(250);
    assert.ok((await page.locator(".kwic tbody tr").count()) >= 1);
    await page.locator(".kwic tbody th a").first().click();
    assert.ok((await panel(page).locator(".here").innerText()).includes(string));
    assert.deepEqual(complaints, []);
    await context.close();
  });

  for (const width of [360, 390, 768, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      test(named(`fits ${width} pixels, ${colorScheme}, in both languages`), async () => {
        const { page, context, complaints } = await open(url, { viewport: { width, height: 900 }, colorScheme });
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        for (const language of ["chinese", "english"]) {
          await page.locator(`#${language}`).check({ force: true });
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, language);
          const other = language === "chinese" ? "en" : "zh";
          assert.equal(await page.locator(`main [lang=${other}]`).first().isVisible(), false);
        }
        const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const before = await paper();
        await page.locator(colorScheme === "dark" ? "#light" : "#dark").check({ force: true });
        assert.notEqual(await paper(), before);
        await page.locator("[data-ev^='t.']").first().dispatchEvent("click");
        const sideways = await panel(page).evaluate((one) => one.scrollWidth > one.clientWidth + 1);
        assert.equal(sideways, false, "the panel");
        assert.deepEqual(complaints, []);
        await context.close();
      });
    }
  }

  test(named("axe finds nothing serious"), async () => {
    const looks = [
      [1440, "light", "chinese", async () => {}],
      [360, "dark", "english", async () => {}],
      [1440, "dark", "chinese", (page) => page.locator(".shares [data-ev^='t.']").first().click()],
      [768, "light", "english", (page) => page.locator("[data-ev^='p.']").first().click()],
    ];
    for (const [width, colorScheme, language, act] of looks) {
      // The tool is put in from outside, which the page itself forbids.
      const { page, context } = await open(url, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      await page.locator(`#${language}`).check({ force: true });
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await act(page);
      assert.deepEqual(await serious(page), [], `${width} ${colorScheme} ${language}`);
      await context.close();
    }
  });

  test(named("on paper nothing is folded away and nothing cut off"), async () => {
    const { page, context } = await open(url, { viewport: { width: 687, height: 1000 } });
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(300);
    const lost = await page.evaluate(() => {
      const outside = (one) => one.getBoundingClientRect().right > 688 || one.getBoundingClientRect().left < -1;
      const seen = (one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && one.getBoundingClientRect().height > 0;
      const cut = [...document.querySelectorAll("main td, main th, main li, main p, .picture svg, footer td")].filter((one) => seen(one) && outside(one));
      return cut.map((one) => one.outerHTML.slice(0, 120));
    });
    assert.deepEqual(lost.slice(0, 5), []);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 20_000);
    await context.close();
  });

  test(named("by keyboard alone"), async () => {
    const { page, context } = await open(url);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const button = page.locator("[data-ev]").first();
    for (let i = 0; i < 40 && !(await button.evaluate((one) => one === document.activeElement)); i++) await page.keyboard.press("Tab");
    assert.ok(await button.evaluate((one) => one === document.activeElement), "reached with Tab");
    await page.keyboard.press("Enter");
    assert.ok(await panel(page).isVisible());
    for (let i = 0; i < 30; i++) await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null));
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.ok(await button.evaluate((one) => one === document.activeElement));
    await context.close();
  });

  test(named("without scripts findings and tables are there, and a way to the sentences"), async () => {
    const { page, context } = await open(url, { javaScriptEnabled: false });
    assert.ok(!(await page.locator("#find").isVisible()));
    assert.ok(await page.locator("noscript a[href='compare.json']").isVisible());
    for (const one of await page.locator(".findings > ol .says").all()) assert.ok(await one.isVisible());
    assert.ok(await page.locator(".change").last().locator(".shares tbody tr").first().isVisible());
    assert.ok(!(await page.locator(".findings .ev").first().isVisible()), "no button that does nothing");
    await context.close();
  });

  test(named("a page is not larger than what is said in it"), () => {
    const characters = found.meetings.flatMap((one) => one.speeches).reduce((sum, one) => sum + one.characters, 0);
    const size = readFileSync(`${folder}/index.html`).length;
    assert.ok(size < 25_000_000 && size < 3_000_000 + 5 * characters, `${size} bytes for ${characters} characters`);
  });
}

if (none) test("the page of a comparison", { skip: none }, () => {});
