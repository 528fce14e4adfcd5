//! A draft put right by a person: each part of it as text, as controls and the store hold it; drafts put
//! together and divided.

use super::draft::{Draft, DraftKey, DraftKind, Every};
use crate::model::choice::{Choice, Comparator, Period, SourceLevel, Stage, ThemeKind, UnitKind};
use crate::model::value::parse_number;
use chrono::NaiveDate;
use rust_decimal::Decimal;

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// A part of a draft that can be put right.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Part { $($(#[$doc])* $name,)+ }

        impl Part {
            /// All parts.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its name where drafts are kept.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

parts! {
    /// What it becomes.
    Kind = "kind",
    /// Its name.
    Title = "title",
    /// For themes: what it is.
    ThemeKind = "theme_kind",
    /// For units: what it is.
    UnitKind = "unit_kind",
    /// How an actual value is held against it.
    Comparator = "comparator",
    /// The value.
    Value = "value",
    /// The upper end of a range.
    Upper = "upper",
    /// Where it starts from.
    Baseline = "baseline",
    /// 计量单位
    Measure = "measure",
    /// The stage all have to reach.
    Stage = "stage",
    /// Whom it binds.
    Scope = "scope",
    /// The stretch of the year.
    Period = "period",
    /// How often.
    Every = "every",
    /// 完成时限
    Due = "due",
    /// 牵头单位、责任单位
    Lead = "lead",
    /// 配合单位
    Cooperating = "cooperating",
    /// 分管领导
    Leader = "leader",
    /// 责任人
    Person = "person",
    /// 工作内容
    Detail = "detail",
    /// 备注
    Note = "note",
    /// Whose matter it is.
    Source = "source",
    /// The sentence.
    Quote = "quote",
}

/// Why a text is not taken for a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// No number.
    Number,
    /// No day.
    Date,
    /// A place is a whole number from 1.
    Place,
    /// None of the choices.
    Choice,
}

const LIST: [char; 7] = ['、', '，', ',', '；', ';', '\n', '\t'];

impl DraftKind {
    /// Its name where drafts are kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Target => "target",
            Self::Task => "task",
            Self::Quota => "quota",
            Self::Rhythm => "rhythm",
            Self::Unit => "unit",
        }
    }
}

impl Every {
    /// All, the shortest first.
    pub const ALL: [Self; 8] = [
        Self::Day,
        Self::Week,
        Self::Fortnight,
        Self::Month,
        Self::Quarter,
        Self::Term,
        Self::HalfYear,
        Self::Year,
    ];

    /// Its name where drafts are kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Term => "term",
            Self::HalfYear => "half_year",
            Self::Year => "year",
        }
    }
}

impl Part {
    /// Reads [`Part::code`] back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.code() == code)
    }

    /// The part of a draft as text: choices by their code, lists joined, dates as 2025-06-30; empty when
    /// the draft does not say.
    pub fn read(self, draft: &Draft) -> String {
        fn code<C: Choice>(choice: Option<C>) -> String {
            choice.map(|c| c.code().to_owned()).unwrap_or_default()
        }
        let number = |n: Option<Decimal>| n.map(|n| n.normalize().to_string()).unwrap_or_default();
        match self {
            Self::Kind => draft.kind.code().to_owned(),
            Self::Title => draft.title.clone(),
            Self::ThemeKind => code(draft.theme_kind),
            Self::UnitKind => code(draft.unit_kind),
            Self::Comparator => code(draft.comparator),
            Self::Value => number(draft.value),
            Self::Upper => number(draft.upper),
            Self::Baseline => number(draft.baseline),
            Self::Measure => draft.measure.clone(),
            Self::Stage => code(draft.stage),
            Self::Scope => draft.scope.join("、"),
            Self::Period => code(draft.period),
            Self::Every => draft.every.map(|e| e.code().to_owned()).unwrap_or_default(),
            Self::Due => draft.due.map(|due| due.to_string()).unwrap_or_default(),
            Self::Lead => draft.lead.join("、"),
            Self::Cooperating => draft.cooperating.join("、"),
            Self::Leader => draft.leader.clone(),
            Self::Person => draft.person.clone(),
            Self::Detail => draft.detail.clone(),
            Self::Note => draft.note.clone(),
            Self::Source => code(draft.source),
            Self::Quote => draft.quote.clone(),
        }
    }

    /// Puts a text in; an empty one unsets. On `Err` the draft is as it was.
    pub fn write(self, draft: &mut Draft, text: &str) -> Result<(), Unfit> {
        fn choice<C: Choice>(text: &str) -> Result<Option<C>, Unfit> {
            if text.is_empty() { Ok(None) } else { C::from_code(text).map(Some).ok_or(Unfit::Choice) }
        }
        let text = text.trim();
        let number =
            || if text.is_empty() { Ok(None) } else { parse_number(text).map(Some).ok_or(Unfit::Number) };
        let list = || text.split(LIST).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect();
        match self {
            Self::Kind => {
                let found = DraftKind::ALL.into_iter().find(|kind| kind.code() == text);
                draft.kind = found.ok_or(Unfit::Choice)?;
            }
            Self::Title => text.clone_into(&mut draft.title),
            Self::ThemeKind => draft.theme_kind = choice::<ThemeKind>(text)?,
            Self::UnitKind => draft.unit_kind = choice::<UnitKind>(text)?,
            Self::Comparator => draft.comparator = choice::<Comparator>(text)?,
            Self::Value => {
                let value = number()?;
                let is_place = |n: &Decimal| *n >= Decimal::ONE && n.fract() == Decimal::ZERO;
                if draft.comparator == Some(Comparator::RankWithin) && !value.as_ref().is_none_or(is_place) {
                    return Err(Unfit::Place);
                }
                draft.value = value;
            }
            Self::Upper => draft.upper = number()?,
            Self::Baseline => draft.baseline = number()?,
            Self::Measure => text.clone_into(&mut draft.measure),
            Self::Stage => draft.stage = choice::<Stage>(text)?,
            Self::Scope => draft.scope = list(),
            Self::Period => draft.period = choice::<Period>(text)?,
            Self::Every => {
                let found = Every::ALL.into_iter().find(|every| every.code() == text);
                if found.is_none() && !text.is_empty() {
                    return Err(Unfit::Choice);
                }
                draft.every = found;
            }
            Self::Due => {
                draft.due = if text.is_empty() {
                    None
                } else {
                    Some(text.parse::<NaiveDate>().map_err(|_| Unfit::Date)?)
                };
            }
            Self::Lead => draft.lead = list(),
            Self::Cooperating => draft.cooperating = list(),
            Self::Leader => text.clone_into(&mut draft.leader),
            Self::Person => text.clone_into(&mut draft.person),
            Self::Detail => text.clone_into(&mut draft.detail),
            Self::Note => text.clone_into(&mut draft.note),
            Self::Source => draft.source = choice::<SourceLevel>(text)?,
            Self::Quote => text.clone_into(&mut draft.quote),
        }
        Ok(())
    }
}

/// Stands for a draft taken off the document's own theme.
const NO_THEME: &str = "none";

/// The document's theme a draft was put under, or taken off, since it was read, as text; `None` when it stands
/// where it stood. Merging puts a draft under another one's theme.
pub fn moved(draft: &Draft, base: &Draft) -> Option<String> {
    let said = || draft.theme.map_or(NO_THEME.to_owned(), |key| key.0.to_string());
    (draft.theme != base.theme).then(said)
}

/// Puts a draft back where [`moved`] says; text that is neither leaves it.
pub fn move_back(draft: &mut Draft, text: &str) {
    if text == NO_THEME {
        draft.theme = None;
    } else if let Ok(key) = text.parse() {
        draft.theme = Some(DraftKey(key));
    }
}

/// Puts drafts together: the first one's words stand, what it does not say is taken from the others, and
/// their names and sentences are kept with it.
pub fn merge(first: &Draft, others: &[&Draft]) -> Draft {
    let mut whole = first.clone();
    for other in others {
        if whole.title.is_empty() {
            whole.title.clone_from(&other.title);
        } else if other.title != whole.title && !whole.detail.contains(&other.title) {
            add_text(&mut whole.detail, &other.title);
        }
        add_text(&mut whole.detail, &other.detail);
        add_text(&mut whole.note, &other.note);
        // A value means nothing without its measure and comparator: all or none.
        if whole.value.is_none() && whole.comparator.is_none() {
            whole.comparator = other.comparator;
            whole.value = other.value;
            whole.upper = other.upper;
            whole.baseline = other.baseline;
            whole.measure.clone_from(&other.measure);
            whole.stage = other.stage;
        }
        for (ours, theirs) in [
            (&mut whole.scope, &other.scope),
            (&mut whole.lead, &other.lead),
            (&mut whole.cooperating, &other.cooperating),
        ] {
            for name in theirs {
                if !ours.contains(name) {
                    ours.push(name.clone());
                }
            }
        }
        whole.period = whole.period.or(other.period);
        whole.every = whole.every.or(other.every);
        whole.due = whole.due.or(other.due);
        whole.source = whole.source.or(other.source);
        whole.theme = whole.theme.or(other.theme);
        for (ours, theirs) in [(&mut whole.leader, &other.leader), (&mut whole.person, &other.person)] {
            if ours.is_empty() {
                ours.clone_from(theirs);
            }
        }
        if !whole.quote.contains(&other.quote) {
            whole.quote.push('\n');
            whole.quote.push_str(&other.quote);
        }
        other.doubts.iter().for_each(|doubt| whole.doubt(*doubt));
    }
    whole
}

fn add_text(ours: &mut String, theirs: &str) {
    if theirs.is_empty() || ours.contains(theirs) {
        return;
    }
    if !ours.is_empty() {
        ours.push('；');
    }
    ours.push_str(theirs);
}

const BETWEEN: [&str; 7] = ["；", "、", "，", "以及", "及", "和", "与"];

/// Divides a draft in two: its name at the first word between two things, all else alike. The second gets
/// `key`.
pub fn split(draft: &Draft, key: DraftKey) -> (Draft, Draft) {
    let (mut left, mut right) = (draft.clone(), draft.clone());
    right.key = key;
    let cut = BETWEEN.iter().find_map(|word| {
        let (before, after) = draft.title.split_once(word)?;
        (!before.trim().is_empty() && !after.trim().is_empty()).then_some((before, after))
    });
    if let Some((before, after)) = cut {
        before.trim().clone_into(&mut left.title);
        after.trim().clone_into(&mut right.title);
    }
    (left, right)
}
