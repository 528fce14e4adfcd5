//! Made-up cities: units, targets, tasks and reports of a bureau, its counties and their schools,
//! and the files they would send, good ones, late ones and bad ones. The same seed gives the same
//! bytes, and a school's records are the same in the city, the county and its own file.

// Tests and examples each use a part of it.
#![allow(dead_code)]

pub mod damaged;

use chrono::{Days, NaiveDate};
use taizhang::format::{Scope, SnapshotInfo, encode_snapshot};
use taizhang::model::choice::{Choice, Comparator, ReportKind, RollUp, SourceLevel, ThemeKind, UnitKind};
use taizhang::model::field::Field;
use taizhang::model::id::{LedgerId, PartId, UnitId};
use taizhang::model::kind::{AnyRecord, Kind};
use taizhang::model::ledger::Ledger;
use taizhang::model::stamp::{Device, Stamp};
use taizhang::model::value::Value;
use uuid::Uuid;

/// 28 March 2025 at half past nine in China.
pub const NOW: i64 = 1_743_125_400_000;
const DAY: i64 = 86_400_000;

/// How large a city.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub seed: u64,
    pub counties: u32,
    pub schools: u32,
    /// Tasks of each school; targets, steps and entries come on top.
    pub tasks: u32,
}

/// What a school sends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sent {
    /// Its newest file.
    Good,
    /// Nothing reported since February.
    Late,
    /// A file from before its last reports, sent once more.
    Older,
}

/// SplitMix64: small, the same everywhere.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64, salt: u64) -> Self {
        Self(seed ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }
    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}

const COUNTIES: [&str; 20] = [
    "成安县",
    "临漳县",
    "大名县",
    "涉县",
    "磁县",
    "邱县",
    "鸡泽县",
    "广平县",
    "馆陶县",
    "魏县",
    "曲周县",
    "武安市",
    "丛台区",
    "复兴区",
    "峰峰矿区",
    "肥乡区",
    "永年区",
    "邯山区",
    "经济技术开发区",
    "冀南新区",
];
const PLACES: [&str; 16] = [
    "城关",
    "东城",
    "西关",
    "南街",
    "北环",
    "新华",
    "育才",
    "文昌",
    "滏阳",
    "向阳",
    "青年",
    "和平",
    "李家庄",
    "王村",
    "柳林",
    "河沙镇",
];
const KINDS: [&str; 6] = ["中学", "小学", "实验小学", "中心校", "幼儿园", "职教中心"];
const FAMILIES: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "郭",
    "马", "欧阳", "司马",
];
const GIVEN: [&str; 20] = [
    "明远", "建国", "秀英", "丽华", "志强", "晓东", "海燕", "文博", "雅琴", "俊杰", "桂兰", "子涵", "春梅",
    "伟", "芳", "磊", "静", "玉珍", "国庆", "思源",
];
const WORK: [&str; 16] = [
    "普惠性幼儿园认定",
    "义务教育优质均衡创建",
    "校园安全隐患排查",
    "教师交流轮岗",
    "课后服务提质",
    "控辍保学",
    "食堂规范管理",
    "智慧校园建设",
    "校舍维修改造",
    "学生体质健康提升",
    "心理健康教育",
    "师德师风建设",
    "校本教研",
    "劳动教育实践基地建设",
    "家校共育",
    "规范汉字书写",
];
const HOW: [&str; 8] = [
    "制定实施方案",
    "召开推进会",
    "逐校排查",
    "建立台账",
    "开展专项培训",
    "组织中期检查",
    "完成整改",
    "总结验收",
];
const TARGETS: [(&str, &str, Comparator, Option<RollUp>); 6] = [
    ("学前三年毛入园率", "%", Comparator::AtLeast, Some(RollUp::Ratio)),
    ("新增公办学位", "个", Comparator::AtLeast, Some(RollUp::Sum)),
    ("义务教育巩固率", "%", Comparator::AtLeast, Some(RollUp::Ratio)),
    ("大班额", "个", Comparator::Zero, Some(RollUp::Sum)),
    ("安全责任事故为零", "", Comparator::YesNo, Some(RollUp::AllOf)),
    ("质量监测位次", "位", Comparator::RankWithin, Some(RollUp::BestOf)),
];

/// An id as random as real ones, but always the same for the same thing.
fn id(size: &Size, what: u64, county: u32, school: u32, n: u32) -> Uuid {
    let salt = (what << 56) ^ (u64::from(county) << 40) ^ (u64::from(school) << 24) ^ u64::from(n);
    let mut chance = Chance::new(size.seed, salt);
    let bytes = (u128::from(chance.next()) << 64) | u128::from(chance.next());
    // A UUID of version 7, as the page makes them: its time, then chance.
    let time = (NOW - 80 * DAY + i64::from(n) * 1000) as u128;
    let fixed = (time << 80) | (7 << 76) | (2 << 62);
    Uuid::from_u128(fixed | (bytes & 0x0fff_3fff_ffff_ffff_ffff))
}

pub fn bureau(size: &Size) -> UnitId {
    UnitId(id(size, 1, 0, 0, 0))
}
pub fn county(size: &Size, c: u32) -> UnitId {
    UnitId(id(size, 1, c + 1, 0, 0))
}
pub fn school(size: &Size, c: u32, s: u32) -> UnitId {
    UnitId(id(size, 1, c + 1, s + 1, 0))
}

/// One writer who fills a ledger in, counting as a device does.
struct Pen<'a> {
    ledger: &'a mut Ledger,
    stamp: Stamp,
}

type Fields<'a> = &'a [(Field, Value)];

impl Pen<'_> {
    fn put(&mut self, kind: Kind, id: Uuid, unit: Option<UnitId>, fields: Fields) {
        self.stamp.counter += 1;
        let mut record = AnyRecord::new(kind, id, unit);
        for (field, value) in fields.iter().filter(|(_, value)| *value != Value::Unset) {
            record.as_dyn_mut().write(*field, value, self.stamp).unwrap();
        }
        self.note(unit);
        self.ledger.put(record);
    }
    fn again(&mut self, kind: Kind, id: Uuid, unit: Option<UnitId>, fields: Fields) {
        self.stamp.counter += 1;
        let mut record = self.ledger.copy(taizhang::model::kind::RecordId { kind, id }).unwrap();
        for (field, value) in fields {
            record.as_dyn_mut().write(*field, value, self.stamp).unwrap();
        }
        self.note(unit);
        self.ledger.put(record);
    }
    fn note(&mut self, unit: Option<UnitId>) {
        let part = unit.map_or(PartId::Plan, PartId::Unit);
        self.ledger.seen.entry(part).or_default().note(self.stamp);
    }
}

fn text(text: impl Into<String>) -> Value {
    let text = text.into();
    if text.is_empty() { Value::Unset } else { Value::Text(text) }
}
fn code<C: Choice>(choice: C) -> Value {
    Value::Code(choice.code())
}
fn number(n: u64) -> Value {
    Value::Number(rust_decimal::Decimal::from(n))
}
fn person(chance: &mut Chance) -> String {
    format!("{}{}", chance.of(&FAMILIES), chance.of(&GIVEN))
}
fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap().checked_add_days(Days::new(offset)).unwrap()
}
fn device(c: u32, s: u32, n: u64) -> Device {
    Device::new(0x5a00_0000_0000 | (u64::from(c) << 24) | (u64::from(s) << 8) | n, 1)
}

/// The ledger as the bureau begins it: title, framework, itself and its targets.
pub fn frame(size: &Size) -> Ledger {
    let mut ledger = Ledger::new(LedgerId(id(size, 0, 0, 0, 0)));
    let meta = ledger.id().0;
    let stamp = Stamp { counter: 0, device: device(0, 0, 0), at: NOW - 80 * DAY };
    let mut pen = Pen { ledger: &mut ledger, stamp };
    let title = text("2025年教育工作台账");
    pen.put(Kind::Meta, meta, None, &[(Field::Title, title), (Field::Year, Value::Whole(2025))]);
    pen.put(
        Kind::Unit,
        bureau(size).0,
        None,
        &[(Field::Title, text("邯郸市教育局")), (Field::Kind, code(UnitKind::Bureau))],
    );
    for (n, title) in ["两项重点", "六项工程", "六项改革", "民生实事"].iter().enumerate() {
        let fields = [(Field::Title, text(*title)), (Field::Kind, code(ThemeKind::ALL[n + 1]))];
        pen.put(Kind::Theme, id(size, 2, 0, 0, n as u32), None, &fields);
    }
    targets(size, &mut pen, bureau(size), None, (0, 0));
    ledger
}

fn targets(size: &Size, pen: &mut Pen, unit: UnitId, above: Option<(u32, u32)>, at: (u32, u32)) {
    for (n, (title, measure, comparator, rule)) in TARGETS.iter().enumerate() {
        let n = n as u32;
        let wanted = match comparator {
            Comparator::AtLeast if *measure == "%" => number(96),
            Comparator::AtLeast => number(if above.is_none() { 5000 } else { 40 }),
            Comparator::RankWithin => number(3),
            _ => Value::Unset,
        };
        let parent = above.map_or(Value::Unset, |(c, s)| Value::Id(id(size, 3, c, s, n)));
        pen.put(
            Kind::Target,
            id(size, 3, at.0, at.1, n),
            Some(unit),
            &[
                (Field::Title, text(*title)),
                (Field::Theme, Value::Id(id(size, 2, 0, 0, n % 4))),
                (Field::Parent, parent),
                (Field::Comparator, code(*comparator)),
                (Field::Quantity, wanted),
                (Field::Measure, text(*measure)),
                (Field::Due, Value::Date(day(364))),
                (Field::Source, code(SourceLevel::Bureau)),
                (Field::RollUp, rule.map_or(Value::Unset, code)),
            ],
        );
    }
}

/// Adds a county: its unit, and the targets handed down to it.
pub fn add_county(ledger: &mut Ledger, size: &Size, c: u32) {
    let stamp = Stamp { counter: 100, device: device(0, 0, 0), at: NOW - 79 * DAY };
    let mut pen = Pen { ledger, stamp };
    let again = c / COUNTIES.len() as u32;
    let place = COUNTIES[c as usize % COUNTIES.len()];
    let title = if again == 0 { format!("{place}教育局") } else { format!("{place}第{again}教育局") };
    pen.put(
        Kind::Unit,
        county(size, c).0,
        None,
        &[
            (Field::Title, text(title)),
            (Field::Kind, code(UnitKind::County)),
            (Field::Parent, Value::Id(bureau(size).0)),
            (Field::Order, Value::Whole(i64::from(c))),
        ],
    );
    targets(size, &mut pen, county(size, c), Some((0, 0)), (c + 1, 0));
}

/// Adds a school with all that is on it.
pub fn add_school(ledger: &mut Ledger, size: &Size, c: u32, s: u32, sent: Sent) {
    let mut chance = Chance::new(size.seed, (u64::from(c) << 32) | u64::from(s));
    let unit = school(size, c, s);
    let stamp = Stamp { counter: 200, device: device(c + 1, 0, 0), at: NOW - 75 * DAY };
    let mut pen = Pen { ledger, stamp };
    let place = PLACES[s as usize % PLACES.len()];
    let number_of = s / PLACES.len() as u32 + 1;
    pen.put(
        Kind::Unit,
        unit.0,
        None,
        &[
            (Field::Title, text(format!("{place}第{number_of}{}", chance.of(&KINDS)))),
            (Field::Kind, code(UnitKind::School)),
            (Field::Parent, Value::Id(county(size, c).0)),
            (Field::Order, Value::Whole(i64::from(s))),
            (Field::Person, text(person(&mut chance))),
        ],
    );
    targets(size, &mut pen, unit, Some((c + 1, 0)), (c + 1, s + 1));
    // Some schools are ahead, some have hardly begun.
    let pace = chance.below(100);
    let thing = |what: u64, n: u32| id(size, what, c + 1, s + 1, n);
    for n in 0..size.tasks {
        let by = device(c + 1, s + 1, u64::from(chance.below(3) == 0));
        pen.stamp = Stamp { device: by, at: NOW - (74 - i64::from(n % 60)) * DAY, ..pen.stamp };
        let work = chance.of(&WORK);
        let has_four = chance.below(10) > 0;
        let due = day(30 + chance.below(330));
        pen.put(
            Kind::Task,
            thing(4, n),
            Some(unit),
            &[
                (Field::Title, text(format!("{work}（{}）", chance.of(&HOW)))),
                (Field::Theme, Value::Id(id(size, 2, 0, 0, n % 4))),
                (Field::Source, code(SourceLevel::ALL[chance.below(5) as usize])),
                (Field::Person, if has_four { text(person(&mut chance)) } else { Value::Unset }),
                (Field::Responsibility, text(format!("{}，{}", chance.of(&HOW), chance.of(&HOW)))),
                (Field::Start, Value::Date(day(chance.below(30)))),
                (Field::Due, Value::Date(due)),
                (Field::Pace, text(format!("{}后{}", chance.of(&HOW), chance.of(&HOW)))),
                (Field::Order, Value::Whole(i64::from(n))),
            ],
        );
        if n % 5 == 0 {
            let fields = [
                (Field::Task, Value::Id(thing(4, n))),
                (Field::Title, text(chance.of(&HOW))),
                (Field::Due, Value::Date(due)),
            ];
            pen.put(Kind::Milestone, thing(5, n), Some(unit), &fields);
        }
        if n % 7 == 0 {
            // Another device changes what the first had written.
            pen.stamp.device = device(c + 1, s + 1, 2);
            let fields = [(Field::Person, text(person(&mut chance)))];
            pen.again(Kind::Task, thing(4, n), Some(unit), &fields);
        }
        let on = match sent {
            Sent::Good => 45 + chance.below(41),
            Sent::Late | Sent::Older => 20 + chance.below(35),
        };
        if n % 3 == 0 && chance.below(100) < pace {
            let done = chance.below(4) == 0;
            let percent = if done { 100 } else { chance.below(90) as i64 };
            pen.put(
                Kind::Report,
                thing(6, n),
                Some(unit),
                &[
                    (Field::Task, Value::Id(thing(4, n))),
                    (Field::Date, Value::Date(day(on))),
                    (Field::Kind, code(if done { ReportKind::Done } else { ReportKind::Advance })),
                    (Field::Percent, Value::Whole(percent)),
                    (Field::Note, text(format!("{}已{}，下一步{}", work, chance.of(&HOW), chance.of(&HOW)))),
                    (Field::By, text(person(&mut chance))),
                ],
            );
        }
    }
    for n in 0..TARGETS.len() as u32 {
        let (_, measure, comparator, _) = TARGETS[n as usize];
        // Unset is unset: some have said nothing yet.
        if chance.below(100) >= pace {
            continue;
        }
        let below = 100 + chance.below(900);
        let above = below - chance.below(below / 8);
        let value = match (comparator, measure) {
            (Comparator::AtLeast, "%") => {
                let rate = rust_decimal::Decimal::from(above * 100) / rust_decimal::Decimal::from(below);
                Value::Number(rate.round_dp(2).normalize())
            }
            (Comparator::AtLeast, _) => number(chance.below(60)),
            (Comparator::Zero, _) => number(chance.below(2)),
            (Comparator::RankWithin, _) => number(1 + chance.below(20)),
            _ => Value::Unset,
        };
        let is_rate = measure == "%";
        pen.put(
            Kind::Actual,
            thing(7, n),
            Some(unit),
            &[
                (Field::Target, Value::Id(thing(3, n))),
                (Field::Date, Value::Date(day(40 + chance.below(40)))),
                (Field::Quantity, value),
                (
                    Field::Reached,
                    if comparator == Comparator::YesNo { Value::Flag(true) } else { Value::Unset },
                ),
                (Field::Numerator, if is_rate { number(above) } else { Value::Unset }),
                (Field::Denominator, if is_rate { number(below) } else { Value::Unset }),
                (Field::Evidence, text("统计报表")),
            ],
        );
    }
}

/// A county with all its schools, as its own ledger holds it.
pub fn county_ledger(size: &Size, c: u32) -> Ledger {
    let mut ledger = frame(size);
    add_county(&mut ledger, size, c);
    (0..size.schools).for_each(|s| add_school(&mut ledger, size, c, s, Sent::Good));
    ledger
}

/// The whole city.
pub fn city_ledger(size: &Size) -> Ledger {
    let mut ledger = frame(size);
    for c in 0..size.counties {
        add_county(&mut ledger, size, c);
        (0..size.schools).for_each(|s| add_school(&mut ledger, size, c, s, Sent::Good));
    }
    ledger
}

/// A school's file.
pub fn school_file(size: &Size, c: u32, s: u32, sent: Sent) -> Vec<u8> {
    let mut ledger = frame(size);
    add_county(&mut ledger, size, c);
    add_school(&mut ledger, size, c, s, sent);
    let exported_at = if sent == Sent::Good { NOW } else { NOW - 30 * DAY };
    let info = SnapshotInfo { exported_at, app: "0.1.0".to_owned(), ..SnapshotInfo::default() };
    encode_snapshot(&ledger, Scope::Unit(school(size, c, s)), &info)
}

/// What each school of a county sends, in a fixed order: mostly good files, some late, and now and
/// then one from before once more.
pub fn county_files(size: &Size, c: u32) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for s in 0..size.schools {
        let mut chance = Chance::new(size.seed, 0xf11e_0000_0000 | (u64::from(c) << 16) | u64::from(s));
        let sent = if chance.below(20) == 0 { Sent::Late } else { Sent::Good };
        let name = format!("{:02}-{:03}", c + 1, s + 1);
        files.push((format!("{name}.json"), school_file(size, c, s, sent)));
        if chance.below(40) == 0 {
            files.push((format!("{name}(1).json"), school_file(size, c, s, Sent::Older)));
        }
    }
    files
}
