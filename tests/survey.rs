//! A table of any size: what is counted in parts adds up, what is quoted stands where it is said to
//! stand, and rows that were dealt at random show nothing.

use std::{collections::BTreeMap, fs, path::PathBuf, sync::LazyLock};

use proptest::prelude::*;
use rand::{SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;
use yiti::{
    config::Config,
    model::Merge,
    pages::{Page, Portion, Source},
    run::Run,
    survey::{
        Claims, Quotes, Survey, SurveyTally, count,
        lines::{CountLine, Kind, Names},
        of_tally, quote, survey,
    },
    transcript::{GroupBy, Layout, transcripts},
};

fn run_by(by: GroupBy) -> Run {
    let mut config = Config::default();
    config.transcript.group_by = by;
    Run::new(config).expect("built-in lists")
}

static BY_REGION: LazyLock<Run> = LazyLock::new(|| run_by(GroupBy::Region));

/// A row of a region.
type Row = (usize, String);

const REGIONS: [&str; 3] = ["广东", "河北", "山东"];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let sentence = prop::sample::select(vec![
        "开展法律援助，维护妇女权益。",
        "抓好春耕备耕，守住粮食安全。",
        "港口通航，外贸增长。",
        "寻找“最美家庭”。",
        "\n",
    ]);
    let text = prop::collection::vec(sentence, 1..6).prop_map(|parts| parts.concat());
    let text = text.prop_filter("a row needs a text", |text| !text.trim().is_empty());
    prop::collection::vec((0..REGIONS.len(), text), 1..12)
}

fn tally(rows: &[Row]) -> SurveyTally {
    let run = &*BY_REGION;
    let line = |(region, text): &Row| {
        serde_json::json!({ "region": REGIONS[*region], "text": text }).to_string()
    };
    let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
    let source =
        Source { name: "t".into(), pages: vec![Page::new("t.jsonl", text)], is_folder: false };
    let transcript = transcripts(&source, Layout::Auto).expect("a table").remove(0);
    SurveyTally::count(&transcript, run)
}

proptest! {
    #[test]
    fn tallies_of_parts_merge_to_that_of_the_whole(rows in rows(), cut: prop::sample::Index) {
        let (first, second) = rows.split_at(cut.index(rows.len()));
        let parts = [first, second].into_iter().filter(|part| !part.is_empty()).map(tally);
        let merged = parts.fold(SurveyTally::default(), SurveyTally::merge);
        let whole = tally(&rows);
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(second.iter().chain(first).count(), rows.len());
        // In any order.
        let turned = [second, first].into_iter().filter(|part| !part.is_empty()).map(tally);
        prop_assert_eq!(turned.fold(SurveyTally::default(), SurveyTally::merge), whole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn lines_of_parts_add_up_in_any_order(rows in rows(), cut: prop::sample::Index, seed: u64) {
        let run = &*BY_REGION;
        let names = Names::of(run);
        let (first, second) = rows.split_at(cut.index(rows.len()));
        let parts: Vec<SurveyTally> =
            [first, second].into_iter().filter(|part| !part.is_empty()).map(tally).collect();
        let mut lines: Vec<CountLine> = parts.iter().flat_map(|part| part.lines(&names)).collect();
        lines.shuffle(&mut Xoshiro256PlusPlus::seed_from_u64(seed));
        let mut added = names.tally();
        for line in lines {
            added.add(line, &names).expect("a known name");
        }
        let [added, whole] = [added, tally(&rows)].map(|tally| of_tally(&tally, run, "t"));
        let (added, whole) = (added.expect("a survey"), whole.expect("a survey"));
        prop_assert_eq!(&added, &whole);
        // The claims of either find the same sentences, which travel as lines, too.
        let claims = Claims::of(&whole, run).expect("claims");
        let of = |rows: &[Row]| {
            let portion = Portion::of_no_file("t", jsonl(rows));
            quote(&portion, &claims, run).expect("quotes")
        };
        let parts = [second, first].map(of);
        let mut quoted = Quotes::default();
        for line in parts.iter().flat_map(|part| part.lines(&claims)) {
            quoted.add(line, &claims).expect("a claim");
        }
        prop_assert_eq!(quoted, of(&rows));
    }
}

#[test]
fn a_line_that_no_run_writes_is_refused() {
    let names = Names::of(&BY_REGION);
    let line = CountLine { group: "广东", kind: Kind::Theme, name: "a/b", draw: None, count: 1 };
    let known = format!("policy/{}", BY_REGION.lists.codebooks[1].themes()[0].id);
    let known = CountLine { name: &known, ..line };
    let mut tally = names.tally();
    assert!(tally.add(known, &names).is_ok());
    for wrong in [
        line,
        CountLine { kind: Kind::Codebook, ..line },
        CountLine { kind: Kind::Explained, ..line },
        CountLine { draw: Some(200), ..known },
    ] {
        let error = tally.add(wrong, &names).expect_err("refused").to_string();
        assert!(error.contains("one version of yiti"), "{error}");
    }
}

#[test]
fn the_codebook_fits_all_rows_and_not_the_first() {
    let of_organisations = "开展法律援助，推进妇女维权，建设家庭家教家风，关爱留守儿童。";
    let of_policy = [
        "扩大外贸进出口，稳住外贸外资。",
        "防范化解金融风险，深化金融改革。",
        "建设高速铁路和高速公路，完善交通网络。",
        "加强污染防治，改善生态环境，治理大气污染。",
    ];
    let row = |number: usize| {
        let text = if number < 40 { of_organisations } else { of_policy[number % 4] };
        (number % 3, format!("{text}这是第{number}次。"))
    };
    let mut rows: Vec<Row> = (0..400).map(row).collect();
    let codebook = |rows: &[Row]| {
        of(&[&written("a.jsonl", jsonl(rows))], &BY_REGION).expect("a survey").codebook
    };
    let found = codebook(&rows);
    rows.reverse();
    assert_eq!(codebook(&rows), found);
    assert_ne!(codebook(&rows[360..]), found);
}

/// A folder of its own with one file.
struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn written(name: &str, bytes: impl AsRef<[u8]>) -> Written {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    Written { _folder: folder, path }
}

fn of(files: &[&Written], run: &Run) -> yiti::Result<Survey> {
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    survey(&paths, run)
}

/// Enough rows for three portions: each tells of its number, so that no two are the same.
fn many() -> Vec<Row> {
    let filler = "全省各级部门认真落实会议精神，推动各项工作取得新的成效。".repeat(20);
    let row = |number: usize| {
        let topic =
            ["开展法律援助，维护妇女权益", "抓好春耕备耕，守住粮食安全", "港口通航，外贸增长"];
        let (region, number_here) = (number % 3, number / 3);
        let text = format!("{}，这是第{number_here}次。\n{filler}\n“第{number}行”", topic[region]);
        (region, text)
    };
    (0..6_000).map(row).collect()
}

fn jsonl(rows: &[Row]) -> String {
    let line = |(region, text): &Row| {
        serde_json::json!({ "region": REGIONS[*region], "text": text }).to_string() + "\n"
    };
    rows.iter().map(line).collect()
}

fn csv(rows: &[Row]) -> String {
    let line =
        |(region, text): &Row| format!("{},\"{}\"\n", REGIONS[*region], text.replace('"', "\"\""));
    "region,text\n".to_owned() + &rows.iter().map(line).collect::<String>()
}

/// A survey without where its quotations stand.
fn claims(mut survey: Survey) -> Survey {
    for group in &mut survey.groups {
        let themes = group.themes.iter_mut().flat_map(|theme| &mut theme.quotations);
        let terms = group.terms.iter_mut().flat_map(|term| &mut term.quotations);
        for quotation in themes.chain(terms) {
            quotation.line = None;
            quotation.source.clear();
        }
    }
    survey
}

#[test]
fn the_survey_is_the_same_however_its_table_is_written_and_parted() {
    let rows = many();
    let text = jsonl(&rows);
    assert!(text.len() > 2 * yiti::budget::PORTION_BYTES, "{} bytes", text.len());
    let whole = written("rows.jsonl", &text);
    let found = of(&[&whole], &BY_REGION).expect("a survey");
    assert_eq!(found.rows, 6_000);
    let cells = written("rows.csv", csv(&rows));
    let halves = [written("a.jsonl", jsonl(&rows[..2_500])), written("b.csv", csv(&rows[2_500..]))];
    let halves = of(&[&halves[0], &halves[1]], &BY_REGION).expect("a survey");
    let from_cells = of(&[&cells], &BY_REGION).expect("a survey");
    // What is quoted stands in the line that is named.
    for (survey, text) in [(&found, &text), (&from_cells, &csv(&rows))] {
        let lines: Vec<&str> = text.lines().collect();
        let mut quoted = 0;
        for group in &survey.groups {
            let themes = group.themes.iter().flat_map(|theme| &theme.quotations);
            let terms = group.terms.iter().flat_map(|term| &term.quotations);
            for quotation in themes.chain(terms) {
                // A row of cells has several lines, of which the first is named.
                let row = lines[quotation.line.expect("a line") - 1..]
                    .iter()
                    .take(3)
                    .copied()
                    .collect::<String>();
                assert!(row.contains(&quotation.text), "{quotation:?}");
                quoted += 1;
            }
        }
        assert!(quoted > 5, "{quoted}");
    }
    let stressed = |region: &str| {
        let group = found.groups.iter().find(|group| group.name == region).expect("the region");
        group
            .themes
            .iter()
            .filter(|theme| theme.stressed)
            .map(|theme| theme.theme.clone())
            .collect()
    };
    let of_region: BTreeMap<&str, Vec<String>> =
        REGIONS.iter().map(|&region| (region, stressed(region))).collect();
    assert!(of_region.values().all(|themes| !themes.is_empty()), "{of_region:?}");
    let expected = claims(found);
    assert_eq!(claims(from_cells), expected);
    assert_eq!(claims(halves), expected);
}

#[test]
fn a_wrong_table_is_refused_with_its_line() {
    let good = "{\"region\":\"广东\",\"text\":\"开展法律援助。\"}\n";
    let long = format!("{good}{{\"text\":\"{}\"}}\n", "长".repeat(yiti::budget::ROW_BYTES / 3));
    let mut garbled = good.as_bytes().to_vec();
    garbled.extend(b"{\"text\":\"\xff\"}\n");
    let groups: String = (0..yiti::budget::SURVEY_GROUPS + 1)
        .map(|number| format!("{{\"speaker\":\"单位{number}\",\"text\":\"港口。\"}}\n"))
        .collect();
    let by_column = run_by(GroupBy::Column("year".into()));
    for (name, bytes, run, reason) in [
        ("a.jsonl", long.into_bytes(), &*BY_REGION, "line 2: longer than"),
        ("a.jsonl", garbled, &BY_REGION, "line 2: not UTF-8"),
        ("a.jsonl", format!("{good}\n好\n").into_bytes(), &BY_REGION, "line 3: no JSON object"),
        ("a.csv", b"a,text\nb,c\nd\n".to_vec(), &BY_REGION, "line 3: 1 cells where"),
        ("a.jsonl", groups.into_bytes(), &BY_REGION, "more than 2000 groups"),
        ("a.jsonl", good.into(), &by_column, "no row has a value to group by, `column:year`"),
        ("a.csv", b"region,text\nb,\"c\nd,e\n".to_vec(), &BY_REGION, "mark is not closed"),
        ("a.jsonl", b"\n".to_vec(), &BY_REGION, "a table without rows"),
    ] {
        let error = of(&[&written(name, bytes)], run).expect_err(reason).to_string();
        assert!(error.contains(reason), "{error}");
    }
    for path in ["-", "tests"] {
        let error = survey(&[path.into()], &BY_REGION).expect_err("no file").to_string();
        assert!(error.contains("no table that can be read twice"), "{error}");
    }
}

#[test]
fn rows_without_a_text_are_left_out_and_counted() {
    let rows = &many()[..300];
    let found = of(&[&written("a.jsonl", jsonl(rows))], &BY_REGION).expect("a survey");
    assert_eq!((found.rows, found.left_out), (300, 0));
    let empty = "{\"region\":\"广东\"}\n{\"region\":\"云南\",\"text\":\" \"}\n{\"text\":null}\n";
    let with_empty = [
        written("a.jsonl", empty.to_owned() + &jsonl(&rows[..100]) + empty + &jsonl(&rows[100..])),
        written("a.csv", csv(rows) + "广东,\n云南,\" \"\n广东,\n,\n云南,\n广东,\n广东,\n"),
    ];
    let expected = claims(found);
    for table in &with_empty {
        let mut found = claims(of(&[table], &BY_REGION).expect("a survey"));
        assert_eq!(std::mem::take(&mut found.left_out), 6, "{:?}", table.path);
        assert_eq!(found, expected);
    }
    // As lines that an engine adds up.
    let text = String::from_utf8(fs::read(&with_empty[0].path).expect("a table")).expect("UTF-8");
    let tally = count(&Portion::of_no_file("t", text), &BY_REGION).expect("a tally");
    let names = Names::of(&BY_REGION);
    let mut added = names.tally();
    for line in tally.lines(&names) {
        added.add(line, &names).expect("a known name");
    }
    assert_eq!([added.left_out, tally.left_out], [6, 6]);
    let error = of(&[&written("a.jsonl", empty)], &BY_REGION).expect_err("no text").to_string();
    assert!(error.contains("none of its 3 rows has a text; give a row for each text"), "{error}");
}

#[test]
fn marks_inside_a_cell_part_no_row() {
    let cells =
        "\n上海,管径5\"的管道，港口通航。\n".to_owned() + &csv(&many())["region,text\n".len()..];
    let found = of(&[&written("a.csv", "region,text".to_owned() + &cells)], &BY_REGION);
    let found = found.expect("a survey");
    assert_eq!((found.rows, found.groups.len()), (6_001, 4));
    // Too little text to be held against.
    let shanghai = found.groups.iter().find(|group| group.name == "上海").expect("its row");
    assert!(shanghai.themes.iter().all(|theme| !theme.stressed && theme.interval.is_none()));
}

#[test]
fn copies_are_no_evidence_and_a_sentence_is_no_group_to_be_held_against() {
    let copies = |number: usize| {
        let (region, text) =
            [("广东", "抓好春耕备耕，守住粮食安全。"), ("河北", "港口通航。")][number % 2];
        serde_json::json!({ "region": region, "text": text }).to_string() + "\n"
    };
    let found = of(&[&written("a.jsonl", (0..200).map(copies).collect::<String>())], &BY_REGION);
    let themes = |survey: &Survey| -> Vec<bool> {
        let themes = survey.groups.iter().flat_map(|group| &group.themes);
        themes.map(|theme| theme.stressed).collect()
    };
    assert!(!themes(&found.expect("a survey")).contains(&true));
    let rows = |number: usize| {
        let text = if number % 5 < 2 { "守住粮食安全" } else { "天气很好" };
        let text = format!("{text}，第{number}次。");
        let region = if number == 0 { "河北" } else { "广东" };
        serde_json::json!({ "region": region, "text": text }).to_string() + "\n"
    };
    let found = of(&[&written("b.jsonl", (0..61).map(rows).collect::<String>())], &BY_REGION);
    assert!(!themes(&found.expect("a survey")).contains(&true));
}

#[test]
fn paragraphs_that_are_dealt_at_random_show_nothing() {
    let folder = PathBuf::from("../shared/reports/2021");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: no ../shared/reports/2021");
        return;
    };
    let mut files: Vec<PathBuf> =
        files.filter_map(|file| Some(file.ok()?.path())).filter(|path| path.is_file()).collect();
    files.sort();
    let mut paragraphs: Vec<String> = files
        .iter()
        .filter_map(|path| String::from_utf8(fs::read(path).ok()?).ok())
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| line.chars().count() > 20)
        .collect();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    paragraphs.shuffle(&mut random);
    let run = run_by(GroupBy::Speaker);
    let groups = 30;
    let line = |(number, text): (usize, &String)| {
        let speaker = format!("第{}组", number % groups);
        serde_json::json!({ "speaker": speaker, "text": text }).to_string() + "\n"
    };
    let table: String = paragraphs.iter().enumerate().map(line).collect();
    let found = of(&[&written("dealt.jsonl", table)], &run).expect("a survey");
    let stressed = found.groups.iter().filter(|group| group.themes.iter().any(|one| one.stressed));
    let stressed = stressed.count();
    eprintln!("{stressed} of {groups} groups of dealt paragraphs stress a theme");
    // One in twenty is the aim; of 30, more than five would happen once in two hundred tables.
    assert!(stressed <= 5, "{stressed} of {groups} groups");
}
