// The page does what it promises: every number opens on its sentences, in both languages, offline.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";

import { DEMO, SHARED, file, open, quit, report, sentencesOf, unfold, yiti } from "./report.js";

const made = [report(DEMO), ...(SHARED ? [report(`${SHARED}/page/page.txt`)] : [])];
if (!SHARED) console.log("skipped: the real page, since ../shared is not here");
after(quit);

for (const { folder, input, url, meeting } of made) {
  const named = (words) => `${words} (${meeting.title})`;
  const panel = (page) => page.locator("dialog#panel[open]");

  test(named("opens from disk, asks for nothing else and complains of nothing"), async () => {
    const { page, context, complaints, asked } = await open(url);
    await page.waitForFunction(() => document.documentElement.classList.contains("scripted"));
    assert.deepEqual(complaints, []);
    assert.deepEqual(asked, [url]);
    const text = await page.locator("main").innerText();
    for (const speech of meeting.speeches) assert.ok(text.includes(speech.name), speech.name);
    for (const missing of meeting.missing) assert.ok(text.includes(missing), missing);
    await context.close();
  });

  test(named("a share opens on its sentences, from the table and from the picture"), async () => {
    const { page, context, complaints } = await open(url);
    await unfold(page);
    const themes = [...meeting.themes.map((theme) => theme.id), "other"];
    for (const place of meeting.speeches.keys()) {
      for (const [at, theme] of themes.entries()) {
        if (!(meeting.speeches[place].shares[theme] > 0)) continue;
        const number = at < meeting.themes.length ? at + 1 : 0;
        const href = `#m1-s${place + 1}-t${number}`;
        for (const where of [".matrix", ".spots"]) {
          await page.locator(`${where} a[href="${href}"]`).first().dispatchEvent("click");
          const shown = await panel(page).locator("[data-id*='-n'] > span").allTextContents();
          assert.deepEqual(shown, sentencesOf(meeting, place, theme), `${where} ${href}`);
          const sources = await panel(page).locator("[data-id*='-n'] cite").allTextContents();
          const { name } = meeting.speeches[place];
          assert.ok(sources.every((source) => source.includes(name) && /:\d+$/.test(source)), sources.join());
          await page.keyboard.press("Escape");
        }
      }
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(named("what makes a sentence of a theme is marked in it"), async () => {
    const { page, context } = await open(url);
    await unfold(page);
    const [speech] = meeting.speeches;
    const at = meeting.themes.findIndex((theme) => theme.id === speech.main);
    await page.locator(`.matrix a[href="#m1-s1-t${at + 1}"]`).click();
    const marks = await panel(page).locator("mark").allTextContents();
    assert.ok(marks.length > 0);
    for (const mark of marks) assert.ok(meeting.themes[at].terms.includes(mark), mark);
    await context.close();
  });

  test(named("a term opens on all its places, from the table and from the picture"), async () => {
    const { page, context } = await open(url);
    await unfold(page);
    for (const [place, speech] of meeting.speeches.entries()) {
      const { term, count } = speech.terms[0];
      const said = speech.sentences.reduce((sum, { text }) => sum + text.split(term).length - 1, 0);
      assert.ok(said >= count, term);
      for (const where of [`#m1-s${place + 1} .words`, ".spots"]) {
        const link = page.locator(`${where} a.term`, where === ".spots" ? {} : { hasText: term });
        const own = where === ".spots" ? page.locator(`.spots a.term[data-term="${term}"][href^="#m1-s${place + 1}-"]`) : link;
        await own.first().dispatchEvent("click");
        const keys = await panel(page).locator(".kwic .key").allTextContents();
        assert.equal(keys.length, said, `${where} ${term}`);
        assert.ok(keys.every((key) => key === term));
        await page.keyboard.press("Escape");
      }
    }
    await context.close();
  });

  test(named("a pair opens side by side, with its similarity and what each says"), async () => {
    const { page, context } = await open(url);
    await unfold(page);
    const [a, b] = [0, meeting.speeches.length - 1];
    await page.locator(`.spots a.pair[data-pair="${a} ${b}"]`).first().dispatchEvent("click");
    const section = page.locator("#m1-compare");
    const card = await section.locator(".pair-card").innerText();
    const cosine = meeting.similarity.matrix[a][b].toFixed(2).replace("-", "−").replace("−0.00", "0.00");
    assert.ok(card.includes(`相似度 ${cosine}`), card);
    const heads = await section.locator(".versus thead th").allInnerTexts();
    assert.deepEqual([heads[0], heads[2]], [meeting.speeches[a].name, meeting.speeches[b].name]);
    for (const end of [a, b]) {
      const { sentences, telling } = meeting.speeches[end];
      for (const place of telling.slice(0, 2)) assert.ok((await section.innerText()).includes(sentences[place].text));
    }
    await section.locator("select").first().selectOption(String(b));
    assert.ok((await section.locator(".pair-card").innerText()).includes("不同的发言"));
    await context.close();
  });

  test(named("what is found stands first, and every finding has an address"), async () => {
    const { page, context } = await open(url);
    const statements = page.locator(".meeting").first().locator(".statements a");
    assert.ok((await statements.count()) >= 3 && (await statements.count()) <= 7);
    for (const [kind, opened] of [[".of-theme", "#panel li"], [".term", ".kwic tbody tr"]]) {
      await page.goto(url);
      const statement = page.locator(`.statements ${kind}`).first();
      const text = await statement.innerText();
      await statement.click();
      const shown = await page.locator(opened).allInnerTexts();
      assert.ok(shown.length > 0, text);
      const address = page.url();
      assert.match(address, /#./);
      // Sent to somebody else, it opens the same sentences.
      const other = await context.newPage();
      await other.goto(address);
      if (kind === ".term") {
        await other.locator(opened).first().waitFor();
        assert.deepEqual(await other.locator(opened).allInnerTexts(), shown);
      } else {
        const there = other.locator(`${new URL(address).hash} li`).first();
        assert.ok(await there.isVisible(), address);
      }
      await other.close();
    }
    await context.close();
  });

  test(named("a speech has a screen of its own, with the speeches before and after it"), async () => {
    const { page, context, complaints } = await open(url);
    const overview = page.locator(".overview");
    const listed = await page.locator(".roll a.speaker").allTextContents();
    assert.deepEqual(listed.toSorted(), meeting.speeches.map((speech) => speech.name).toSorted());
    assert.ok(await overview.isVisible());
    assert.equal(await page.locator("section.speech:visible").count(), 0);
    await page.locator(".roll a.speaker").first().click();
    const shown = page.locator("section.speech:visible");
    for (const [place, name] of listed.entries()) {
      await shown.locator("h2", { hasText: name }).waitFor();
      assert.equal(await shown.count(), 1);
      assert.ok(!(await overview.isVisible()));
      const speech = meeting.speeches.find((one) => one.name === name);
      const headings = speech.units.filter((unit) => unit.heading).length;
      assert.ok((await shown.locator(".outline li").count()) <= headings);
      assert.ok((await shown.locator(".points > p").first().locator("a").count()) <= 5);
      assert.ok((await shown.locator(".telling li").count()) <= 2);
      if (place + 1 < listed.length) await shown.locator("[rel=next]").click();
    }
    assert.equal(await page.locator(".way select").inputValue(), (await shown.getAttribute("id")) ?? "");
    await page.locator(".way select").selectOption({ label: listed[0] });
    await shown.locator("h2", { hasText: listed[0] }).waitFor();
    await page.locator(".way a").first().click();
    await overview.waitFor();
    assert.equal(await shown.count(), 0);
    // An address of a sentence opens its speech, in a new window too.
    const other = await context.newPage();
    await other.goto(`${url}#m1-s1-n1`);
    assert.ok(await other.locator("#m1-s1-n1.here").isVisible());
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(named("a line leads to its sentence, unfolded and marked"), async () => {
    const { page, context } = await open(url);
    await unfold(page);
    const line = page.locator(".words .lines a").first();
    const target = await line.getAttribute("href");
    await line.click();
    // The browser tells the page of a new address after the click, so the sentence is waited for.
    const sentence = page.locator(`${target}.here`);
    await sentence.waitFor();
    assert.notEqual(await sentence.evaluate((one) => getComputedStyle(one).backgroundColor), "rgba(0, 0, 0, 0)");
    await context.close();
  });

  test(named("the search finds what `yiti search` finds"), async () => {
    const { page, context } = await open(url);
    await page.waitForFunction(() => document.documentElement.classList.contains("scripted"));
    const listed = await page.locator(".roll a.speaker").allTextContents();
    const spans = meeting.speeches[0].sentences.slice(0, 2).map((one) => one.text);
    const across = meeting.speeches[0].sentences[1].opens_paragraph ? [] : [`${spans[0].slice(-3)}${spans[1].slice(0, 2)}`];
    for (const pattern of ["妇女", "的", "，", "1", ".", "[", "\\", "a", "A", "没有这样的话", ...across]) {
      const { hits } = JSON.parse(yiti("search", pattern, input, "--format", "json")).meetings[0];
      await page.keyboard.press("/");
      await page.locator("#pattern").fill(pattern);
      await page.waitForTimeout(250);
      assert.match(await page.locator("#found").innerText(), new RegExp(`^${hits.length} 处`), pattern);
      const shown = await page.locator(".kwic tbody tr").evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll("th a")].map((a) => a.firstChild.data.trim()).concat([...row.cells].slice(1).map((cell) => cell.textContent))),
      );
      const flat = (text) => text.replaceAll("\n", " ¶ ");
      // The page has the provinces in their official order, the program in that of the record.
      const inOrder = listed.flatMap((name) => hits.filter((hit) => hit.speech === name));
      assert.equal(inOrder.length, hits.length);
      const wanted = inOrder.slice(0, 500).map((hit) => [hit.speech, flat(hit.left), hit.keyword, flat(hit.right)]);
      assert.deepEqual(shown, wanted, pattern);
      await page.keyboard.press("Escape");
    }
    await context.close();
  });

  test(named("one language at a time, and the choice is kept"), async () => {
    const { page, context, complaints } = await open(url);
    await unfold(page);
    const headings = () => page.locator("h2:visible").allInnerTexts();
    assert.ok((await headings()).includes("谁与谁内容相近"));
    await page.getByLabel("English").check({ force: true });
    assert.ok((await headings()).includes("Who stands with whom"));
    const ours = [".method", ".part > summary h2", ".matrix thead", "caption", ".controls", ".meta", ".answer", ".facts dt", ".doubt > p", ".sure"];
    const words = await page.locator(ours.map((one) => `${one}:visible`).join()).allInnerTexts();
    assert.ok(words.length > 20);
    assert.doesNotMatch(words.join(" "), /[，。；]|份额|发言/);
    await page.reload();
    await page.locator("#open-all").uncheck({ force: true });
    assert.ok((await headings()).includes("Who stands with whom"));
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(named("tables sort and save"), async () => {
    const { page, context } = await open(url);
    await unfold(page);
    const first = page.locator(".matrix thead th").nth(1);
    const column = () => page.locator(".matrix tbody tr td:nth-of-type(1)").evaluateAll((cells) => cells.map((cell) => parseInt(cell.textContent, 10)));
    const original = await column();
    await first.locator("button").click();
    assert.equal(await first.getAttribute("aria-sort"), "descending");
    assert.deepEqual(await column(), original.toSorted((a, b) => b - a));
    await first.locator("button").click();
    assert.deepEqual(await column(), original.toSorted((a, b) => a - b));
    await first.locator("button").click();
    assert.deepEqual(await column(), original);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".matrix .tools button", { hasText: "CSV" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "shares.csv");
    const saved = readFileSync(await download.path(), "utf8");
    assert.ok(saved.startsWith("\ufeff发言,"), saved.slice(0, 20));
    assert.equal(saved.trim().split("\r\n").length, meeting.speeches.length + 1);
    await context.close();
  });

  test(named("every chart of the folder is in the page, and its files are there"), async () => {
    const { page, context } = await open(url);
    await unfold(page);
    const links = await page.locator("figcaption .files a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    assert.ok(links.length >= 4 * 5);
    for (const link of links) assert.ok(readFileSync(`${folder}/${link}`).length > 500, link);
    const said = { chinese: [], english: [] };
    for (const [language, code] of [["chinese", "zh"], ["english", "en"]]) {
      await page.locator(`#${language}`).check({ force: true });
      for (const picture of await page.locator("figure .picture").all()) {
        const isChosen = (await picture.getAttribute("lang")) === code;
        assert.equal(await picture.isVisible(), isChosen);
        if (!isChosen) continue;
        assert.ok((await picture.locator("> div > svg").boundingBox()).width > 200);
        said[language].push(await picture.locator("> div > svg > title").textContent());
        const links = await picture.locator(".spots a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
        assert.ok(links.length > 0);
      }
    }
    assert.equal(said.chinese.length, said.english.length);
    for (const [place, title] of said.english.entries()) {
      assert.notEqual(title, said.chinese[place]);
      assert.ok(!/[，。：（）]/u.test(title), title);
    }
    await context.close();
  });

  test(named("an English picture and an English sentence open what the Chinese ones do"), async () => {
    const { page, context } = await open(url);
    await unfold(page);
    const opened = async (/** @type {string} */ where) => {
      await page.locator(where).first().dispatchEvent("click");
      const shown = await panel(page).locator("[data-id*='-n'] > span").allTextContents();
      await page.keyboard.press("Escape");
      return shown;
    };
    for (const picture of [".overview .picture[lang=zh]", ".overview .picture[lang=en]"]) {
      const place = meeting.speeches.findIndex((speech) => speech.main !== "other");
      const at = meeting.themes.findIndex((theme) => theme.id === meeting.speeches[place].main);
      const shown = await opened(`${picture} a[href="#m1-s${place + 1}-t${at + 1}"]`);
      assert.deepEqual(shown, sentencesOf(meeting, place, meeting.speeches[place].main), picture);
    }
    await page.locator("#english").check({ force: true });
    const { name } = meeting.speeches[0];
    const heading = await page.locator("#m1-s1-name").textContent();
    assert.ok(heading.startsWith(name) && /[A-Z][a-z]+$/u.test(heading.trim()), heading);
    await context.close();
  });
}

test("every sign of ASCII can be looked for, and none breaks the search", async () => {
  const signs = String.fromCharCode(...Array.from({ length: 94 }, (_, place) => 33 + place).filter((code) => !/[a-z0-9]/i.test(String.fromCharCode(code))));
  const input = file("signs.md", `# 会议\n\n## 甲省\n\n防疫COVID-19工作${signs}完成。\n\n## 乙省\n\n抓好生产。\n`);
  const { url } = report(input);
  const { page, context, complaints } = await open(url);
  await page.locator("#find").click();
  for (const pattern of [...signs, signs, "COVID-19", "covid-19"]) {
    const { hits } = JSON.parse(yiti("search", "--format", "json", "--", pattern, input)).meetings[0];
    await page.locator("#pattern").fill(pattern);
    await page.waitForTimeout(200);
    assert.match(await page.locator("#found").innerText(), new RegExp(`^${hits.length} 处`), pattern);
    assert.equal(await page.locator(".kwic tbody tr").count(), hits.length, pattern);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a page of several meetings says of each hit where it was said", async () => {
  const meetings = ["一月", "二月"].map((month) => file(`${month}.md`, `# ${month}会议\n\n## 甲省\n\n${month}抓好生产。\n\n## 乙省\n\n保护妇女权益。\n`));
  const { url } = report(meetings);
  const { page, context, complaints } = await open(url);
  await page.locator("#find").click();
  await page.locator("#pattern").fill("抓好");
  await page.waitForTimeout(200);
  const rows = await page.locator(".kwic tbody th").allInnerTexts();
  assert.equal(rows.length, 2);
  for (const [place, month] of ["一月", "二月"].entries()) assert.match(rows[place], new RegExp(`甲省[^]*${month}会议`));
  await page.locator("#scope").selectOption({ index: 1 });
  await page.waitForTimeout(200);
  assert.equal(await page.locator(".kwic tbody tr").count(), 1);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a saved or copied table holds no formula, and an interval is a column of its own", async () => {
  const { page, context } = await open(made[0].url);
  await unfold(page);
  const cells = ["=1+1", "−2+cmd()", "−1.25", "+1", "@a", 'a"b', "12", "甲;=1+1"];
  const saved = await page.evaluate((cells) => {
    const table = document.querySelector(".matrix.data");
    const row = table.tBodies[0].rows[0];
    [...row.cells].slice(0, cells.length).forEach((cell, place) => (cell.textContent = cells[place]));
    const [name] = [...row.cells].slice(1, 2);
    name.append(Object.assign(document.createElement("small"), { textContent: "1–3%" }));
    return [...table.querySelectorAll("caption button")].map((button) => button.textContent);
  }, cells);
  assert.ok(saved.includes("CSV"));
  const copied = await page.evaluate(async () => {
    const texts = [];
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => texts.push(text) } });
    document.querySelector(".matrix.data caption button").click();
    return texts[0].split("\n")[1].split("\t");
  });
  assert.deepEqual(copied.slice(0, 3), ["'=1+1", "'−2+cmd()", "1–3%"]);
  assert.ok(copied.includes("-1.25") && copied.includes("'@a") && copied.includes('"甲;\'=1+1"'), copied.join());
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".matrix .tools button", { hasText: "CSV" }).click()]);
  const lines = readFileSync(await download.path(), "utf8").split("\r\n");
  assert.match(lines[0], /95% 区间/);
  const fields = lines[1].split(",");
  assert.deepEqual(fields.slice(0, 3), ["'=1+1", "'−2+cmd()", "1–3%"]);
  assert.ok(fields.includes("-1.25") && fields.includes("'+1") && fields.includes("'@a") && fields.includes('"a""b"') && fields.includes('"甲;\'=1+1"'), lines[1]);
  await context.close();
});

test("a mark of direction in a name or a sentence turns nothing beside it", async () => {
  const input = file("turned.md", "# 会议\n\n## 甲\u202e省\n\n抓好\u202e粮食生产。\n\n## 乙省\n\n保护妇女权益。\n");
  const { page, context, complaints } = await open(report(input).url);
  await unfold(page);
  for (const place of [".roll a", "[id] > span", "cite"]) {
    const kinds = await page.locator(place).evaluateAll((all) => all.map((one) => getComputedStyle(one).unicodeBidi));
    assert.ok(kinds.length > 1 && kinds.every((kind) => kind === "isolate"), `${place}: ${kinds}`);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});
