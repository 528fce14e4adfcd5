//! A short name made whole by what stands before it in the sentence: 责任书签订率 · 残疾儿童送教上门 · 去薄弱学校.

use super::fold::BREAK;
use super::named;
use super::statement::{Carried, Clause};
use super::subject;
use super::words::context as words;

/// How far back a name is looked for, in characters.
const LOOKED_BACK: usize = 80;
/// Longest name that another is put before, in characters.
const SHORT: usize = 4;

/// 签订率, after 和每一位家长签订责任书: of what the clauses before it in the sentence speak.
pub(super) fn of_rate(title: &str, clause: &Clause, carried: &Carried) -> Option<String> {
    let stem = title.strip_suffix('率').filter(|stem| stem.chars().count() == 2)?;
    let before = before(clause);
    let fits = |what: &str| {
        (2..=14).contains(&what.chars().count())
            && !what.contains(|c: char| c.is_ascii_digit() || "、：，（".contains(c))
    };
    let parts = || before.rsplit('，').take(2);
    let done = parts().find_map(|part| {
        let at = part.rfind(stem)?;
        let what = &part[at + stem.len()..];
        // 学困生转化要有台账，转化率…: of whom.
        if what.starts_with(['要', '有', '须', '应', '实']) {
            return Some(part[..at].to_owned()).filter(|whom| (2..=8).contains(&whom.chars().count()));
        }
        // 参加粉笔字过关考核，过关率…
        if words::JUDGED_BY.contains(&what) {
            let head = &part[..at];
            let from = ["参加", "组织", "开展", "进行"]
                .iter()
                .filter_map(|verb| Some(head.rfind(verb)? + verb.len()))
                .max()?;
            return Some(head[from..].to_owned()).filter(|what| fits(what));
        }
        // 完成普通教室护眼灯改造，改造率…: what stands before the deed.
        if what.chars().count() <= 2 && at > 0 {
            let whom = subject::of(&part[..at]).text;
            let from = whom.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
            let whom = whom[from..].trim_start_matches(words::COUNTED_IN);
            let verb = subject::leading_verb(whom).map_or(0, str::len);
            return (fits(&whom[verb..])).then(|| whom[verb..].to_owned());
        }
        fits(what).then(|| what.to_owned())
    });
    // 推进食堂“明厨亮灶”建设，覆盖率…
    let pushed = || {
        let part = parts().next()?;
        let from = words::PUSHED
            .iter()
            .filter_map(|verb| Some(part.find(verb)? + verb.len()))
            .filter(|at| *at <= 30)
            .max()?;
        let what = &part[from..];
        let what = words::PUSHED_ENDS.iter().find_map(|end| what.strip_suffix(end)).unwrap_or(what);
        fits(what).then(|| what.to_owned())
    };
    // 两操一课间活动每天一小时，出勤率…
    let held = || {
        let last = carried.subjects.last().filter(|last| before.contains(last.as_str()))?;
        words::HELD.iter().any(|end| last.ends_with(end)).then(|| last.clone())
    };
    // 326个校舍项目…，竣工率不低于85%
    let built = || {
        let noun =
            carried.tally.as_ref().or(carried.built.last()).and_then(|(last, _)| named::noun_of(last))?;
        ["竣工", "开工", "完工", "完成"].contains(&stem).then(|| noun.to_owned())
    };
    let what = done.or_else(built).or_else(pushed).or_else(held)?;
    Some(format!("{what}{title}"))
}

/// Of what a short name is, by the clause before it: 教材 after 继续开发校本课程, 回执率 after 发放《致家长的一封信》.
pub(super) fn of_short(title: &str, clause: &Clause) -> Option<String> {
    if title.chars().count() > SHORT {
        return None;
    }
    let before = before(clause);
    let part = before.rsplit('，').next()?;
    if part.contains("20") && part.contains('年') {
        return None;
    }
    if let Some(from) = part.find('《')
        && let Some(to) = part.rfind('》').filter(|to| *to > from)
    {
        let name = &part[from..to + '》'.len_utf8()];
        return (name.chars().count() <= 16).then(|| format!("{name}{title}"));
    }
    // 对126名不能到校的残疾儿童
    let of = part.strip_prefix('对').map(|whom| {
        let at = ["名", "个", "所"].iter().filter_map(|word| whom.find(word).map(|at| at + word.len())).min();
        let whom =
            at.filter(|_| whom.starts_with(|c: char| c.is_ascii_digit())).map_or(whom, |at| &whom[at..]);
        // 对肥胖儿建立专案
        let deed =
            ["建立", "实行", "实施", "开展", "进行", "做到"].iter().filter_map(|verb| whom.find(verb)).min();
        deed.map_or(whom, |at| &whom[..at])
    });
    // 对乡镇政府教育工作开展督导评估，覆盖面…
    if title.ends_with('面')
        && let Some((whom, deed)) = part.split_once('对').and_then(|(_, rest)| rest.split_once("开展"))
        && whom.chars().count() + deed.chars().count() <= 16
    {
        return Some(format!("{whom}{deed}{title}"));
    }
    // 将进展情况报局办公室
    let handed = ["将", "把"].iter().find_map(|word| Some(part.split_once(word)?.1.split_once('报')?.0));
    let pushed = || {
        let from = words::PUSHED
            .iter()
            .chain(words::CONTEXT)
            .filter(|verb| !["落实", "推行", "全面推行", "全面落实", "完成"].contains(verb))
            .filter_map(|verb| Some(part.find(verb)? + verb.len()))
            .filter(|at| *at <= 18)
            .max()?;
        let what = &part[from..];
        Some(words::PUSHED_ENDS.iter().find_map(|end| what.strip_suffix(end)).unwrap_or(what))
    };
    let what = of.or(handed).or_else(pushed)?;
    let fits = (2..=14).contains(&what.chars().count())
        && !what.contains(|c: char| c.is_ascii_digit() || "、：（".contains(c))
        && !title.contains(what)
        && !what.contains(title)
        && !title.ends_with("投资")
        && !title.ends_with("留样");
    let is_verb = subject::leading_verb(title).is_some_and(|verb| verb.len() == title.len());
    fits.then(
        || if is_verb && handed.is_some() { format!("{title}{what}") } else { format!("{what}{title}") },
    )
}

/// 每人包抓一所薄弱学校，每月至少去两趟: where to.
pub(super) fn where_to(title: &str, clause: &Clause) -> Option<String> {
    if !["去", "跑", "到", "下去", "蹲点", "走访"].contains(&title) {
        return None;
    }
    let before = before(clause);
    let last = before.rsplit('，').next()?;
    let at = last.rfind(['所', '个'])? + '所'.len_utf8();
    let place = &last[at..];
    (2..=10).contains(&place.chars().count()).then(|| place.to_owned())
}

/// 对60名临界生实行导师制，每周至少面谈一次: with whom.
pub(super) fn with_whom(title: &str, clause: &Clause) -> Option<String> {
    if !["面谈", "谈话", "谈心", "联系", "辅导", "家访"].contains(&title) {
        return None;
    }
    let before = before(clause);
    let last = before.rsplit('，').next()?;
    let from = ["名", "个", "位"].iter().filter_map(|of| last.rfind(of).map(|at| at + of.len())).max()?;
    let end = ["学生", "生", "教师", "家庭", "儿童"]
        .iter()
        .filter_map(|end| last[from..].find(end).map(|at| at + end.len()))
        .min()?;
    let whom = &last[from..from + end];
    (2..=8).contains(&whom.chars().count()).then(|| format!("与{whom}"))
}

/// 会议, after 职业教育联席会议 in the same sentence.
pub(super) fn named_so(object: &str, clause: &Clause) -> Option<String> {
    if object != "会议" {
        return None;
    }
    let before = before(clause);
    let head = before.rfind(object).map(|at| &before[..at])?;
    let head = head.rsplit(['，', '、', '：']).next()?;
    let from = ["建立", "完善", "健全", "落实", "坚持", "实行", "召开"]
        .iter()
        .filter_map(|verb| Some(head.rfind(verb)? + verb.len()))
        .max()?;
    let name = &head[from..];
    (2..=10).contains(&name.chars().count()).then(|| format!("{name}{object}"))
}

/// What the sentence says before a clause, as far as it is looked at.
pub(super) fn before(clause: &Clause) -> String {
    let from = clause.range.start.saturating_sub(LOOKED_BACK);
    let before: String = clause.chars[from..clause.range.start].iter().collect();
    before.rsplit(['。', '；', BREAK]).next().unwrap_or_default().trim_end_matches('，').to_owned()
}
