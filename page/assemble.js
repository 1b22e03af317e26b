// The program and its page → target/page/yiti.html, one file that needs no other.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const MADE = join(ROOT, "target/page");

const read = (path) => readFileSync(join(ROOT, path), "utf8");
const glue = readFileSync(join(MADE, "bind/yiti_page.js"), "utf8");
const program = readFileSync(join(MADE, "bind/yiti_page_bg.wasm"));

/** Scripts as one, as the report's are: they share one scope. */
function joined(paths) {
  return checked(paths.map(read).join("\n"));
}

/** A script that may stand in a page. */
function checked(script) {
  if (/<\/script|<!--/iu.test(script)) throw new Error("a script would end its element");
  return script;
}

/** What the policy calls a script. */
function hash(script) {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

/** The program packed as gzip; zopfli takes a minute for it and saves one part in thirty. */
function packed() {
  return execFileSync("zopfli", ["-c", "--i5", join(MADE, "bind/yiti_page_bg.wasm")], { maxBuffer: program.length });
}

/**
 * Bytes as text: four of them as five digits of base 85, the digits from `*` to `~`, `!` in the place of `<`.
 * A sixteenth shorter than Base64. `unpacked` in script/program.js reads it.
 */
function base85(bytes) {
  const whole = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
  const text = Buffer.alloc((whole.length / 4) * 5);
  for (let from = 0, to = 0; from < whole.length; from += 4, to += 5) {
    let value = whole.readUInt32BE(from);
    for (let digit = 4; digit >= 0; digit -= 1) {
      const letter = 42 + (value % 85);
      text[to + digit] = letter === 60 ? 33 : letter;
      value = Math.floor(value / 85);
    }
  }
  return text.toString("latin1");
}

/** The scripts of a report and of a comparison, by the policies of two: the frame's policy is ours and its own. */
function ofReports(yiti) {
  const texts = ["【广东】\n开展法律援助，推进妇女维权。\n\n【河北】\n抓好春耕备耕。\n", "【广东】\n港口通航。\n\n【河北】\n春耕备耕，守住粮食。\n"];
  const session = new yiti.Session("", false);
  for (const [place, text] of texts.entries()) session.add(`202${place}.txt`, new TextEncoder().encode(text));
  const pages = [session.report(() => {}), session.compare(() => {})].map((made) => new TextDecoder().decode(made.file("index.html")));
  return pages.map((page) => /script-src ('sha256-[^']+')/u.exec(page)[1]);
}

const yiti = new Function(`${glue}; return wasm_bindgen;`)();
yiti.initSync({ module: program });

const isOwn = (name) => name.endsWith(".js") && !["start.js", "worker.js"].includes(name);
const scripts = readdirSync(join(ROOT, "page/script")).filter(isOwn).sort();
const ofReport = ["elements.js", "save.js"].map((name) => `src/report/page/script/${name}`);
const script = joined([...ofReport, ...scripts.map((name) => `page/script/${name}`), "page/script/start.js"]);
const policy = [
  "default-src 'none'",
  "connect-src 'none'",
  `script-src ${[hash(script), ...ofReports(yiti)].join(" ")} 'wasm-unsafe-eval'`,
  "worker-src blob:",
  "frame-src blob:",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const compressed = packed();
const parts = {
  bytes: compressed.length,
  policy,
  version: yiti.version(),
  style: ["src/report/page/base.css", "page/style.css"].map(read).join("\n"),
  worker: checked(`${glue}\n${read("page/script/worker.js")}`),
  program: base85(compressed),
  script,
};
const page = read("page/index.html").replace(/\{\{(\w+)\}\}/gu, (_, name) => parts[name]);
writeFileSync(join(MADE, "yiti.html"), page);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(`target/page/yiti.html: ${megabytes(Buffer.byteLength(page))}, of it a program of ${megabytes(program.length)}`);
