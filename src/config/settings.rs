//! Every key of the settings with its type, its flag and its meaning: the documents print this
//! list.

/// What a key of the settings is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Switch,
    /// A whole number, 0 included.
    Number,
    /// A whole number from 1.
    Count,
    /// A number from 0 to 1.
    Share,
    /// A text that is one of a few names.
    Name,
    /// The path of a file.
    Path,
    /// The name of something built in, or the path of a file.
    NameOrPath,
    /// A list of paths.
    Paths,
    /// A list of words.
    Words,
    /// A table of names and what stands for them.
    Names,
    /// A list of lists of names.
    NameLists,
}

impl Kind {
    /// The kind in Chinese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Switch => ("true、false", "true, false"),
            Self::Number => ("整数", "whole number"),
            Self::Count => ("整数，至少 1", "whole number, from 1"),
            Self::Share => ("0 到 1", "0 to 1"),
            Self::Name => ("名称", "name"),
            Self::Path => ("路径", "path"),
            Self::NameOrPath => ("名称或路径", "name or path"),
            Self::Paths => ("路径列表", "list of paths"),
            Self::Words => ("词的列表", "list of words"),
            Self::Names => ("名称对照表", "table of names"),
            Self::NameLists => ("名称列表的列表", "list of lists of names"),
        }
    }
}

/// One key of the settings.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Table and key: `terms.min_df`.
    pub key: &'static str,
    /// What it is set to.
    pub kind: Kind,
    /// The flag that overrides it, or adds to it.
    pub flag: Option<&'static str>,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
}

/// All keys, in the order in which `yiti config` prints them.
pub const SETTINGS: [Setting; 28] = [
    Setting {
        key: "pages.encoding",
        kind: Kind::Name,
        flag: Some("--encoding"),
        zh: "文本和网页的编码；不写则自动辨认",
        en: "the encoding of texts and web pages; detected if not set",
    },
    Setting {
        key: "pages.max_bytes",
        kind: Kind::Count,
        flag: Some("--max-bytes"),
        zh: "一个文件（连同解开之后）最多多少字节",
        en: "the largest file, and the most it may unpack to, in bytes",
    },
    Setting {
        key: "pages.max_files",
        kind: Kind::Count,
        flag: Some("--max-files"),
        zh: "一个压缩包里最多多少个文件",
        en: "the most files in an archive",
    },
    Setting {
        key: "pages.max_pages",
        kind: Kind::Count,
        flag: Some("--max-pages"),
        zh: "一个 PDF 最多多少页",
        en: "the most pages in a PDF",
    },
    Setting {
        key: "pages.max_seconds",
        kind: Kind::Count,
        flag: Some("--max-seconds"),
        zh: "读一个非纯文本文件（连同其中全部内容）最多几秒",
        en: "the most seconds to read one file that is not plain text, with all it contains",
    },
    Setting {
        key: "pages.max_memory",
        kind: Kind::Count,
        flag: Some("--max-memory"),
        zh: "读这样一个文件最多占用多少字节内存（仅限 Linux）",
        en: "the most memory to read such a file, in bytes; Linux only",
    },
    Setting {
        key: "transcript.layout",
        kind: Kind::Name,
        flag: Some("--layout"),
        zh: "按哪种版式分出各篇发言",
        en: "the layout by which speeches are found",
    },
    Setting {
        key: "transcript.group_by",
        kind: Kind::Name,
        flag: Some("--group-by"),
        zh: "比较之前，把哪些发言归并成一份",
        en: "which speeches are put together before they are compared",
    },
    Setting {
        key: "transcript.aliases",
        kind: Kind::Names,
        flag: None,
        zh: "`\"粤妇联\" = \"广东省妇联\"`：原文里的发言者 = 应有的叫法；省份按新叫法认",
        en: "`\"粤妇联\" = \"广东省妇联\"`: a speaker as printed = the name to use; the province \
             follows the new name",
    },
    Setting {
        key: "transcript.merges",
        kind: Kind::NameLists,
        flag: None,
        zh: "`[[\"广东省妇联\", \"广东省妇联（续）\"]]`：几处发言合为一篇，用第一个名字；\
             名字写别名换过之后的",
        en: "`[[\"广东省妇联\", \"广东省妇联（续）\"]]`: speakers whose speeches are one speech, \
             under the first name; aliases are applied before",
    },
    Setting {
        key: "transcript.meeting_titles",
        kind: Kind::Names,
        flag: None,
        zh: "`\"page\" = \"全省妇联工作交流会\"`：读出的会议名称 = 应有的名称",
        en: "`\"page\" = \"Meeting of the women's federations\"`: the title of a meeting as it was read = \
             the title to use",
    },
    Setting {
        key: "transcript.meeting_dates",
        kind: Kind::Names,
        flag: None,
        zh: "`\"全省妇联工作交流会\" = \"2022-07-10\"`：会议（名称按更正后的写）的日期",
        en: "`\"Meeting of the women's federations\" = \"2022-07-10\"`: the date of a meeting; its title \
             as `meeting_titles` has it",
    },
    Setting {
        key: "tokens.hmm",
        kind: Kind::Switch,
        flag: None,
        zh: "词典里没有的词，让分词程序推测",
        en: "let the segmenter guess words that no dictionary has",
    },
    Setting {
        key: "tokens.dictionary",
        kind: Kind::Path,
        flag: Some("--dict"),
        zh: "内置词典之外，不许切开的词；每行一个词，后面可写词频",
        en: "words to keep whole, besides the built-in ones: `word` or `word frequency` a line",
    },
    Setting {
        key: "tokens.stopwords",
        kind: Kind::Paths,
        flag: Some("--stopwords"),
        zh: "另加的停用词表，每行一个词；命令行给出的追加在后",
        en: "more lists of words that are not counted, one word a line; the flag adds a list",
    },
    Setting {
        key: "tokens.stop",
        kind: Kind::Words,
        flag: None,
        zh: "不计入的词，直接写在这里",
        en: "words that are not counted, written here",
    },
    Setting {
        key: "tokens.builtin_stopwords",
        kind: Kind::Switch,
        flag: None,
        zh: "使用 `stopwords/` 里的停用词表",
        en: "use the lists in `stopwords/`",
    },
    Setting {
        key: "terms.min_df",
        kind: Kind::Number,
        flag: None,
        zh: "算相似度时，出现在更少篇里的词不算；不足四篇发言时不起作用",
        en: "for similarity, leave out terms found in fewer speeches; no effect below four speeches",
    },
    Setting {
        key: "terms.max_df",
        kind: Kind::Share,
        flag: None,
        zh: "算相似度时，出现在超过这个比例的发言里的词不算",
        en: "for similarity, leave out terms found in more than this share of the speeches",
    },
    Setting {
        key: "terms.parts",
        kind: Kind::Switch,
        flag: None,
        zh: "算相似度时，长词里的短词也算，如“妇女维权”里的“维权”",
        en: "for similarity, also count words inside longer words: 维权 in 妇女维权",
    },
    Setting {
        key: "terms.top",
        kind: Kind::Count,
        flag: Some("--top"),
        zh: "每篇列多少个突出的词；图上至多 10 个，网页至多 12 个；命令行选项只在 `yiti terms` 里有",
        en: "top terms listed for each speech; a chart shows at most 10, the page 12; the flag \
             belongs to `yiti terms`",
    },
    Setting {
        key: "themes.groups",
        kind: Kind::Count,
        flag: Some("--groups"),
        zh: "分几组；不写则由相似度决定",
        en: "how many groups; if not set, as many as the similarity shows",
    },
    Setting {
        key: "themes.draws",
        kind: Kind::Number,
        flag: None,
        zh: "估计稳定度时抽样多少次，最多 10,000 次；`0` 为不抽",
        en: "resamplings behind the confidence, at most 10,000; `0` for none",
    },
    Setting {
        key: "themes.seed",
        kind: Kind::Number,
        flag: None,
        zh: "抽样的随机种子",
        en: "the seed of the resamplings",
    },
    Setting {
        key: "themes.lexicon",
        kind: Kind::NameOrPath,
        flag: Some("--themes"),
        zh: "议题词表：`organisations`、`policy`，或自己的文件；不写则每场会议用内置表中最合适的一张",
        en: "the codebook: `organisations`, `policy` or a file of yours; if not set, each meeting \
             gets the built-in one that fits it best",
    },
    Setting {
        key: "themes.names",
        kind: Kind::Names,
        flag: None,
        zh: "`rights_protection = \"妇女维权 | Women's rights\"`：议题的 id（找出的议题写它的名字）= \
             报告里用的中文名和英文名",
        en: "`rights_protection = \"妇女维权 | Women's rights\"`: the id of a theme, or the label of \
             a found theme = its name in the report, Chinese and English",
    },
    Setting {
        key: "themes.merges",
        kind: Kind::NameLists,
        flag: None,
        zh: "`[[\"economy_employment\", \"rural_agriculture\"]]`：几个议题并为一个，归在第一个名下，写 id 或名称",
        en: "`[[\"economy_employment\", \"rural_agriculture\"]]`: themes that are one, under the first; ids or names",
    },
    Setting {
        key: "themes.sentences",
        kind: Kind::Names,
        flag: None,
        zh: "`\"一句原文。\" = \"economy_employment\"`：这一句归入哪个议题；`other` 为不归任何议题",
        en: "`\"一句原文。\" = \"economy_employment\"`: the theme of a sentence as printed; `other` for none",
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        config::{Config, Split},
        pages, terms, themes, tokens,
        transcript::{GroupBy, Layout},
    };

    /// Settings in which every key is set: a new key does not compile until it is here.
    fn full() -> Config {
        let pages = pages::Params { encoding: Some("big5".into()), ..pages::Params::default() };
        let names = || [("a".to_owned(), "b".to_owned())].into();
        let transcript = Split {
            layout: Layout::Auto,
            group_by: GroupBy::default(),
            aliases: names(),
            merges: vec![vec!["a".into(), "b".into()]],
            meeting_titles: names(),
            meeting_dates: [("a".to_owned(), "2021".to_owned())].into(),
        };
        let tokens = tokens::Params {
            hmm: true,
            dictionary: Some("a".into()),
            stopwords: Vec::new(),
            stop: Vec::new(),
            builtin_stopwords: true,
        };
        let themes = themes::Params {
            groups: Some(1),
            draws: 1,
            seed: 1,
            lexicon: Some("a".into()),
            names: names(),
            merges: vec![vec!["a".into()]],
            sentences: names(),
        };
        Config { pages, transcript, tokens, terms: terms::Params::default(), themes }
    }

    #[test]
    fn every_key_of_the_settings_is_described_once() {
        let tables: toml::Table = toml::from_str(&full().to_toml().expect("writes")).expect("TOML");
        let keys = tables.iter().flat_map(|(table, keys)| {
            let keys = keys.as_table().expect("a table of keys").keys();
            keys.map(move |key| format!("{table}.{key}"))
        });
        let described: BTreeSet<String> =
            SETTINGS.iter().map(|setting| setting.key.to_owned()).collect();
        assert_eq!(described.len(), SETTINGS.len(), "a key is described twice");
        assert_eq!(described, keys.collect());
    }
}
