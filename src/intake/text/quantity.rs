//! Statements with a number: 毛入园率达到98%以上 · 新建幼儿园15所 · 分别达到90%、99%和13.5年.

use super::anchor::{Anchor, anchors};
use super::carry;
use super::context;
use super::count::{
    self, bound, is_class, is_class_size, is_described, is_track, leading, right_cut, stage_of,
};
use super::lead;
use super::lists;
use super::named;
use super::scan::Word;
use super::series;
use super::statement::{self, Carried, Clause, Statement};
use super::subject;
use super::tense;
use super::title;
use super::weigh::{self, Said};
use super::words::measure::Weight;
use super::words::{noun, outcome, past, scope};
use crate::intake::draft::Doubt;
use crate::model::choice::Comparator;
use std::ops::Range;

/// The statements with numbers of a clause.
pub(super) fn read(clause: &Clause, carried: &mut Carried) -> Vec<Statement> {
    // 常住人口5万人以上的县: only says which.
    if outcome::WHICH.iter().any(|end| clause.text.ends_with(end))
        && ["以上", "以下", "超过", "不足"].iter().any(|word| clause.text.contains(word))
    {
        return Vec::new();
    }
    // 还缺校舍2.1万平方米、计算机860台
    if clause.text.contains('缺')
        && past::LACKS.iter().any(|word| clause.text.contains(word))
        && !tense::bids(&clause.text)
    {
        return Vec::new();
    }
    // 目前还有5个乡镇没有动工
    if ["还有", "尚有", "仍有"].iter().any(|word| clause.text.contains(word))
        && ["没有", "未", "没"].iter().any(|word| clause.text.contains(word))
        && !tense::bids(&clause.text)
    {
        return Vec::new();
    }
    if clause.text.starts_with("现有") && !tense::asks(&clause.text) {
        return Vec::new();
    }
    let anchors = anchors(clause);
    // With more numbers than anyone says, it is a table that lost its cells.
    if anchors.is_empty() || anchors.len() > statement::MOST {
        return Vec::new();
    }
    if let Some(listed) = series::listed(clause, &anchors, carried) {
        return listed;
    }
    if anchors.iter().any(|a| a.lead.respectively) {
        return series::respectively(clause, &anchors, carried);
    }
    let mut out = Vec::new();
    let mut left = clause.range.start;
    let mut base = None;
    let mut merged = None;
    // 初中2所、小学6所达到…: the first waits for what is said of both.
    let mut waiting: Vec<(String, usize)> = Vec::new();
    // 新建9所、改扩建5所镇中心幼儿园: the noun comes with the last.
    let mut bare: Option<(usize, String, &str)> = None;
    for (n, anchor) in anchors.iter().enumerate() {
        // 由75%提升至85%: the first is where it starts from.
        if anchor.lead.is_from && anchors.get(n + 1).is_some_and(|next| next.lead.start <= anchor.end + 3) {
            base = anchor.number.value;
            continue;
        }
        // 将市直6所中专整合为2所: from so many to so many.
        if let Some(next) = anchors.get(n + 1)
            && named::merges(&clause.words(anchor.end..next.number.range.start))
        {
            base = anchor.number.value;
            merged = Some(n + 1);
            left = anchor.end;
            continue;
        }
        // 在今年218人的基础上再增加30人
        if clause.rest(anchor.end).trim_start_matches('的').starts_with("基础上") && n + 1 < anchors.len()
        {
            base = anchor.number.value;
            continue;
        }
        let baseline = base.take();
        let is_changed = baseline.is_some() && n > 0 && merged != Some(n);
        let from = if is_changed { anchors[n - 1].lead.start } else { anchor.lead.start };
        let cut = right_cut(clause, anchor, anchors.get(n + 1));
        let right = cut.unwrap_or(anchor.end);
        let before = left..from.max(left);
        let after = anchor.end..right.max(anchor.end);
        let joins = cut.is_none();
        let own = subject::of(&clause.words(before.clone())).text;
        let said = clause.words(after.clone());
        if let Some(found) = one(clause, anchor, before, after, joins, carried) {
            let said = subject::object(&said);
            if subject::begins_with_act(said) && !own.is_empty() {
                for (name, index) in
                    waiting.drain(..).filter(|(_, i)| anchors[*i].number.measure == anchor.number.measure)
                {
                    let mark = anchors[index].lead.start..anchors[index].end;
                    let mut statement = Statement::new(format!("{name}{said}"), Comparator::AtLeast, mark);
                    statement.number(anchors[index].number);
                    statement.doubts.push(Doubt::ComparatorGuessed);
                    out.push(statement);
                }
            }
            waiting.clear();
            let measure = anchor.number.measure.as_str();
            carried.paired = said.is_empty().then(|| measure.to_owned());
            if let Some((place, verb, _)) = bare.take().filter(|(.., of)| *of == measure && !said.is_empty())
                && let (Some(next), Some(first)) = (found.first(), out.get_mut(place))
                && let Some(noun) = named::noun_of(&next.title)
            {
                first.title = format!("{verb}{noun}");
            }
            if said.is_empty() && named::is_verb_alone(&own) {
                bare = Some((out.len(), own, measure));
            }
            for mut statement in found {
                statement.baseline = baseline;
                if merged == Some(n) {
                    statement.comparator = Comparator::Equal;
                }
                out.push(statement);
            }
            left = right;
        } else if cut.is_some() {
            let ends = right < clause.range.end && said.trim_matches('、').is_empty();
            if ends && own.chars().count() > 1 && statement::is_count(anchor.number) {
                waiting.push((own, n));
            }
            // A number that says nothing stays part of what follows, unless a list mark parts them.
            left = right;
        }
    }
    series::share_noun(&mut out);
    series::share_bound(&mut out);
    series::share_act(&mut out);
    series::share_deed(&mut out);
    out
}

/// What one number says; `None` when it says nothing.
fn one(
    clause: &Clause,
    anchor: &Anchor,
    before: Range<usize>,
    after: Range<usize>,
    joins: bool,
    carried: &mut Carried,
) -> Option<Vec<Statement>> {
    let number = anchor.number;
    let mut before_text = clause.words(before.clone());
    // 建设好教育基地和4个职教中心: the one is not of the other.
    if let Some(first) = before_text.strip_suffix(['和', '与', '及'])
        && number.weight == Weight::Count
        && let Some(verb) = subject::leading_verb(&subject::of(first).text)
    {
        before_text = verb.to_owned();
    }
    // 受教育年限从2020年的10.8年提高到11.3年: where it starts from is no part of its name.
    if anchor.lead.comparator.is_some() {
        before_text.truncate(named::without_start(&before_text).len());
    }
    // 领导小组要每月研究一次: whom it binds is said apart.
    if let [who] = carried.scope.as_slice()
        && let Some(rest) = before_text.strip_prefix(who.as_str())
        && scope::BODIES.iter().any(|end| who.ends_with(end))
    {
        before_text = rest.trim_start_matches('要').to_owned();
    }
    // 比例不低于教师总数的10%: what is measured stands before the comparator.
    if anchor.lead.comparator.is_none() && number.weight == Weight::Ratio {
        let word = clause.tokens[..anchor.index]
            .iter()
            .rev()
            .find(|t| t.range.start >= before.start && matches!(t.word, Word::Before(_)));
        if let Some(word) = word {
            before_text = clause.words(before.start..word.range.start);
        }
    }
    // 平原、新丰两县各不少于15所: which of them.
    let places = named::places_listed(&before_text).map(str::to_owned);
    if places.is_some() {
        before_text.clear();
    }
    // 突破900人大关
    let after_text = lists::without_mark(&clause.words(after)).to_owned();
    let loose = lead::loose(clause, anchor.index, before.start);
    let (found, was_carried) = statement::subject_of(&before_text, carried);
    let (mut found, mut was_carried) = (found, was_carried);
    found.scope.extend(places);
    // 小学6所达到省定标准: it is said of them.
    if subject::begins_with_act(subject::object(&after_text))
        && noun::LEVELS.contains(&subject::of(&before_text).text.as_str())
    {
        (found, was_carried) = (subject::of(&before_text), false);
    }
    // 把这一比例提高到60%: of what was told before.
    if ["这一比例", "该比例", "这个比例"].contains(&found.text.as_str())
        && let Some(last) = carried.subjects.last()
    {
        (found.text, was_carried) = (last.clone(), true);
    }
    // 开展社会培训，全年不少于3000人次: of what is held, not of a rate.
    if was_carried && number.weight == Weight::Count && found.text.ends_with('率') && !carried.deed.is_empty()
    {
        found.text.clone_from(&carried.deed);
    }
    // 组织教研联盟活动，每月至少1次: of what the clause before names.
    if was_carried && number.weight == Weight::Times && !carried.deed.is_empty() {
        found.text.clone_from(&carried.deed);
    }
    // 高一招收新生600人，每班不超过55人
    if was_carried
        && number.measure == "人"
        && found.scope.iter().any(|s| ["每班", "每个班"].contains(&s.as_str()))
    {
        (found.text, was_carried) = ("班额".into(), false);
    }
    // 起始年级均衡编班，小学不超过45人
    let level = subject::of(&before_text).text;
    if number.measure == "人"
        && anchor.comparator == Some(Comparator::AtMost)
        && number.value.is_some_and(|v| (30..=70).contains(&v.try_into().unwrap_or(0)))
        && noun::LEVELS.contains(&level.as_str())
        && !carried.subjects.last().is_some_and(|last| subject::noun_ends(last))
    {
        (found.text, was_carried) = (format!("{level}班额"), false);
    }
    // 幼儿园每季度至少开展1次: of the same.
    if number.weight == Weight::Times
        && subject::object(&after_text).is_empty()
        && let Some(level) = super::words::verb::HELD.iter().find_map(|verb| found.text.strip_suffix(verb))
        && noun::LEVELS.contains(&subject::trim_end(level))
    {
        found.text = subject::trim_end(level).to_owned();
    }
    // 合格率98%以上、优秀率不低于25%: of the same.
    let head_carried = subject::head_of_rates(&found.text, carried.subjects.last())
        .or_else(|| named::head_of_share(&found.text, carried.subjects.last()).filter(|_| !was_carried));
    if let Some(head) = &head_carried {
        found.text = format!("{head}{}", found.text);
    }
    // 班额不超过45人（小学）、50人（初中）: whose it is, in brackets.
    let whose = named::level_beside(clause, anchor.end);
    if let Some(level) = whose.as_deref() {
        let bare = subject::without_level(&found.text);
        found.text = format!("{level}{bare}");
    }
    // 课后服务覆盖率100%，每天至少2小时: of the service, not of its rate.
    if was_carried && number.weight == Weight::Times && found.text.ends_with('率') {
        let named = carried.rates.iter().find_map(|rate| {
            noun::BARE_RATES.iter().filter_map(|end| rate.strip_suffix(end)).min_by_key(|name| name.len())
        });
        found.text = named.unwrap_or_default().to_owned();
    }
    if anchor.lead.growth.is_some() {
        found.text = subject::trim_end(subject::without_base(&found.text)).to_owned();
        if found.text.is_empty()
            && let Some(last) =
                Some(&carried.topic).filter(|topic| !topic.is_empty()).or(carried.subjects.last())
        {
            (found.text, was_carried) = (last.clone(), true);
        }
    }
    let after_text = subject::without_asides(&after_text);
    let object = subject::object(&after_text);
    if let Some(name) = named::before_verb(&before_text).filter(|_| object.is_empty()) {
        (found, was_carried) = (name, false);
    }
    let names = (!object.is_empty()
        && number.weight == Weight::Count
        && !named::names_all(&found.text, object, number))
    .then(|| named::verb_before_names(&before_text, &found.text, number))
    .flatten();
    named::of_counted(carried, number, &level, &mut found, &mut was_carried);
    let part_of = carried.is_among.then(|| named::verb_of_measure(carried, &number.measure)).flatten();
    if let Some(verb) = &names {
        found.text = if verb.is_empty() { part_of.clone().unwrap_or_default() } else { verb.clone() };
        // 凉州区祁连路小学等5所: where one of them is, not where all are.
        found.scope.retain(|s| scope::WHOLE.contains(&s.as_str()) || scope::PARTS.contains(&s.as_str()));
    }
    let own = if was_carried && whose.is_none() { "" } else { found.text.as_str() };
    let bare = subject::trim_end(&before_text);
    let measured = subject::noun_ends(own)
        || was_carried && found.text.contains(bare) && !bare.is_empty() && subject::noun_ends(&found.text);
    let growth = anchor.lead.growth.clone();
    // 90%以上教室配备…, 20所学校实现…: so many are to do it.
    let acts = subject::acts(object) && (number.weight == Weight::Ratio || statement::is_count(number));
    let acts_first = !own.is_empty() && subject::begins_with_act(object);
    let whole = own.trim_start_matches(['为', '使', '让', '给', '向']);
    let given = before_text.trim_end().ends_with(['对', '为', '给', '向', '让', '使']);
    let own = if acts && (given || whole.is_empty() || scope::WHOLE.contains(&whole)) {
        found.scope.extend((!given && !whole.is_empty()).then(|| whole.to_owned()));
        String::new()
    } else {
        own.to_owned()
    };
    // 向32所民办学校选派指导员
    let own = if ["向", "为", "给", "与"].contains(&own.as_str()) { "" } else { own.as_str() };
    let of_level = was_carried && noun::LEVELS.contains(&level.as_str());
    let acts = acts && own.is_empty() && !of_level;
    let every = clause.tokens.iter().any(|t| matches!(&t.word, Word::When(w) if w.every.is_some()))
        || carried.when.as_ref().is_some_and(|w| w.every.is_some());
    let each = clause.tokens.iter().any(|t| t.word == Word::Each);
    let does = subject::does(own) || !anchor.lead.is_weak && growth.is_none() && subject::does(&before_text);
    let share = subject::share_of(&after_text)
        .filter(|_| own.is_empty())
        .or_else(|| named::share_between(clause, anchor, before.start, own, measured));
    // 56人以上大班额比例: the number says which.
    let says_which = anchor.lead.comparator.is_none()
        && anchor.end > number.range.end
        && number.weight != Weight::Ratio
        && own.is_empty()
        && !does
        && !each
        && (joins || !object.is_empty());
    let is_grant = matches!(own, "投资" | "总投资") && after_text.starts_with('的');
    let is_standard = share.is_some() && anchor.lead.comparator.is_some();
    // 其中4所年底前竣工, 其余3所8月底前建成
    let of_those = number.weight == Weight::Count
        && (own.is_empty() && carried.is_among || ["其余", "剩余", "余下"].contains(&own));
    let staged = count::staged(clause, &after_text, object, own)
        .or_else(|| of_those.then(|| count::stage_alone(object)).flatten().map(Some));
    let is_class = !is_standard
        && (says_which && !acts
            || named::says_of_which(clause, anchor)
            || after_text.contains("将于") && after_text.contains('后')
            || staged.is_none() && ["在建", "在建的"].iter().any(|word| before_text.ends_with(word))
            || is_described(&before_text)
            || named::says_standard(clause, anchor, &before_text)
            || is_track(number, &after_text)
            || anchor.end > number.range.end && is_class_size(number, &clause.rest(anchor.end))
            || number.weight != Weight::Ratio && after_text.starts_with('者')
            || named::falls_short(clause, anchor)
            // 离家30公里以上的特岗教师
            || number.measure == "公里" && anchor.end > number.range.end && after_text.starts_with('的')
            || is_grant
            || before_text.ends_with('每')
            || named::only_names(clause, anchor)
            || before_text.ends_with('的') && clause.rest(anchor.end).contains("每人")
            // 县城12所学校每校帮扶2所
            || ["每校", "每所", "每园", "每班"].iter().any(|each| after_text.contains(each))
            || object.starts_with('是')
            || is_class(&after_text, number, own, does));
    let strong = anchor.is_strong || loose.is_some();
    // 犯罪率为0, 责任事故为0: none of it.
    let is_none = number.value == Some(rust_decimal::Decimal::ZERO);
    let said = Said {
        clause,
        anchor,
        before: &before,
        before_text: &before_text,
        after_text: &after_text,
        object,
        own,
        found: &found,
        carried,
        names: names.as_deref(),
        has_part: part_of.is_some(),
        has_share: share.is_some(),
        is_staged: staged.is_some(),
        was_carried,
        measured,
        strong,
        does,
        acts,
        acts_first,
        every,
        each,
        is_none,
    };
    let is_forced = clause.is_forced && number.value.is_some();
    if is_class || !(is_forced || weigh::is_target(&said)) {
        return None;
    }
    let does_first =
        acts_first && anchor.comparator.is_none() && noun::LEARNERS.iter().any(|end| own.ends_with(end));
    let of_what = number.weight == Weight::Ratio
        && !measured
        && (after_text.starts_with('的') || does_first)
        && !object.is_empty();
    let is_rate =
        number.weight == Weight::Ratio && !of_what && (measured || !own.is_empty()) || measured && !does;
    let listed = staged.is_some() && (own.contains('、') || own.ends_with('等'));
    let mut title = match (&share, is_rate) {
        (Some(share), _) => share.clone(),
        (None, true) => found.text.clone(),
        (None, false) if acts => object.chars().take(40).collect(),
        (None, false) if own.is_empty() && !object.is_empty() => {
            let named =
                if subject::begins_with_act(object) { object.to_owned() } else { subject::of(object).text };
            format!("{}{named}", leading(&before_text))
        }
        (None, false) => {
            let tail = subject::phrase(object);
            let verb = if own.is_empty() && !was_carried { leading(&before_text) } else { String::new() };
            if listed { tail.to_owned() } else { format!("{verb}{}{tail}", found.text) }
        }
    };
    title = lists::without_examples(&title);
    let mut doubts = Vec::new();
    if number.weight == Weight::Ratio
        && let Some(set_aside) = named::set_aside(&before_text, object)
    {
        title = set_aside;
    }
    if number.weight == Weight::Ratio
        && let Some(share) = named::share_of_whole(&title, &before_text, carried)
    {
        title = share;
    }
    // 其中骨干教师不低于20%: a part of what was measured before.
    if carried.is_among
        && !own.is_empty()
        && !own.contains('占')
        && (!measured || own.chars().count() <= 2)
        && number.weight == Weight::Ratio
        && growth.is_none()
        && let Some(last) = carried.subjects.last().filter(|last| subject::noun_ends(last))
    {
        let base = named::base_before(clause, anchor, before.start);
        title = match (base, last.split_once('占')) {
            // 其中骨干教师不低于交流总数的20%
            (Some(base), _) => format!("{own}占{base}比例"),
            (None, Some((whole, _))) if !whole.is_empty() => format!("{whole}中{own}占比"),
            (None, _) => format!("{last}（{own}）"),
        };
        doubts.push(Doubt::SubjectCarried);
    }
    // 人口2万人以上的乡镇办好2所: where.
    let counts_on = carried
        .tally
        .as_ref()
        .is_some_and(|(last, measure)| *measure == number.measure && named::noun_of(last).is_some());
    if object.is_empty()
        && counts_on
        && let Some((place, verb)) = named::placed_verb(&title)
    {
        found.scope.push(place.to_owned());
        title = verb.to_owned();
    }
    // 新建学校4所，改扩建7所: of the same.
    if !is_rate
        && number.weight == Weight::Count
        && object.is_empty()
        && let Some((last, _)) = carried
            .built
            .last()
            .filter(|(_, measure)| *measure == number.measure)
            .or(carried.tally.as_ref().filter(|(_, measure)| *measure == number.measure))
        && let Some(noun) = named::noun_of(last)
        && named::is_verb_alone(&title)
    {
        title.push_str(noun);
    }
    if (was_carried || head_carried.is_some()) && title == found.text {
        doubts.push(Doubt::SubjectCarried);
    }
    if let Some(growth) = &growth {
        title.push_str(named::change(growth));
        if number.weight == Weight::Ratio {
            doubts.push(Doubt::NoBaseline);
        }
    } else if anchor.lead.is_share && !title.ends_with("占比") && number.weight == Weight::Ratio {
        title.push_str("占比");
    } else if number.weight == Weight::Ratio && !of_what && !acts && share.is_none() {
        // 交流教师不低于应交流人数的10%: a share of them, not so many.
        title = named::as_share(title, named::base_before(clause, anchor, before.start));
    }
    // 提质改造…30所、…19所: the second has no verb of its own.
    if !is_rate && growth.is_none() {
        match subject::leading_verbs(&title) {
            Some(verb) => carried.verb = verb.to_owned(),
            None if measured => carried.verb.clear(),
            // 联系一个乡镇、包一所学校
            None if own.chars().count() == 1 && "包带抓帮联".contains(own) => {
                carried.verb = own.to_owned();
            }
            // 城区新建幼儿园6所、小学2所
            None if subject::placed_verb(&title).is_some() => {
                carried.verb = subject::placed_verb(&title).unwrap_or_default();
            }
            // 每位教师掌握1项…、1项…
            None if !leading(&before_text).is_empty() => carried.verb = own.to_owned(),
            None if part_of.is_some() && object.is_empty() => {
                title = format!("{}{title}", part_of.unwrap_or_default())
            }
            None if (before.start > clause.range.start
                || (carried.paired.as_ref() == Some(&number.measure)
                    || carried.paired.is_some() && number.weight == Weight::Times)
                    && anchor.lead.comparator.is_none()
                    && !subject::does(&title))
                && !carried.verb.is_empty() =>
            {
                title = format!("{}{title}", carried.verb)
            }
            None => carried.verb.clear(),
        }
    }
    // 初中获一等奖1所、二等奖1所
    if measured && growth.is_none() {
        if let Some((who, _)) = title.split_once('获') {
            carried.verb = format!("{who}获");
        } else if before.start > clause.range.start && carried.verb.ends_with('获') {
            title.insert_str(0, &carried.verb);
        }
    }
    let of_before = object.is_empty() && strong && growth.is_none();
    let (mut title, is_helped) = title::whole(title, own, object, of_before, clause, carried);
    title::add_time(&mut title, &number.measure);
    // What was carried has its name already.
    let is_own = !was_carried && head_carried.is_none();
    let mut made_whole = is_own.then(|| context::of_rate(&title, clause, carried)).flatten();
    if is_own && made_whole.is_none() && !is_helped && growth.is_none() {
        made_whole = context::of_short(&title, clause);
    }
    let is_helped = is_helped || made_whole.is_some();
    if let Some(name) = made_whole {
        title = name;
    }
    if is_helped {
        doubts.push(Doubt::SubjectCarried);
    }
    if title.chars().count() < 2 || noun::GENERAL.contains(&title.as_str()) {
        return None;
    }
    let mark = anchor.lead.start..anchor.end;
    let comparator = anchor.comparator.or(loose).unwrap_or(Comparator::AtLeast);
    let is_none = is_none && is_rate;
    let comparator = if is_none { Comparator::Zero } else { comparator };
    if is_none {
        title.push_str("清零");
    }
    // 均达到100%: each of the list.
    let mut titles =
        if is_rate && (anchor.lead.all || own.contains('、')) { lists::list(&title) } else { Vec::new() };
    if anchor.lead.all {
        lists::share_rate(&mut titles);
    }
    let is_whole = anchor.lead.all && number.value == Some(rust_decimal::Decimal::ONE_HUNDRED);
    let all_rates = titles.len() > 1
        && titles.iter().all(|t| subject::noun_ends(t) || is_whole && t.chars().count() >= 4);
    let titles = if all_rates {
        titles
    } else {
        lists::indicators(clause, number.range.start)
            .or_else(|| lists::each(&title, &before_text))
            .unwrap_or_else(|| vec![title])
    };
    let last = titles.last().cloned().unwrap_or_default();
    if is_rate
        || !was_carried && share.is_none() && number.weight == Weight::Ratio
        || carried.subjects.is_empty()
    {
        carried.subjects = vec![if measured { found.text.clone() } else { last }];
    } else if !was_carried && !own.is_empty() {
        carried.subjects = vec![last];
    }
    carry::leave(&titles, number, is_rate, carried);
    let made = titles.into_iter().map(|title| {
        let mut statement = Statement::new(title, comparator, mark.clone());
        statement.number(number);
        if is_none {
            statement.value = None;
            statement.measure.clear();
        }
        statement.scope = if listed {
            Vec::new()
        } else if is_rate || number.weight == Weight::Ratio {
            found.scope.clone()
        } else {
            bound(&found.scope)
        };
        statement.stage =
            staged.flatten().or_else(|| stage_of(&statement.title).filter(|_| !carried.is_among));
        statement.doubts.extend(&doubts);
        if anchor.is_about && !number.is_about {
            statement.doubts.push(Doubt::Approximate);
        }
        // 新建6所 and 整改率100% leave no doubt what is meant.
        let is_plain = number.weight == Weight::Count && subject::leading_verb(&statement.title).is_some()
            || number.weight == Weight::Ratio && number.value == Some(rust_decimal::Decimal::ONE_HUNDRED);
        if !strong && !anchor.lead.is_weak && !is_plain {
            statement.doubts.push(Doubt::ComparatorGuessed);
        }
        if number.measure.is_empty() {
            statement.doubts.push(Doubt::NoMeasure);
        }
        statement
    });
    Some(made.collect())
}
