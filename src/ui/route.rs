//! Where the page is: `#/...`. Works on file:// and under any path, as nothing but the hash moves.

use crate::model::id::{TargetId, TaskId};
use crate::model::light::Light;
use leptos::prelude::*;
use uuid::Uuid;
use wasm_bindgen::{JsCast, prelude::Closure};

/// A list narrowed by a link, such as the overview's figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Narrow {
    /// Everything.
    #[default]
    All,
    /// One light.
    Light(Light),
    /// Tasks lacking one of the four fixed; targets with a blank.
    Lacking,
    /// Tasks without a report this week.
    Silent,
    /// Due within a week.
    Near,
}

impl Narrow {
    fn code(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Light(light) => Some(light.code()),
            Self::Lacking => Some("lacking"),
            Self::Silent => Some("silent"),
            Self::Near => Some("near"),
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "lacking" => Self::Lacking,
            "silent" => Self::Silent,
            "near" => Self::Near,
            other => Light::from_code(other).map_or(Self::All, Self::Light),
        }
    }
}

/// What is shown of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PlanView {
    /// 规划图
    #[default]
    Tree,
    /// 覆盖
    Coverage,
    /// 时间表
    Timetable,
    /// 任务书 and 责任清单
    Duties,
}

impl PlanView {
    /// In the order of the tabs.
    pub const ALL: [Self; 4] = [Self::Tree, Self::Coverage, Self::Timetable, Self::Duties];

    fn code(self) -> &'static str {
        match self {
            Self::Tree => "",
            Self::Coverage => "/coverage",
            Self::Timetable => "/timetable",
            Self::Duties => "/duties",
        }
    }
}

/// The parts of the wall.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Board {
    /// 进度图
    #[default]
    Chart,
    /// 项目
    Projects,
    /// 制约因素
    Blockers,
    /// 工作专班
    Forces,
}

impl Board {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Chart, Self::Projects, Self::Blockers, Self::Forces];

    /// A short word for the address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Projects => "projects",
            Self::Blockers => "blockers",
            Self::Forces => "forces",
        }
    }

    /// Reads [`Board::code`] back; anything else is the chart.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|board| board.code() == code).unwrap_or_default()
    }
}

/// A place in the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Route {
    /// 总览
    #[default]
    Overview,
    /// 目标清单
    Targets(Narrow),
    /// 任务清单
    Tasks(Narrow),
    /// One target's panel, beside the checklist.
    Target(TargetId),
    /// One task's panel, beside the list.
    Task(TaskId),
    /// 规划图, with coverage, timetable and duties
    Plan(PlanView),
    /// 挂图作战
    Wall(Board),
    /// One task's panel, beside the chart.
    WallTask(TaskId),
    /// 单位
    Units,
    /// 数据
    Data,
    /// 报送
    Share,
    /// 从文件生成目标任务
    Draft,
    /// Makes the page fail on purpose, to show that the rescue panel works.
    Panic,
}

impl Route {
    /// The part after `#`.
    pub fn hash(self) -> String {
        let list = |name: &str, narrow: Narrow| match narrow.code() {
            Some(code) => format!("#/{name}/only/{code}"),
            None => format!("#/{name}"),
        };
        match self {
            Self::Overview => "#/overview".to_owned(),
            Self::Targets(narrow) => list("targets", narrow),
            Self::Tasks(narrow) => list("tasks", narrow),
            Self::Target(id) => format!("#/target/{id}"),
            Self::Task(id) => format!("#/task/{id}"),
            Self::Plan(view) => format!("#/plan{}", view.code()),
            Self::Wall(Board::Chart) => "#/wall".to_owned(),
            Self::Wall(board) => format!("#/wall/{}", board.code()),
            Self::WallTask(id) => format!("#/wall/task/{id}"),
            Self::Units => "#/units".to_owned(),
            Self::Data => "#/data".to_owned(),
            Self::Share => "#/share".to_owned(),
            Self::Draft => "#/draft".to_owned(),
            Self::Panic => "#/panic".to_owned(),
        }
    }

    /// Reads [`Route::hash`] back; anything unknown is the overview.
    pub fn parse(hash: &str) -> Self {
        let mut steps = hash.trim_start_matches('#').split('/').filter(|s| !s.is_empty());
        let (first, second, third) = (steps.next().unwrap_or_default(), steps.next(), steps.next());
        let narrow =
            if second == Some("only") { third.map_or(Narrow::All, Narrow::from_code) } else { Narrow::All };
        let id = second.and_then(|text| Uuid::try_parse(text).ok());
        match (first, id) {
            ("targets", _) => Self::Targets(narrow),
            ("tasks", _) => Self::Tasks(narrow),
            ("target", Some(id)) => Self::Target(TargetId(id)),
            ("task", Some(id)) => Self::Task(TaskId(id)),
            ("plan", _) => {
                let code = second.map(|s| format!("/{s}")).unwrap_or_default();
                Self::Plan(PlanView::ALL.into_iter().find(|v| v.code() == code).unwrap_or_default())
            }
            ("wall", _) => match third.and_then(|text| Uuid::try_parse(text).ok()) {
                Some(id) => Self::WallTask(TaskId(id)),
                None => Self::Wall(Board::from_code(second.unwrap_or_default())),
            },
            ("units", _) => Self::Units,
            ("data", _) => Self::Data,
            ("share", _) => Self::Share,
            ("draft", _) => Self::Draft,
            ("panic", _) => Self::Panic,
            _ => Self::Overview,
        }
    }

    /// Goes there.
    pub fn go(self) {
        // The only failure is a page that is being torn down.
        let _gone = window().location().set_hash(&self.hash());
    }
}

/// Follows the address; call once at the root.
pub fn follow() -> RwSignal<Route> {
    let read = || Route::parse(&window().location().hash().unwrap_or_default());
    let route = RwSignal::new(read());
    let listener = Closure::<dyn Fn()>::new(move || route.set(read()));
    let added = window().add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    if added.is_ok() {
        // Lives as long as the page.
        listener.forget();
    }
    route
}
