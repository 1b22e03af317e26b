//! The top terms of speeches.

use super::rows::{HIGH, LOW, MeetingRow, NamedMeeting, OfSpeech, meeting, rows, speech};
use crate::analysis::{MeetingAnalysis, Reference, SpeechAnalysis, TermScore};
use crate::report::table::{Field, Table, column};
use crate::tokens::GENERAL_WORDS;

/// A term in a list of a speech.
struct ListedTerm<'a> {
    /// Index of the speech.
    index: usize,
    speech: &'a SpeechAnalysis,
    list: &'static str,
    /// Index in the list.
    rank: usize,
    term: &'a TermScore,
    /// Words of all speeches.
    words: usize,
}

impl<'a> OfSpeech<'a> for ListedTerm<'a> {
    fn speech(&self) -> &'a SpeechAnalysis {
        self.speech
    }
}

/// The list of terms that `--robust` tries again.
const TRIED: &str = "terms";

/// The terms of all lists of all speeches.
fn listed(meeting: &MeetingAnalysis) -> Vec<ListedTerm<'_>> {
    let words = meeting.speeches.iter().map(|speech| speech.words).sum();
    let mut all = Vec::new();
    for (index, speech) in meeting.speeches.iter().enumerate() {
        let lists = [(TRIED, &speech.terms), ("places", &speech.places), ("once", &speech.once)];
        for (list, terms) in lists {
            let ranked = terms.iter().enumerate();
            all.extend(ranked.map(|(rank, term)| ListedTerm {
                index,
                speech,
                list,
                rank,
                term,
                words,
            }));
        }
    }
    all
}

impl<'a> MeetingRow<'a, ListedTerm<'a>> {
    /// Words of the text that the term is compared with.
    fn reference(&self) -> usize {
        match self.of.speech.reference {
            Reference::Speeches => self.of.words - self.of.speech.words,
            Reference::GeneralChinese => GENERAL_WORDS as usize,
        }
    }

    /// How many ways of cutting text into words list the term; `None` if not tried.
    fn found_again(&self) -> Option<usize> {
        let robustness =
            self.meeting.meeting.robustness.as_ref().filter(|_| self.of.list == TRIED)?;
        robustness.terms.get(self.of.index)?.get(self.of.rank).copied()
    }

    /// How many ways there are.
    fn runs(&self) -> Option<usize> {
        let runs = self.meeting.meeting.robustness.as_ref()?.runs.len();
        self.found_again().map(|_| runs)
    }
}

/// The top terms of each speech, best first. Columns are named as quanteda's `textstat_keyness`
/// names them where they are the same.
pub(super) fn terms<'a>(meetings: &[NamedMeeting<'a>]) -> Table<'a> {
    let columns = scores().into_iter().chain(counts()).chain(denominators());
    Table::with("terms", rows(meetings, listed), columns).of_rows(
        "一篇发言的一个词；与 `yiti terms --format csv` 相同",
        "a term of a speech; what `yiti terms --format csv` prints",
    )
}

/// Columns that say which term it is and how much it stands out.
fn scores<'a>() -> [Field<'a, MeetingRow<'a, ListedTerm<'a>>>; 8] {
    [
        meeting(),
        speech(),
        column("rank")
            .doc("在所属的表（list）中的名次，从 1 起", "Rank in its list, from 1")
            .count(|row| Some(row.of.rank + 1)),
        column("feature").doc("词", "The term").text(|row| (&row.of.term.term).into()),
        column("score")
            .doc(
                "得分：细心的读者会保留它的几率",
                "Odds that a careful reader keeps it in such a list",
            )
            .unit("odds")
            .number(|row| Some(row.of.term.score)),
        column("contrast")
            .doc("此处与别处的反差", "How far it sets the speech apart from its reference")
            .number(|row| Some(row.of.term.contrast)),
        column("z")
            .doc("z 值，越大越不像偶然", "z: the larger, the less it looks like chance")
            .number(|row| Some(row.of.term.z)),
        column("G2")
            .doc("带符号的对数似然比 G²", "Signed log-likelihood ratio G²")
            .number(|row| Some(row.of.term.g2)),
    ]
}

/// Columns that say how often it occurs and how sure its score is.
fn counts<'a>() -> [Field<'a, MeetingRow<'a, ListedTerm<'a>>>; 9] {
    [
        column("n_target")
            .doc("本篇中出现的次数，分母是 words", "Occurrences in the speech, of its words")
            .unit("occurrences")
            .count(|row| Some(row.of.term.count)),
        column("n_reference")
            .doc(
                "参照文字中出现的次数，分母是 words_reference",
                "Occurrences in the reference, of words_reference",
            )
            .unit("occurrences")
            .count(|row| Some(row.of.term.n_reference)),
        column("docfreq")
            .doc("出现它的发言篇数，全部是 speeches", "Speeches that have it, of speeches")
            .unit("speeches")
            .count(|row| Some(row.of.term.docfreq)),
        column("p")
            .doc(
                "不是 G² 的 p，而是随意分派段落时本篇有词达到这样反差的概率",
                "Not that of G² but the chance that any term of the speech has such a \
             contrast where passages are dealt at random",
            )
            .share(|row| row.of.term.p),
        column("dispersion")
            .doc("散布：0 各节均匀，1 只在一节", "Spread over sections: 0 even, 1 in one only")
            .share(|row| row.of.term.dispersion),
        column("low")
            .doc(LOW[0], LOW[1])
            .unit("odds")
            .number(|row| row.of.term.interval.map(|ends| ends[0])),
        column("high")
            .doc(HIGH[0], HIGH[1])
            .unit("odds")
            .number(|row| row.of.term.interval.map(|ends| ends[1])),
        column("beyond_chance")
            .doc("是否超出偶然（p 不大于 0.05）", "Whether it is beyond chance (p of 0.05 or less)")
            .flag(|row| row.of.term.beyond_chance),
        column("own_voice")
            .doc(
                "去掉与他篇相同的表述后是否仍列出",
                "Whether it is listed, too, when shared text is set apart",
            )
            .flag(|row| row.of.term.own_voice),
    ]
}

/// Columns of totals, and of the list that the term is in.
fn denominators<'a>() -> [Field<'a, MeetingRow<'a, ListedTerm<'a>>>; 6] {
    [
        column("words")
            .doc("本篇的词数", "Words of the speech")
            .unit("words")
            .count(|row| Some(row.of.speech.words)),
        column("words_reference")
            .doc(
                "参照文字的词数：其余各篇，单独一篇则是通用汉语",
                "Words of the reference: the other speeches, of a speech alone general Chinese",
            )
            .unit("words")
            .count(|row| Some(row.reference())),
        column("speeches")
            .doc("本场的发言篇数", "Speeches of the meeting")
            .unit("speeches")
            .count(|row| Some(row.meeting.meeting.speeches.len())),
        column("found_again")
            .doc(
                "用 --robust 时：几种切词法列出它",
                "With --robust: ways of cutting words that list it",
            )
            .unit("ways")
            .count(MeetingRow::found_again),
        column("runs")
            .doc(
                "用 --robust 时：共有几种切词法",
                "With --robust: ways of cutting words that were tried",
            )
            .unit("ways")
            .count(MeetingRow::runs),
        column("list")
            .doc(
                "所属的表：terms、places（地名）、once（只出现一次）",
                "Its list: terms, places, or once for what is said once",
            )
            .text(|row| row.of.list.into()),
    ]
}
