// What the program calls things → both languages.

/** @typedef {{zh: string, en: string}} Phrase */

/** What is being done. @type {Record<string, [string, string]>} */
const STAGES = {
  Reading: ["正在读取、拆分", "reading and splitting"],
  Words: ["正在分词", "cutting the text into words"],
  Themes: ["正在归入议题", "giving sentences to themes"],
  Groups: ["正在分组", "grouping the speeches"],
  Terms: ["正在找关键词", "finding the terms"],
  Chance: ["正在估计偶然性", "measuring what chance does"],
  Shared: ["正在查相同文字和未谈的内容", "looking for shared text and silences"],
  Robustness: ["正在换法分词", "cutting the text in other ways"],
  Change: ["正在比较变化", "finding what changed"],
  Series: ["正在看历次走势", "the course over all meetings"],
  Charts: ["正在画图", "drawing the charts"],
  Files: ["正在写报告", "writing the report"],
  Packing: ["正在打包", "packing"],
};

/** What became of the characters of a file. @type {Record<string, [string, string]>} */
const FATES = {
  speech: ["发言", "speech"],
  label: ["发言者行", "label"],
  title: ["题目", "title"],
  headline: ["标题", "headline"],
  introduction: ["导语", "introduction"],
  markup: ["标记", "markup"],
  runninghead: ["页眉页脚", "running head"],
  pagenumber: ["页码", "page number"],
  footnote: ["脚注", "footnote"],
  unassigned: ["未归入", "unassigned"],
  blank: ["空白", "blank"],
};

/** The words of a table, or the key itself. @param {Record<string, [string, string]>} table @param {string} key */
function named(table, key) {
  const [zh, en] = table[key] ?? [key, key];
  return { zh, en };
}
