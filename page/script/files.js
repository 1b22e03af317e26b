// What is dropped, chosen or pasted → files with their paths.

/** Bytes of all files together: what the program reads of one file at most, and far below what a page may take. */
const MOST_BYTES = 256 * 2 ** 20;

/** The settings beside the texts. */
const SETTINGS = "yiti.toml";

/** The bytes of files, by their paths. @param {{path: string, file: File}[]} found @returns {Promise<Given[]>} */
async function read(found) {
  const size = found.reduce((sum, { file }) => sum + file.size, 0);
  if (size > MOST_BYTES) {
    const megabytes = Math.round(size / 2 ** 20);
    throw new Refusal(`共 ${megabytes} MB，网页里最多 256 MB；请用命令行程序。`, `${megabytes} MB in all, and a page takes 256 MB; use the program.`);
  }
  const read = found.map(async ({ path, file }) => ({ path, bytes: new Uint8Array(await file.arrayBuffer()) }));
  // In one order, whatever the disk's is: the same files make the same report.
  return (await Promise.all(read)).sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}

/** What was chosen in a file dialog. @param {FileList | null} list */
function chosen(list) {
  return [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** @typedef {{path: string, file: File}} Found */

/** What was dropped: files, and the files of folders. @param {DataTransfer} data */
async function dropped(data) {
  // Items are there during the event only, so that they are taken before anything is waited for.
  const items = [...data.items].filter(({ kind }) => kind === "file");
  return (await Promise.all(items.map(inItem))).flat();
}

/**
 * A file as it is; a folder by its handle, or where a browser has none, by its entry: Chromium cannot read
 * the files of entries on a page that comes from disk.
 * @param {DataTransferItem} item
 * @returns {Promise<Found[]>}
 */
async function inItem(item) {
  const entry = item.webkitGetAsEntry();
  const file = item.getAsFile();
  if (!entry?.isDirectory) return file ? [{ path: file.name, file }] : [];
  if (!("getAsFileSystemHandle" in item)) return inEntry(entry);
  return inFolder(await /** @type {any} */ (item).getAsFileSystemHandle(), entry.name);
}

/** The files below a folder. @param {any} folder a FileSystemDirectoryHandle @param {string} path @returns {Promise<Found[]>} */
async function inFolder(folder, path) {
  const found = [];
  for await (const handle of folder.values()) {
    const own = `${path}/${handle.name}`;
    found.push(...(handle.kind === "directory" ? await inFolder(handle, own) : [{ path: own, file: await handle.getFile() }]));
  }
  return found;
}

/** The files below an entry. @param {FileSystemEntry} entry @returns {Promise<Found[]>} */
async function inEntry(entry) {
  const path = entry.fullPath.replace(/^\//u, "");
  if (entry.isFile) {
    const one = /** @type {FileSystemFileEntry} */ (entry);
    return [{ path, file: await new Promise((resolve, reject) => one.file(resolve, reject)) }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  for (;;) {
    /** @type {FileSystemEntry[]} A browser gives at most 100 at once. */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    found.push(...(await Promise.all(some.map(inEntry))).flat());
  }
  return found;
}

/** The texts among files, and the settings that lie beside them. @param {Given[]} files */
function apart(files) {
  /** @param {Given} file */
  const isSettings = ({ path }) => path === SETTINGS || (path.split("/").length === 2 && path.endsWith(`/${SETTINGS}`));
  const settings = files.find(isSettings);
  return { texts: files.filter((file) => !isSettings(file)), settings: settings && new TextDecoder().decode(settings.bytes) };
}

/** What was given, as a person names it: files and folders. @param {Given[]} files */
function roots(files) {
  return [...new Set(files.map(({ path }) => path.split("/")[0]))];
}
