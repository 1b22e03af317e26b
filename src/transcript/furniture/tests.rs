use super::*;
use crate::transcript::lines::lines;

/// What becomes of each line that is not blank.
fn dispositions(text: &str) -> Vec<(String, Option<Disposition>)> {
    let lines = lines(text);
    let dispositions = find(&lines);
    lines.iter().map(|line| line.text.to_owned()).zip(dispositions).collect()
}

/// The lines that are furniture, with their dispositions.
fn furniture(text: &str) -> Vec<(String, Disposition)> {
    dispositions(text)
        .into_iter()
        .filter_map(|(line, disposition)| Some((line, disposition?)))
        .collect()
}

/// A text in lines of `width` characters, with `between` after every `every` lines.
fn pages(text: &str, width: usize, every: usize, between: &dyn Fn(usize) -> String) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (index, line) in chars.chunks(width).enumerate() {
        if index > 0 && index % every == 0 {
            out += &between(index / every);
        }
        out.extend(line);
        out.push('\n');
    }
    out
}

/// A speech of one paragraph, long enough for several pages, in which no two sentences are alike.
fn talk() -> String {
    let words = ["候鸟", "芦苇荡", "水面", "渔民", "志愿者巡护队", "湖区学校", "观测站", "滩涂"];
    let word = |n: usize| words[n % words.len()];
    (1..90)
        .map(|n| {
            let (a, b, c) = (word(n * n / 3), word(n * 7 / 5), word(n * n / 7 + n / 2));
            format!("我们在{a}和{b}之间走了{n}里路，看见{c}比去年多了，大家都很高兴。")
        })
        .collect()
}

#[test]
fn heads_and_numbers_that_cut_sentences_are_furniture() {
    let between = |page: usize| format!("湿地保护简报 2021年第3期\n\n{}\n", page + 40);
    let text = pages(&talk(), 28, 11, &between);
    let found = furniture(&text);
    let pages = text.lines().filter(|line| line.starts_with("湿地保护简报")).count();
    let heads =
        found.iter().filter(|(_, disposition)| *disposition == Disposition::RunningHead).count();
    assert_eq!((heads, found.len()), (pages, 2 * pages), "{found:?}");
}

#[test]
fn heads_without_numbers_are_known_by_the_sentences_they_cut() {
    let text = pages(&talk(), 28, 11, &|_| "\n湿地保护简报\n\n".into());
    assert!(
        furniture(&text).iter().all(|(line, disposition)| line == "湿地保护简报"
            && *disposition == Disposition::RunningHead)
    );
    assert!(furniture(&text).len() > 5);
}

#[test]
fn heads_at_form_feeds_are_furniture_though_no_sentence_is_cut() {
    let page = |n: usize| {
        format!(
            "湿地简报\n　　第一段说完了湿地。\n　　湖区有{n}号站。\n　　第三段说完了芦苇。\n　　第四段说完了水面。\n{n}\n\u{c}"
        )
    };
    let text: String = (1..6).map(page).collect();
    let found = furniture(&text);
    assert_eq!(
        found.iter().filter(|(_, disposition)| *disposition == Disposition::PageNumber).count(),
        5
    );
    // The very first may be the record's headline.
    assert_eq!(
        found.iter().filter(|(_, disposition)| *disposition == Disposition::RunningHead).count(),
        4
    );
}

#[test]
fn a_formula_that_speakers_repeat_is_theirs() {
    let paragraph =
        "　　我们在湿地开展了候鸟保护行动，组织志愿者巡护水面\n和芦苇荡，效果很好，群众满意。\n";
    let text = format!("{}谢谢大家！\n", paragraph.repeat(5)).repeat(6);
    assert_eq!(furniture(&text), []);
    let text = format!("{}各位代表\n", paragraph.repeat(5)).repeat(6);
    assert_eq!(furniture(&text), []);
}

#[test]
fn what_is_said_at_the_ends_of_pages_is_no_head() {
    let (votes, figures) = ([30, 28, 35, 31, 29], [12, 40, 7, 33, 21]);
    let speech = |n: usize, last: &str| {
        format!("第{n}位\n　　第一段说完了{n}号湿地。\n　　第二段说完了芦苇{n}里。\n{last}\n\u{c}")
    };
    for last in [
        |n: usize, _: usize| format!("同意 {n} 票"),
        |n: usize, _: usize| format!("赞成 {n}"),
        |_: usize, m: usize| format!("投资{m}亿元"),
        |_: usize, _: usize| "谢谢大家".into(),
        |_: usize, _: usize| "（鼓掌）".into(),
        |_: usize, _: usize| "湿地的明天".into(),
    ] {
        let text: String =
            (0..5).map(|page| speech(page + 1, &last(votes[page], figures[page]))).collect();
        assert_eq!(furniture(&text), []);
    }
}

#[test]
fn years_and_numbers_of_sections_on_lines_of_their_own_are_text() {
    let paragraph = "我们在湿地开展了候鸟保护行动，组织志愿者巡护水面和\n芦苇荡，效果很好，群众满意，大家都说要把这件事情一\n直做下去。\n湖区的渔民也参加了进来，他们把渔船改成了巡护船，每\n天在湖上往来。\n";
    for first in [1, 2011] {
        let text: String = (first..first + 9).map(|year| format!("{year}\n{paragraph}")).collect();
        assert_eq!(furniture(&text), []);
    }
    let list: String = (1..30).map(|n| format!("{n}\n湿地{n}号\n")).collect();
    assert_eq!(furniture(&list), []);
}

#[test]
fn a_full_line_that_happens_to_recur_inside_sentences_is_text() {
    let recurring = "坚持以习惯为本推进生态文明建设走深走实做出更大更新贡献";
    let mut text = String::new();
    for n in 1..4 {
        let before = format!("第{n}年我们继续在湖区和湿地巡护候鸟栖息的水面与芦苇荡，");
        text += &format!("{before}\n{recurring}\n的要求，把各项工作落到实处。\n");
        text += &"湖区的渔民也参加了进来，他们把渔船改成了巡护的船在湖\n上往来。\n".repeat(n);
    }
    assert_eq!(furniture(&text), []);
}

#[test]
fn footnotes_are_those_that_the_page_refers_to() {
    let who = ["更多", "所有", "大批", "远近各处"];
    let page = |n: usize| {
        format!(
            "我们在湿地开展了候鸟保护行动①，组织志愿者巡护水面和\n芦苇荡，效果很好，群众满意，大家都说要把这件事情一\n直做下去，湖区的渔民也参加了进来，他们把渔船改成了\n巡护船。会议认为，这件事情很有意义，应当在全国各地\n推广开去，让{}的\n① 见《湿地公报》第{n}期。\n— {n} —\n\u{c}人知道。\n",
            who[n % 4]
        )
    };
    let text: String = (1..5).map(page).collect();
    let notes = furniture(&text)
        .into_iter()
        .filter(|(_, disposition)| *disposition == Disposition::Footnote)
        .count();
    assert_eq!(notes, 4, "{:?}", furniture(&text));
    let list = text.replace("行动①", "行动");
    assert!(furniture(&list).iter().all(|(_, disposition)| *disposition != Disposition::Footnote));
}

#[test]
fn a_sentence_that_a_page_had_cut_is_whole_again() {
    let text = "候鸟回\n湿地简报\n\n3\n家了。\n";
    let all = lines(text);
    let dispositions = [None, Some(Disposition::RunningHead), Some(Disposition::PageNumber), None];
    let kept = without(all, &dispositions);
    assert_eq!(kept.iter().map(|line| line.after_blank).collect::<Vec<_>>(), [true, false]);
}
