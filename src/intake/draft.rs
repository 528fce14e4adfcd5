//! What a reader found in a document: a draft with its origin, its doubts, and every field it could read.
//!
//! A draft is a proposal. Fields that the document does not state are empty (`None`, `""`, no items):
//! a blank X is an unset value, never zero (`P3`).

use crate::model::choice::{Comparator, Period, SourceLevel, Stage, ThemeKind, UnitKind};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::ops::Range;

/// What the reader has to be told, because no document says it of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Setting {
    /// The year of the ledger: dates without a year fall in it.
    pub year: i32,
}

/// Names a draft within one reading; the order of keys is the order in the document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DraftKey(pub u32);

/// What a draft would become.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DraftKind {
    /// 总体思路条目: a node of the framework.
    Theme,
    /// 目标
    Target,
    /// 任务
    Task,
    /// 对人的定额: lessons observed, days on the front line, topics; so much for each person and period.
    Quota,
    /// 填报节奏: 周汇总、月通报、季评价
    Rhythm,
    /// 单位 named by the document.
    Unit,
}

impl DraftKind {
    /// All kinds, in the order a review lists them.
    pub const ALL: [Self; 6] = [Self::Theme, Self::Target, Self::Task, Self::Quota, Self::Rhythm, Self::Unit];
}

/// How often a quota or a rhythm comes round.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Every {
    /// 每天、日报
    Day,
    /// 每周
    Week,
    /// 每两周、半月
    Fortnight,
    /// 每月
    Month,
    /// 每季度
    Quarter,
    /// 每学期
    Term,
    /// 每半年
    HalfYear,
    /// 每年
    Year,
}

impl Every {
    /// The ledger's period of the same length, where it has one.
    pub fn period(self) -> Option<Period> {
        match self {
            Self::Week => Some(Period::Week),
            Self::Month => Some(Period::Month),
            Self::Term => Some(Period::Term),
            Self::Year => Some(Period::Year),
            Self::Day | Self::Fortnight | Self::Quarter | Self::HalfYear => None,
        }
    }
}

/// Where a draft stands in the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Byte ranges of the document's text, on character boundaries.
    Text {
        /// The sentence or clause: `text[quote]` is [`Draft::quote`].
        quote: Range<usize>,
        /// The words of the value and comparator, within `quote`; the whole of it when there is no
        /// narrower place.
        mark: Range<usize>,
    },
    /// A cell of a sheet or table, and where in its text.
    Cell {
        /// The sheet's name, or the table's number in the document.
        sheet: String,
        /// From 0.
        row: u32,
        /// From 0.
        column: u32,
        /// Bytes of the cell's text: `cell[quote]` is [`Draft::quote`].
        quote: Range<usize>,
    },
}

/// Why a person should look twice. The review shows drafts with doubts first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Doubt {
    /// It reads like a report of what was already reached.
    Past,
    /// No subject of its own was found.
    NoSubject,
    /// The subject was taken over from an earlier clause.
    SubjectCarried,
    /// 分别, but not as many values as subjects.
    UnevenLists,
    /// A number without a word that says at least or at most.
    ComparatorGuessed,
    /// A number without a unit of measure.
    NoMeasure,
    /// The value is blank in the document: X, ××, 若干.
    ValueUnset,
    /// 左右、约: the value is approximate.
    Approximate,
    /// Worded like a target, but no rule reads it: it stands as it was written.
    Unread,
    /// 力争: hoped for rather than bound to.
    Striving,
    /// The value is a range; the lower end is the target's.
    ValueIsRange,
    /// A growth by so much on a baseline that the document does not state.
    NoBaseline,
    /// Due for a year other than the ledger's.
    OtherYear,
    /// The date is not certain: it was worked out from words such as 秋季开学前.
    DueGuessed,
    /// Places are blank in the document: X区、X县.
    PlaceUnset,
    /// The sheet's column was guessed from what stands in it.
    ColumnGuessed,
    /// The value comes from a merged cell above or beside.
    CellMerged,
    /// Longer than the ledger's line; it was cut.
    TitleCut,
    /// What it would become is not certain.
    KindGuessed,
    /// The same is said earlier in the document.
    SaidTwice,
}

/// One proposal out of a document.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// Its name within this reading.
    pub key: DraftKey,
    /// What keeps it together with others: a target's task, a theme's theme, a unit's unit.
    pub parent: Option<DraftKey>,
    /// What it would become.
    pub kind: DraftKind,
    /// Its name in the ledger: what is to be reached or done, without the value.
    pub title: String,
    /// The headings it stands under, outermost first, without their numbers.
    pub path: Vec<String>,
    /// Its number as the document writes it: 一、 （二） 3. or the table's 序号.
    pub number: String,
    /// The draft of the theme it hangs on, where the document has a framework.
    pub theme: Option<DraftKey>,
    /// For themes: what it is in the framework.
    pub theme_kind: Option<ThemeKind>,
    /// For units: what it is.
    pub unit_kind: Option<UnitKind>,
    /// Whose or of what: the words the value is said of.
    pub subject: String,
    /// How an actual value is held against it (`T1`).
    pub comparator: Option<Comparator>,
    /// The value; unset for X, ××, 若干. A place for ranks, the count for `AllReach`.
    pub value: Option<Decimal>,
    /// The upper end, when the document states a range.
    pub upper: Option<Decimal>,
    /// Where it starts from, when the document says 由…提高到….
    pub baseline: Option<Decimal>,
    /// 计量单位: %、所、万平方米
    pub measure: String,
    /// Whom it binds: 各县（市、区）、市直学校、校级干部, a named county.
    pub scope: Vec<String>,
    /// The stretch of the year it is held to.
    pub period: Option<Period>,
    /// How often, for quotas and rhythms.
    pub every: Option<Every>,
    /// 完成时限
    pub due: Option<NaiveDate>,
    /// The words of period and date, as written.
    pub when: String,
    /// For `AllReach`.
    pub stage: Option<Stage>,
    /// 牵头单位、责任单位
    pub lead: Vec<String>,
    /// 配合单位
    pub cooperating: Vec<String>,
    /// 分管领导
    pub leader: String,
    /// 责任人
    pub person: String,
    /// 工作内容、具体措施: what is to be done, beyond the title; a task's responsibility.
    pub detail: String,
    /// 备注
    pub note: String,
    /// Whose matter it is (`K3`).
    pub source: Option<SourceLevel>,
    /// The sentence, as it stands in the document.
    pub quote: String,
    /// Where it stands.
    pub origin: Origin,
    /// The exact words of a target or quota, from its subject to its value: bytes of the document's text, on
    /// character boundaries, around the origin's `mark` and within its `quote`. `None` when no place is
    /// narrower than the sentence (tasks, themes, cells).
    pub words: Option<Range<usize>>,
    /// Why to look twice, the weightiest first, none twice.
    pub doubts: Vec<Doubt>,
}

impl Draft {
    /// A draft with nothing but its place.
    pub fn new(key: DraftKey, kind: DraftKind, quote: String, origin: Origin) -> Self {
        Self {
            key,
            parent: None,
            kind,
            title: String::new(),
            path: Vec::new(),
            number: String::new(),
            theme: None,
            theme_kind: None,
            unit_kind: None,
            subject: String::new(),
            comparator: None,
            value: None,
            upper: None,
            baseline: None,
            measure: String::new(),
            scope: Vec::new(),
            period: None,
            every: None,
            due: None,
            when: String::new(),
            stage: None,
            lead: Vec::new(),
            cooperating: Vec::new(),
            leader: String::new(),
            person: String::new(),
            detail: String::new(),
            note: String::new(),
            source: None,
            quote,
            origin,
            words: None,
            doubts: Vec::new(),
        }
    }

    /// Whether a range of the text lies in the quote and holds the mark.
    pub(crate) fn holds(&self, range: &Range<usize>) -> bool {
        match &self.origin {
            Origin::Text { quote, mark } => {
                quote.start <= range.start
                    && range.end <= quote.end
                    && range.start <= mark.start
                    && mark.end <= range.end
            }
            Origin::Cell { .. } => false,
        }
    }

    /// The quote in three parts, to mark the middle one: what stands before the exact words, they themselves,
    /// and what follows. `None` as for [`Self::words`].
    pub fn marked(&self) -> Option<(&str, &str, &str)> {
        let (Origin::Text { quote, .. }, Some(words)) = (&self.origin, &self.words) else { return None };
        let from = words.start.checked_sub(quote.start)?;
        let to = words.end.checked_sub(quote.start)?;
        Some((self.quote.get(..from)?, self.quote.get(from..to)?, self.quote.get(to..)?))
    }

    /// Notes a doubt once, in order of weight.
    pub fn doubt(&mut self, doubt: Doubt) {
        if let Err(place) = self.doubts.binary_search(&doubt) {
            self.doubts.insert(place, doubt);
        }
    }

    /// Whether the review shows it first.
    pub fn is_doubtful(&self) -> bool {
        !self.doubts.is_empty()
    }
}
