//! Of what a statement speaks: the words before and after a value, freed of everything that only leads
//! in or out, with the places and units it binds set apart.

use super::lookup::Lookup;
use super::words::{self, doer, noun, scope, trim, verb};
use std::sync::OnceLock;

/// A subject and whom it binds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Subject {
    /// The words; empty when only places were named.
    pub text: String,
    /// Places and units named before it.
    pub scope: Vec<String>,
    /// Whether the scope binds what follows too (各县…), or only parts this subject (农村…).
    pub binds: bool,
}

/// Takes the longest of some words off the front.
pub fn strip_longest<'a>(text: &'a str, words: &[&str]) -> Option<(&'a str, usize)> {
    let found = words
        .iter()
        .filter(|word| is_alike(text, word) && text.starts_with(**word))
        .max_by_key(|w| w.len())?;
    Some((&text[found.len()..], found.len()))
}

/// Whether the first characters can be the same: a glance at two bytes before the whole is compared.
fn is_alike(text: &str, word: &str) -> bool {
    match (text.as_bytes(), word.as_bytes()) {
        ([a, b, c, ..], [d, e, f, ..]) => c == f && b == e && a == d,
        _ => true,
    }
}

/// Frees the words before a value of what leads in and out.
pub fn of(before: &str) -> Subject {
    let mut subject = Subject::default();
    let mut rest = before.trim();
    // 建成投用后将增加学位: what comes after is what is asked.
    for word in ["后将", "后可", "后，", "用于", "为民办实事"] {
        // A glance at one character before the words are looked for.
        if !rest.contains(['后', '用', '办']) {
            break;
        }
        if let Some(at) = rest.find(word) {
            rest = &rest[at + word.len()..];
        }
    }
    // 按照《办园基本要求》新建: by what it is done.
    if let Some((head, after)) = rest.rsplit_once('》')
        && ["按", "根据", "依据", "落实", "对照", "执行"].iter().any(|word| head.starts_with(word))
        && !after.is_empty()
    {
        rest = after;
    }
    // 按托幼一体化的模式建设: how.
    if rest.starts_with('按')
        && let Some(after) = ["的模式", "的方式", "的原则", "的思路", "的要求"]
            .iter()
            .find_map(|how| Some(rest.split_once(how)?.1))
        && !after.is_empty()
    {
        rest = after;
    }
    // 五年招聘教师650名: how long it takes.
    let after_years = ["两年", "三年", "四年", "五年"].iter().find_map(|years| rest.strip_prefix(years));
    if let Some(after) = after_years.filter(|after| leading_verb(after).is_some()) {
        rest = after;
    }
    let mut led = String::new();
    // “双减”工作要做到压减率: what is measured comes after.
    for word in ["要做到", "要实现", "要达到", "做到", "确保", "力争", "将", "计划", "预计", "拟"]
    {
        if !rest.contains(['要', '到', '确', '争', '将', '划', '计', '拟', '实']) {
            break;
        }
        if let Some(at) = rest.rfind(word)
            // 本科模拟上线率
            && !rest[..at].ends_with('模')
            && (!matches!(word, "计划" | "预计") && noun_ends(trim_end(&rest[at + word.len()..]))
                || matches!(word, "将" | "计划" | "预计" | "拟")
                    && leading_verb(&rest[at + word.len()..]).is_some()
                    // 营养改善计划覆盖率 is one name.
                    && !(matches!(word, "计划") && trim_end(&rest[at + word.len()..]).ends_with('率')))
        {
            let head = rest[..at].trim_end();
            // 普通高中计划招生: of whom.
            let level = noun::LEVELS.iter().filter(|level| head.ends_with(**level)).max_by_key(|l| l.len());
            if let Some(level) = level.filter(|level| head.len() == level.len()) {
                led.push_str(level);
            }
            let whole = scope::WHOLE.iter().find(|whole| head.ends_with(**whole));
            subject.scope.extend(whole.map(|whole| (*whole).to_owned()));
            // 开阳县将建成: who will.
            let who = place(head).filter(|(_, rest)| whole.is_none() && rest.is_empty());
            subject.scope.extend(who.map(|(who, _)| who.to_owned()));
            rest = &rest[at + word.len()..];
        }
    }
    // 济宁全市规划新建: the whole of what is named before it.
    for whole in ["全市", "全县", "全区", "全省"] {
        if !rest.contains('全') {
            break;
        }
        let before = rest.find(whole).map(|at| &rest[..at]);
        if before.is_some_and(|name| {
            (2..=4).contains(&name.chars().count())
                && !does(name)
                && !noun_ends(name)
                && !name.contains([
                    '占', '比', '在', '对', '为', '使', '向', '列', '居', '按', '从', '由', '到', '至', '要',
                    '的',
                ])
        }) {
            rest = &rest[before.map_or(0, str::len)..];
        }
    }
    let mut kept = led;
    // Each round takes at least one character off.
    loop {
        if let Some((after, _)) = scope::WHOLE.strip_start(rest) {
            subject.scope.push(rest[..rest.len() - after.len()].to_owned());
            rest = after;
        } else if let Some((after, _)) = scope::PARTS.strip_start(rest) {
            subject.scope.push(rest[..rest.len() - after.len()].to_owned());
            subject.binds = true;
            rest = after;
        } else if let Some((after, _)) = scope::KINDS.strip_start(rest) {
            subject.scope.push(rest[..rest.len() - after.len()].to_owned());
            kept.push_str(&rest[..rest.len() - after.len()]);
            rest = after;
        } else if let Some((after, _)) =
            trim::LEADING.strip_start(rest).filter(|(after, length)| may_go(rest, after, *length))
        {
            rest = after;
        } else if let Some((place, after)) = place(rest) {
            subject.scope.push(place.to_owned());
            rest = after;
        } else {
            break;
        }
        if kept.len() > 60 {
            break;
        }
    }
    // 除特殊原因外: what is left out is not what is spoken of.
    if let Some(rest_of) = rest.strip_prefix('除')
        && let Some((_, after)) = rest_of.split_once('外')
    {
        rest = after.trim_start_matches(['，', '的']);
    }
    rest = trim_end(rest);
    // 全县初中在“质量评价”中获一等奖: where it is won is said beside it.
    let aside = rest.split_once("在“").and_then(|(who, more)| Some((who, more.split_once("”中")?.1)));
    if let Some((who, won)) = aside.filter(|(who, won)| !who.is_empty() && !won.is_empty()) {
        kept.push_str(who);
        rest = won;
    }
    subject.text = if rest.is_empty() { String::new() } else { format!("{kept}{rest}") };
    subject.text = close(&without_asides(&subject.text));
    subject
}

/// 对口、在校、到位 begin with such a word and are others.
fn may_go(text: &str, after: &str, length: usize) -> bool {
    let next = after.chars().next().unwrap_or('。');
    let word = &text[..length];
    // 在8月前建成, without its day; 在建项目 is another.
    if word == "在" && ["建成", "建设", "建立"].iter().any(|verb| after.starts_with(verb)) {
        return true;
    }
    if length > 3 {
        return !(word == "继续" && next == '教');
    }
    let is_other = matches!(
        (word, next),
        ("对", '口' | '象' | '外' | '照' | '标' | '接')
            | ("在", '校' | '园' | '职' | '线' | '编' | '岗' | '读' | '建')
            | ("到", '校' | '位' | '岗' | '会' | '课')
            | ("按", '需' | '时' | '期')
            | (
                "总",
                '务' | '学' | '投' | '体' | '面' | '数' | '量' | '分' | '均' | '评' | '成' | '课' | '人'
            )
            | ("均", '分' | '衡')
            | ("使", '用' | '命')
            | ("将", '军' | '来')
            | ("近", '视')
            | ("超", '大' | '前' | '市' | '额' | '标')
            | ("再", '生')
            | ("共", '同' | '享' | '建' | '青' | '产')
            | ("先", '进' | '行' | '锋')
            | ("以", '上' | '下' | '内')
            | ("其", '他' | '它' | '余')
            | ("应", '急' | '届' | '用' | '对')
            | ("并", '轨')
    );
    !is_other && (word != "各" || after.is_empty())
}

/// Cuts what leads out.
pub fn trim_end(text: &str) -> &str {
    let mut rest = text.trim_end();
    while let Some(shorter) = trim::TRAILING.strip_end(rest) {
        if trim::KEPT.iter().any(|word| rest.ends_with(word)) || noun_ends(rest) {
            break;
        }
        rest = shorter.trim_end();
    }
    rest
}

/// Whether a text ends with a noun that is measured.
pub fn noun_ends(text: &str) -> bool {
    noun::QUANTITIES.ends(text).is_some()
}

/// Whether a text begins with, or holds, a verb of doing.
pub fn does(text: &str) -> bool {
    // 建档立卡家庭 are built by nobody.
    if text.contains("建档立卡") {
        return does(&text.replace("建档立卡", ""));
    }
    static LONG: OnceLock<Lookup<()>> = OnceLock::new();
    let long = LONG.get_or_init(|| Lookup::new(verb::DOING.iter().filter(|w| w.len() > 3).map(|w| (*w, ()))));
    let short = || verb::DOING.iter().filter(|w| w.len() <= 3);
    bracketed_verb(text).is_some()
        || long.is_in(text)
        || short().any(|w| text.starts_with(w) || text.ends_with(w) && *w != "上")
}

/// The verb a text begins with.
pub fn leading_verb(text: &str) -> Option<&str> {
    if let Some(length) = bracketed_verb(text) {
        return Some(&text[..length]);
    }
    verb::DOING.begins(text).filter(|verb| verb.len() > 3).map(|verb| &text[..verb.len()])
}

/// 新（迁）建, 新（改、扩）建: how many bytes such a verb takes.
fn bracketed_verb(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['新', '改', '扩'])?.strip_prefix('（')?;
    let (inside, after) = inner.split_once('）')?;
    let fits = inside.chars().count() <= 5 && inside.chars().all(|c| "新迁改扩、翻重".contains(c));
    (fits && after.starts_with('建')).then(|| text.len() - after.len() + '建'.len_utf8())
}

/// The verbs a text begins with: 新建、改扩建, 新建和改建.
pub fn leading_verbs(text: &str) -> Option<&str> {
    let mut end = leading_verb(text)?.len();
    loop {
        let rest = &text[end..];
        // 遴选培养名师40名 has two verbs in a row.
        let joint =
            ["、", "和", "或", "及", "与"].iter().find(|joint| rest.starts_with(**joint)).unwrap_or(&"");
        let Some(next) = leading_verb(&rest[joint.len()..]) else { break };
        end += joint.len() + next.len();
    }
    Some(&text[..end])
}

/// A verb after a kind of place, with it: 城区新建.
pub fn placed_verb(text: &str) -> Option<String> {
    let (rest, length) = scope::KINDS.strip_start(text).or_else(|| scope::WHOLE.strip_start(text))?;
    leading_verb(rest).map(|verb| format!("{}{verb}", &text[..length]))
}

/// A subject without the place it begins with.
pub fn without_place(text: &str) -> &str {
    place(text).map_or(text, |(_, rest)| if rest.is_empty() { text } else { rest })
}

/// One place by name at the front, and what follows: 平阳县的短板.
pub(super) fn led_place(text: &str) -> Option<(&str, &str)> {
    place(text).filter(|(place, rest)| {
        (3..=5).contains(&place.chars().count()) && !place.contains('、') && !rest.is_empty()
    })
}

/// A place or a list of places at the front, and what follows.
fn place(text: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    let mut count = 0;
    for (at, c) in text.char_indices() {
        count += 1;
        if count > 6 {
            return None;
        }
        let after = at + c.len_utf8();
        // 凉州区 goes on after its first such character.
        // 定向乡镇 names a kind of place.
        if c == '乡' && text[after..].starts_with(['镇', '村']) {
            break;
        }
        let goes_on = text[after..].starts_with(['县', '区', '市'])
            && !text[after..].starts_with("区域")
            && c != '县'
            && c != '区';
        if scope::PLACE_ENDS.contains(&c) && !goes_on {
            let word = &text[..after];
            // 坪山区 is a place; 贫困山区 is none.
            let is_hill = |none: &str| {
                none == "山区"
                    && !["", "贫困", "边远", "偏远", "农村", "深"].contains(&word.trim_end_matches("山区"))
            };
            let is_none = scope::NO_PLACE.iter().any(|none| {
                word.ends_with(none) && (none.chars().count() > 1 || word == *none) && !is_hill(none)
            });
            // 教师到乡村 names no place.
            if count > 1 && !is_none && !does(word) && !word.contains('到') {
                end = after;
            }
            break;
        }
        if matches!(c, '、' | '，' | '（' | '“') {
            return None;
        }
    }
    let rest = text.get(end..)?;
    // 县级、市直、区域 are no places.
    let next = rest.chars().next().unwrap_or('。');
    (end > 0
        && !matches!(
            next,
            '级' | '直' | '域' | '属' | '长' | '委' | '政' | '教' | '内' | '外' | '中' | '第' | '实' | '特'
        ))
    .then(|| (&text[..end], rest))
}

/// Leaves out longer asides in brackets; （市、区） and the like stay.
pub fn without_asides(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('（') {
        let Some(length) = rest[open..].find('）') else { break };
        let close = open + length + '）'.len_utf8();
        out.push_str(&rest[..open]);
        let inner = &rest[open + '（'.len_utf8()..close - '）'.len_utf8()];
        if inner.chars().count() <= 3 && !rest[close..].is_empty()
            || inner.chars().all(|c| "县市区旗镇乡街道、含".contains(c))
        {
            out.push_str(&rest[open..close]);
        }
        rest = &rest[close..];
    }
    out.push_str(rest);
    out
}

/// Takes a quotation mark off that has lost its partner.
pub fn close(text: &str) -> String {
    let (open, shut) = (text.matches('“').count(), text.matches('”').count());
    match open.cmp(&shut) {
        std::cmp::Ordering::Equal => text.trim().to_owned(),
        std::cmp::Ordering::Greater => {
            let bare = text.trim_start_matches('“').trim_end_matches('“');
            // 创建“绿色幼儿园 lost its other half.
            if bare.contains('“') && open == shut + 1 { format!("{bare}”") } else { bare.to_owned() }
        }
        std::cmp::Ordering::Less => text.trim_end_matches('”').trim_start_matches('”').to_owned(),
    }
}

/// What stands after a value and is counted by it.
pub fn object(after: &str) -> &str {
    let mut rest = after.trim();
    while let Some((shorter, _)) = trim::AFTER_VALUE.strip_start(rest) {
        rest = shorter;
    }
    while let Some(shorter) = trim::OBJECT_ENDS.strip_end(rest) {
        rest = shorter;
    }
    rest.trim_matches(['，', '、', '；', '：', '。', '（'])
}

/// The part of an object that names it: 中小学校列为… is 中小学校.
pub fn phrase(object: &str) -> &str {
    const STOPS: [&str; 14] = [
        "列为",
        "列入",
        "纳入",
        "作为",
        "用于",
        "达到",
        "实现",
        "进行",
        "并",
        "，",
        "；",
        "均",
        "参与",
        "，其中",
    ];
    if object.chars().count() <= 20 {
        // 幼儿园103所作为…: as what they are is no name.
        return object.split_once("作为").map_or(object, |(name, _)| name);
    }
    let end = STOPS.iter().filter_map(|stop| object.find(stop)).filter(|at| *at > 0).min();
    match end {
        Some(end) if object[..end].chars().count() <= 24 => &object[..end],
        // 优质教学案例、教学论文、…: the first of many.
        _ if !object.contains('、') && object.chars().count() <= 36 => object,
        _ => object.split_once('、').map_or("", |(first, _)| first).trim_end_matches(['“', '（']),
    }
}

/// 的比例完成校医招聘: the work whose share it is, named as a share.
pub fn share_of(after: &str) -> Option<String> {
    let rest = after.strip_prefix('的')?;
    let (work, length) = strip_longest(rest, noun::SHARES)?;
    let share = &rest[..length];
    let mut work = work;
    if let Some((shorter, _)) = strip_longest(work, &["完成", "做好", "落实", "推进", "开展", "实施"])
    {
        work = shorter;
    }
    (!work.is_empty()).then(|| format!("{work}{share}"))
}

/// Whether an object names somebody and then what they are to do: 教室配备智能教学设备.
pub fn acts(object: &str) -> bool {
    let Some(first) = object.chars().next() else { return false };
    let Some((at, act)) = verb::ACTS.first(object, first.len_utf8()) else { return false };
    let who = object[..at].chars().count();
    let after = object[at + act.len()..].chars().count();
    (2..=16).contains(&who)
        && (after > 1 || verb::ACTS_ALONE.contains(&act))
        && !object[..at].contains(['，', '。'])
}

/// Whether an object begins with what they are to do.
pub fn begins_with_act(object: &str) -> bool {
    verb::ACTS.begins(object).is_some()
}

/// What a bare rate in a list belongs to: 教师考核 of 教师考核合格率, for 优秀率.
pub fn head_of_rates(text: &str, last: Option<&String>) -> Option<String> {
    if !noun::BARE_RATES.contains(&text) || matches!(text, "比例" | "占比") {
        return None;
    }
    let last = last.filter(|last| last.ends_with('率'))?;
    let head = noun::BARE_RATES.iter().filter_map(|rate| last.strip_suffix(rate)).min_by_key(|h| h.len());
    // 体质健康标准测试上报率100%，合格率88%
    let any = || {
        last.char_indices().rev().nth(2).map(|(at, _)| &last[..at]).filter(|head| head.chars().count() >= 4)
    };
    let head = head.or_else(any)?;
    (!head.is_empty()).then(|| head.to_owned())
}

/// Among whom a place is counted, named right before it.
pub fn among(before: &str) -> Option<&'static str> {
    let tail: String = {
        let chars: Vec<char> = before.chars().collect();
        chars[chars.len().saturating_sub(12)..].iter().collect()
    };
    let place = |word: &str| tail.rfind(word).map(|at| (at + word.len(), word.len()));
    words::rank::AMONG.iter().filter(|word| place(word).is_some()).max_by_key(|word| place(word)).copied()
}

/// The level of schooling a subject begins with.
pub fn level(text: &str) -> Option<&str> {
    let (after, length) = strip_longest(text, noun::LEVELS)?;
    // 大班额 is not of 大班.
    if after.starts_with('额') {
        return None;
    }
    // 小学生均公用经费 is 生均公用经费 of 小学.
    let shorter = || text[..length].strip_suffix('生').filter(|level| noun::LEVELS.contains(level));
    Some(after.starts_with('均').then(shorter).flatten().unwrap_or(&text[..length]))
}

/// A subject without the level of schooling it begins with.
pub fn without_level(text: &str) -> &str {
    let after = level(text).map_or(text, |level| &text[level.len()..]);
    // 小学三至六年级书面作业
    let after = match after.split_once("年级") {
        Some((years, rest)) if years.chars().all(|c| "一二三四五六七八九、至-和".contains(c)) => {
            rest
        }
        _ => after,
    };
    if after.is_empty() { text } else { after }
}

/// 作业总时长小学 is 小学作业总时长.
pub fn level_first(text: &str) -> String {
    let level = noun::LEVELS.iter().filter(|level| text.ends_with(**level)).max_by_key(|level| level.len());
    match level {
        Some(level) if noun_ends(&text[..text.len() - level.len()]) => {
            format!("{level}{}", &text[..text.len() - level.len()])
        }
        _ => text.to_owned(),
    }
}

/// A rate without what it is compared with: 一本上线率较上年.
pub fn without_base(text: &str) -> &str {
    let text = text.trim_end_matches("同比").trim_end_matches("环比").trim_end_matches(['再', '又']);
    // 在基线数据基础上
    if text.ends_with("基础上")
        && let Some(at) = text.rfind('在')
    {
        return &text[..at];
    }
    for word in ["较", "比"] {
        if let Some(at) = text.rfind(word)
            && ["上年", "去年", "上一年", "年", "现在", "上学年", "规划", "期"]
                .iter()
                .any(|end| text[at + word.len()..].contains(end))
        {
            return &text[..at];
        }
    }
    text
}

/// 投资3500万元的教学楼项目 is 教学楼项目.
pub fn after_value(text: &str) -> String {
    // 五里镇中心幼儿园为去年续建项目: its name alone.
    let text =
        text.split_once('为').map_or(text, |(name, _)| if name.chars().count() > 3 { name } else { text });
    let cut = text.find("元的").map(|at| at + "元的".len());
    text[cut.unwrap_or(0)..].to_owned()
}

/// 开设体育课, of 小学一、二年级开设体育课: what is said after the grades it begins with; none where it has none.
pub(super) fn after_grades(name: &str) -> Option<&str> {
    let (grades, mut rest) = name.split_once("年级")?;
    if !grades.ends_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '他']) {
        return None;
    }
    // 其他年级和初中
    while let Some(after) = rest.strip_prefix(['和', '、', '及']) {
        let level = super::words::noun::LEVELS.iter().find_map(|level| after.strip_prefix(level));
        let Some(after) = level.or_else(|| after.split_once("年级").map(|(_, after)| after)) else { break };
        rest = after;
    }
    Some(rest)
}

/// What a school has a part of: 高考本科上线, of 一中 after 高考本科上线 or 二中高考本科上线.
pub(super) fn of_part<'a>(own: &str, last: &'a str) -> Option<&'a str> {
    let is_body = |name: &str| {
        (2..=6).contains(&name.chars().count())
            && (doer::SCHOOLS.iter().any(|end| name.ends_with(end))
                || name.ends_with(['县', '区', '镇', '乡']))
    };
    let ends = last.char_indices().map(|(at, c)| at + c.len_utf8());
    let head = ends.filter(|end| is_body(&last[..*end])).max().unwrap_or_default();
    (is_body(own) && last.len() > head && !last.contains(own)).then(|| &last[head..])
}

/// 本科上线率, of 市二中本科上线率 where another school is named: what is measured at the one before.
pub(super) fn of_other_school(own: &str, last: &str) -> Option<String> {
    let is_school = |name: &str| {
        (2..=8).contains(&name.chars().count()) && doer::SCHOOLS.iter().any(|end| name.ends_with(end))
    };
    if !is_school(own) || !noun_ends(last) {
        return None;
    }
    let ends = last.char_indices().map(|(at, c)| at + c.len_utf8());
    let school = ends.filter(|end| is_school(&last[..*end])).max()?;
    (school < last.len() && last[..school] != *own).then(|| last[school..].to_owned())
}
