//! The tables of a survey. A new table is a function here and a line in [`TABLES`].

use crate::{
    report::table::{Field, Table, column},
    survey::{Quotation, Survey, SurveyGroup, SurveyTerm, SurveyTheme},
};

/// Makes a table of a survey.
type Make = for<'a> fn(&'a Survey) -> Table<'a>;

/// All tables, the most useful first.
const TABLES: [Make; 4] = [themes, terms, groups, quotations];

/// All tables of a survey.
pub fn survey_tables(survey: &Survey) -> Vec<Table<'_>> {
    TABLES.iter().map(|make| make(survey)).collect()
}

/// A row of a group.
trait OfGroup<'a> {
    fn group(&self) -> &'a SurveyGroup;
}

/// A column that every table of a survey begins with.
fn group<'a, R: OfGroup<'a>>() -> Field<'a, R> {
    column("group").doc("组名", "Name of the group").text(|row| (&row.group().name).into())
}

impl<'a> OfGroup<'a> for &'a SurveyGroup {
    fn group(&self) -> &'a SurveyGroup {
        self
    }
}

/// A group and one of its themes.
struct GroupTheme<'a> {
    group: &'a SurveyGroup,
    theme: &'a SurveyTheme,
}

impl<'a> OfGroup<'a> for GroupTheme<'a> {
    fn group(&self) -> &'a SurveyGroup {
        self.group
    }
}

/// What each group says of each theme; what `yiti survey --format csv` prints.
fn themes(survey: &Survey) -> Table<'_> {
    let rows = survey
        .groups
        .iter()
        .flat_map(|group| group.themes.iter().map(move |theme| GroupTheme { group, theme }));
    let columns = [
        group(),
        column("theme")
            .doc("议题的代号", "Id of the theme")
            .text(|row: &GroupTheme<'_>| (&row.theme.theme).into()),
        column("label").doc("议题名称", "Its label").text(|row| (&row.theme.label).into()),
        column("sentences")
            .doc("含该议题词语的句子", "Sentences that hold a term of it")
            .unit("sentences")
            .count(|row| Some(row.theme.sentences as usize)),
        column("all_sentences")
            .doc("该组全部句子", "All sentences of the group")
            .unit("sentences")
            .count(|row| Some(row.group.sentences as usize)),
        column("share")
            .doc(
                "占该组句子的份额；一句可计入几个议题",
                "Share of these; a sentence may count for several themes",
            )
            .share(|row| Some(row.theme.share)),
        column("others")
            .doc(
                "文字足够的其他各组的平均份额；空：没有这样的组",
                "Mean share of the other groups with text enough; empty: there is none",
            )
            .share(|row| row.theme.others),
        column("difference_low")
            .doc(
                "差值的 95% 区间下限；空：说不准",
                "Lower end of the 95% interval of the difference; empty: cannot tell",
            )
            .number(|row| row.theme.interval.map(|[low, _]| low)),
        column("difference_high")
            .doc(
                "差值的 95% 区间上限；空：说不准",
                "Upper end of the 95% interval of the difference; empty: cannot tell",
            )
            .number(|row| row.theme.interval.map(|[_, high]| high)),
        column("stressed")
            .doc(
                "是否为侧重：比其他各组多一成以上，且不是偶然",
                "Whether it is stressed: a tenth more than the others and beyond chance",
            )
            .flag(|row| Some(row.theme.stressed)),
    ];
    Table::with("survey_themes", rows, columns)
        .of_rows("一组的一个议题", "a group and a theme; what `yiti survey --format csv` prints")
}

/// A group and one of its terms.
struct GroupTerm<'a> {
    group: &'a SurveyGroup,
    term: &'a SurveyTerm,
    /// Its index in the list.
    rank: usize,
}

impl<'a> OfGroup<'a> for GroupTerm<'a> {
    fn group(&self) -> &'a SurveyGroup {
        self.group
    }
}

/// The terms of each group, best first.
fn terms(survey: &Survey) -> Table<'_> {
    let rows = survey.groups.iter().flat_map(|group| {
        let terms = group.terms.iter().enumerate();
        terms.map(move |(rank, term)| GroupTerm { group, term, rank })
    });
    let columns = [
        group(),
        column("rank").doc("名次", "Its place in the list").count(|row: &GroupTerm<'_>| Some(row.rank + 1)),
        column("term").doc("词语", "The word").text(|row| (&row.term.term).into()),
        column("score")
            .doc("读者会把它留在十词表中的可能性之比", "Odds that a reader would keep it in a list of ten")
            .number(|row| Some(row.term.score)),
        column("contrast")
            .doc("与对照相比突出的程度", "How much it sets the group apart")
            .number(|row| Some(row.term.contrast)),
        column("count")
            .doc("该组说了几次", "How often the group says it")
            .unit("times")
            .count(|row| Some(row.term.count as usize)),
        column("words")
            .doc("该组的词数", "Words of the group")
            .unit("words")
            .count(|row| Some(row.group.words as usize)),
        column("n_reference")
            .doc(
                "其他各组说了几次；该组占三分之二以上时为一般汉语",
                "How often the other groups say it, or general Chinese if the group has more than two thirds of all words",
            )
            .unit("times")
            .count(|row| Some(row.term.n_reference as usize)),
        column("groups")
            .doc("说到它的组", "Groups that say it")
            .unit("groups")
            .count(|row| Some(row.term.groups)),
    ];
    Table::with("survey_terms", rows, columns).of_rows("一组的一个词语", "a term of a group")
}

/// The groups and their sizes.
fn groups(survey: &Survey) -> Table<'_> {
    let columns = [
        group(),
        column("rows")
            .doc("行数", "Rows of the table")
            .unit("rows")
            .count(|group: &&SurveyGroup| Some(group.rows as usize)),
        column("paragraphs")
            .doc("段落", "Paragraphs")
            .unit("paragraphs")
            .count(|group| Some(group.paragraphs as usize)),
        column("sentences")
            .doc("句子", "Sentences")
            .unit("sentences")
            .count(|group| Some(group.sentences as usize)),
        column("characters")
            .doc("字数，不计空白", "Characters, white space not counted")
            .unit("characters")
            .count(|group| Some(group.characters as usize)),
        column("words")
            .doc("词数", "Words")
            .unit("words")
            .count(|group| Some(group.words as usize)),
    ];
    Table::with("survey_groups", &survey.groups, columns).of_rows("一组", "a group")
}

/// A sentence that says what is claimed of a group.
struct Quoted<'a> {
    group: &'a SurveyGroup,
    claim: &'static str,
    name: &'a str,
    quotation: &'a Quotation,
}

impl<'a> OfGroup<'a> for Quoted<'a> {
    fn group(&self) -> &'a SurveyGroup {
        self.group
    }
}

fn quoted(group: &SurveyGroup) -> impl Iterator<Item = Quoted<'_>> {
    let themes = group.themes.iter().flat_map(move |theme| {
        let name = theme.theme.as_str();
        let quotations = theme.quotations.iter();
        quotations.map(move |quotation| Quoted { group, claim: "theme", name, quotation })
    });
    let terms = group.terms.iter().flat_map(move |term| {
        let name = term.term.as_str();
        let quotations = term.quotations.iter();
        quotations.map(move |quotation| Quoted { group, claim: "term", name, quotation })
    });
    themes.chain(terms)
}

/// The sentences that are quoted for what is claimed.
fn quotations(survey: &Survey) -> Table<'_> {
    let rows = survey.groups.iter().flat_map(quoted);
    let columns = [
        group(),
        column("claim")
            .doc(
                "为何引用：`theme` 侧重的议题，`term` 突出的词语",
                "What it is quoted for: a `theme` that is stressed, or a `term`",
            )
            .text(|row: &Quoted<'_>| row.claim.into()),
        column("name")
            .doc("议题的代号，或词语", "Id of the theme, or the term")
            .text(|row| row.name.into()),
        column("text").doc("原句", "The sentence").text(|row| (&row.quotation.text).into()),
        column("speaker").doc("发言者", "Who speaks").text(|row| (&row.quotation.speaker).into()),
        column("source").doc("表格", "The table").text(|row| (&row.quotation.source).into()),
        column("line")
            .doc("所在行；空：不是文件", "Line of its row; empty: the table is no file")
            .count(|row| row.quotation.line),
        column("id")
            .doc("该行 `id` 列的内容", "What its row has in the column `id`")
            .text(|row| row.quotation.id.as_ref().into()),
    ];
    Table::with("survey_quotations", rows, columns)
        .of_rows("一条引文", "a sentence that is quoted for a claim")
}
