//! Characters that PDFs say for others that look the same.
//!
//! A face draws 日 and the radical ⽇ by one glyph, and some programs note the
//! radical as its meaning. Nobody writes speeches in radicals.

/// CJK Radicals Supplement, from U+2E80 on: the ideograph that each means
/// (`Equivalent_Unified_Ideograph` of Unicode), or itself.
const SUPPLEMENT: &str = "\
    ⺀厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爬丬牛\
    犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑\
    钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";
/// Kangxi Radicals, from U+2F00 on.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
    寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
    比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
    辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The character that is meant by `c`.
pub(super) fn mended(c: char) -> char {
    let nth = |table: &str, first: u32| table.chars().nth((c as u32 - first) as usize).unwrap_or(c);
    match c {
        '\u{2E80}'..='\u{2EF3}' => nth(SUPPLEMENT, 0x2E80),
        '\u{2F00}'..='\u{2FD5}' => nth(KANGXI, 0x2F00),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs_and_the_rest_stays() {
        let mend = |text: &str| text.chars().map(mended).collect::<String>();
        assert_eq!(mend("⽇⻝⻓⺠⻰⻳⽅⾧日A。"), "日食长民龙龟方長日A。");
        assert_eq!((SUPPLEMENT.chars().count(), KANGXI.chars().count()), (116, 214));
    }
}
