//! Words to the hearers at the beginning of a line: `各位代表：`.

/// Characters of the longest salutation. Chosen by eye.
const LONGEST: usize = 44;

/// Words with which a salutation begins.
const BEGINS: [&str; 22] = [
    "尊敬的",
    "敬爱的",
    "亲爱的",
    "各位",
    "全体",
    "诸位",
    "同志",
    "朋友",
    "女士",
    "先生",
    "代表",
    "委员",
    "同事",
    "老师",
    "同学",
    "乡亲",
    "来宾",
    "主席",
    "大会主席",
    "主任",
    "书记",
    "会长",
];
/// What shows that somebody speaks to the hearers and not about them.
const ADDRESSES: [&str; 7] = ["尊敬的", "敬爱的", "亲爱的", "各位", "全体", "诸位", "们"];
/// Greetings that belong to the salutation.
const GREETINGS: [&str; 5] = ["大家好", "上午好", "下午好", "早上好", "晚上好"];

/// Whether a line turns to the hearers: `各位代表：`, `尊敬的各位来宾，大家好！`.
pub(super) fn turns_to_hearers(line: &str) -> bool {
    salutation(line).is_some()
}

/// Whether no words follow the salutation with which a line begins; `None` if it begins with none.
pub(super) fn salutation(line: &str) -> Option<bool> {
    if !line.starts_with(|c| BEGINS.iter().any(|word| word.starts_with(c))) {
        return None;
    }
    let all = line.chars().filter(|c| !c.is_whitespace());
    let head: String = all.take(LONGEST).collect();
    let mut rest = head.as_str();
    let mut addresses = false;
    // 尊敬的主席，各位代表：大家好！ is one salutation of three clauses.
    while let Some((clause, after)) = clause(rest) {
        addresses |= ADDRESSES.iter().any(|word| clause.contains(word));
        rest = after;
    }
    (addresses && rest.len() < head.len()).then_some(rest.is_empty())
}

/// The clause of a salutation with which a text begins, and the text after its mark.
fn clause(text: &str) -> Option<(&str, &str)> {
    let end = text.find(['：', '！', '，', '。'])?;
    let (clause, after) = (&text[..end], &text[end..]);
    let hearers = BEGINS.iter().any(|word| clause.starts_with(word))
        && clause.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '、'))
        && clause.chars().count() > 1;
    let greets = GREETINGS.iter().any(|word| clause.ends_with(word));
    let mark = after.chars().next().map_or(0, char::len_utf8);
    (hearers || greets).then(|| (clause, &after[mark..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hearers_are_turned_to_at_the_beginning_of_a_line() {
        for (line, alone) in [
            ("各位代表：", Some(true)),
            ("各 位 代 表：", Some(true)),
            ("尊敬的主席、各位代表：", Some(true)),
            ("同志们：", Some(true)),
            ("主席，各位代表！", Some(true)),
            ("各位代表，现在，我代表省人民政府向大会报告工作。", Some(false)),
            ("尊敬的各位来宾，大家上午好！", Some(true)),
            ("主席：现在开会。", None),
            ("各位代表提出了很好的意见，我都同意。", Some(false)),
            ("主席，多谢丁议员。", None),
        ] {
            assert_eq!(salutation(line), alone, "{line}");
        }
    }
}
