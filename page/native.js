// What the program itself makes, for the page to be held against.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { crc32, inflateRawSync } from "node:zlib";

export const ROOT = resolve(import.meta.dirname, "..");
export const PAGE = pathToFileURL(join(ROOT, "target/page/yiti.html")).href;
const PROGRAM = process.env.YITI ?? join(ROOT, "target/release/yiti");
/** A folder that is gone when the test ends. */
export const WORK = mkdtempSync(join(tmpdir(), "yiti-page-"));
process.on("exit", () => rmSync(WORK, { recursive: true, force: true }));
/** Milliseconds for the longest step; other work may share the machine. */
export const LONG = 600_000;

/** What the program, run where its inputs are, writes into a folder: bytes by path. */
export function native(folder, command, ...inputs) {
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

export const seconds = (began) => ((performance.now() - began) / 1000).toFixed(1);

/** The files of a ZIP archive without its outer folder: bytes by path. */
export function unzipped(path) {
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
export function room(...files) {
  const folder = mkdtempSync(join(WORK, "room-"));
  for (const file of files) copyFileSync(file, join(folder, basename(file)));
  return folder;
}

/** Holds the files of the page against those of the program. */
export function same(made, expected) {
  assert.deepEqual(Object.keys(made).sort(), Object.keys(expected).sort());
  const others = Object.keys(expected).filter((path) => !made[path].equals(expected[path]));
  console.log(`${Object.keys(expected).length - others.length} of ${Object.keys(expected).length} files are the same`);
  assert.deepEqual(others, []);
}

/** A Word document of these paragraphs, without markup in them, in a ZIP archive that packs nothing. */
export function docx(paragraphs) {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`);
  const xml = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join("")}</w:body></w:document>`;
  const [name, content] = [Buffer.from("word/document.xml"), Buffer.from(xml)];
  // What the two records of a file have in common: version, no flags, not packed, no time, check sum, sizes, length of the name.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, name, content]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from("PK\x05\x06"), end]);
}
