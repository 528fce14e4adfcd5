//! The last touch on a name: words in the middle of it that say when, by whom or how.

use super::statement::Statement;
use super::subject;
use super::words::{noun, trim};
use crate::model::choice::Comparator;

/// Leaves out of a name what its comparator says: 无证园清零, 有偿补课零发生, 新教师全部结对.
pub(super) fn said_by_comparator(statement: &mut Statement) {
    let title = statement.title.as_str();
    let bare = match statement.comparator {
        Comparator::Zero => {
            let bare = trim::NONE_ENDS.strip_end(title).unwrap_or(title);
            let bare = trim::NONE_BEGINS.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
            bare.to_owned()
        }
        Comparator::AllReach => {
            let parts = title.split_once("全部").filter(|(name, act)| !(name.is_empty() || act.is_empty()));
            parts.map_or(title.to_owned(), |(name, act)| format!("{name}{act}"))
        }
        _ => return,
    };
    if bare.chars().count() >= 3 && !bare.ends_with(['率', '例', '的']) {
        statement.title = bare;
    }
}

/// A name without them.
pub(super) fn of(title: &str) -> String {
    let mut name = title.to_owned();
    // 为城区12所小学购置…, 会同教育部门核定…, 通过挖潜扩容新增…: what is done comes after.
    if let Some(at) = verb_within(&name)
        && (trim::ASIDE.iter().any(|word| name.starts_with(word))
            || name.starts_with('为') && name[..at].contains(|c: char| c.is_ascii_digit()))
    {
        name.drain(..at);
    }
    // 通过特岗计划、公费定向等渠道补充教师
    if name.starts_with("通过")
        && let Some(at) =
            ["等渠道", "等方式", "等途径", "等形式"].iter().find_map(|end| Some(name.find(end)? + end.len()))
        && name[at..].chars().count() >= 3
    {
        name.drain(..at);
    }
    // 由少先队大队部负责扩种
    if let Some((who, rest)) = name.strip_prefix('由').and_then(|name| name.split_once("负责"))
        && who.chars().count() <= 12
        && rest.chars().count() >= 2
    {
        name = rest.to_owned();
    }
    // 续建项目必须投入使用, 财政部门要确保…
    let is_bidden = trim::WITHIN.is_in(&name);
    for word in trim::WITHIN.iter().filter(|_| is_bidden) {
        if let Some(at) = name.find(word).filter(|at| *at > 0)
            && name[at + word.len()..].chars().count() > 1
        {
            name.replace_range(at..at + word.len(), "");
        }
    }
    // 中职招生要完成省下达的2.6万人任务
    if let Some(at) = name.find("招生要完成").or_else(|| name.find("招生完成")) {
        name.truncate(at + "招生".len());
    }
    // 绝不允许发生一起…事故
    let is_single = name.contains('一');
    for (said, plain) in trim::NOT_ONE.iter().filter(|_| is_single) {
        if let Some(at) = name.find(said) {
            name.replace_range(at..at + said.len(), plain);
            break;
        }
    }
    // 县财政从2011年起安排…
    if let Some(from) = name.find('从')
        && let Some(length) = name[from..].find("年起")
        && name[from..from + length].chars().count() <= 6
    {
        name.replace_range(from..from + length + "年起".len(), "");
    }
    // 督查并在教职工大会上公布结果
    if let Some((done, _)) = ["并在", "并向", "并将", "并报"].iter().find_map(|word| name.split_once(word))
        && done.chars().count() >= 2
    {
        name.truncate(done.len());
    }
    for lead in trim::EACH_LED {
        if let Some(rest) = name.strip_prefix(lead).filter(|rest| rest.chars().count() >= 4) {
            name = rest.to_owned();
        }
    }
    // 6月、12月各开展一次专项整治
    if let Some(rest) = name.strip_prefix('各').filter(|rest| subject::leading_verb(rest).is_some()) {
        name = rest.to_owned();
    }
    // 眼保健操雷打不动
    if let Some(rest) = name.strip_suffix("雷打不动").filter(|rest| rest.chars().count() >= 2) {
        name = rest.to_owned();
    }
    // 备课每次 is each of them.
    if let Some(rest) = name.strip_suffix("每次").filter(|rest| (2..=4).contains(&rest.chars().count())) {
        name = format!("每次{rest}");
    }
    subject::close(&name)
}

/// Where the verb stands that an aside leads to.
fn verb_within(name: &str) -> Option<usize> {
    let far = name.char_indices().nth(18).map_or(name.len(), |(at, _)| at);
    if !trim::DONE_FOR.is_in(&name[..far]) {
        return None;
    }
    trim::DONE_FOR
        .iter()
        .filter_map(|verb| name[..far].rfind(verb))
        .min()
        .filter(|at| name[*at..].chars().count() > 3)
}

/// 学生锻炼时间 is 学生每天锻炼时间, where it is so long each day.
pub(super) fn each_day(title: &str) -> String {
    if ["每", "平均", "总量", "作业"].iter().any(|word| title.contains(word)) {
        return title.to_owned();
    }
    let title = ["全面落实", "落实", "保证", "保障"]
        .iter()
        .find_map(|lead| title.strip_prefix(lead))
        .unwrap_or(title);
    let lead = noun::LEARNERS
        .iter()
        .chain(noun::LEVELS)
        .filter(|lead| title.starts_with(**lead))
        .max_by_key(|l| l.len());
    let (who, what) = title.split_at(lead.map_or(0, |lead| lead.len()));
    // 课后服务每天时间
    match title.strip_suffix("服务时间") {
        Some(of) => format!("{of}服务每天时间"),
        None if who.is_empty() => title.to_owned(),
        None => format!("{who}每天{what}"),
    }
}
