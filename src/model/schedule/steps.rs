//! Templates of steps: what a building project and a campaign go through, with usual lengths to
//! start from. Each step follows the one before it unless it says otherwise.

use crate::model::choice::{Choice, Stage};
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{MilestoneId, TaskId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::value::Value;
use uuid::Uuid;

/// A step of a template.
#[derive(Clone, Copy, Debug)]
pub struct StepDraft {
    /// 节点
    pub title: &'static str,
    /// Working days, to start from.
    pub duration: i64,
    /// Places of the steps before it, in the same template.
    pub after: &'static [usize],
    /// The stage a project has reached with it (`K7`).
    pub stage: Option<Stage>,
    /// Percent done once it is.
    pub percent: i64,
}

/// A template of steps.
#[derive(Clone, Copy, Debug)]
pub struct StepTemplate {
    /// A short word for it.
    pub code: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Its steps, those before first.
    pub steps: &'static [StepDraft],
}

const fn step(title: &'static str, duration: i64, after: &'static [usize], percent: i64) -> StepDraft {
    StepDraft { title, duration, after, stage: None, percent }
}

const fn stage(mut draft: StepDraft, stage: Stage) -> StepDraft {
    draft.stage = Some(stage);
    draft
}

/// A new building project.
pub const PROJECT: StepTemplate = StepTemplate {
    code: "project",
    title: "新建项目",
    steps: &[
        step("立项批复", 15, &[], 5),
        step("用地与规划许可", 30, &[0], 10),
        step("资金落实", 20, &[0], 10),
        step("勘察设计与图审", 30, &[1], 15),
        step("招标采购", 25, &[2, 3], 20),
        stage(step("开工", 10, &[4], 25), Stage::Started),
        step("主体封顶", 80, &[5], 65),
        step("装修与室外配套", 40, &[6], 85),
        stage(step("竣工", 10, &[7], 95), Stage::Completed),
        step("验收交付", 15, &[8], 100),
    ],
};

/// A project that goes on from last year.
pub const ONGOING: StepTemplate = StepTemplate {
    code: "ongoing",
    title: "续建项目",
    steps: &[
        stage(step("复工", 5, &[], 30), Stage::Started),
        step("主体封顶", 60, &[0], 65),
        step("装修与室外配套", 40, &[1], 85),
        stage(step("竣工", 10, &[2], 95), Stage::Completed),
        step("验收交付", 15, &[3], 100),
    ],
};

/// A campaign to set something right.
pub const CAMPAIGN: StepTemplate = StepTemplate {
    code: "campaign",
    title: "专项行动",
    steps: &[
        step("动员部署", 5, &[], 10),
        step("摸底排查、建立台账", 15, &[0], 30),
        step("集中整治", 40, &[1], 75),
        step("督导检查", 10, &[2], 90),
        step("总结验收", 5, &[3], 100),
    ],
};

/// A document that has to be drawn up and adopted.
pub const DOCUMENT: StepTemplate = StepTemplate {
    code: "document",
    title: "制度文件",
    steps: &[
        step("调研论证", 15, &[], 20),
        step("起草文稿", 10, &[0], 45),
        step("征求意见", 10, &[1], 65),
        step("合法性审查", 5, &[2], 80),
        step("集体研究、印发实施", 5, &[3], 100),
    ],
};

/// All templates, in the order they are offered.
pub const ALL: [&StepTemplate; 4] = [&PROJECT, &ONGOING, &CAMPAIGN, &DOCUMENT];

/// The commands that put a template's steps on a task; date them with
/// [`super::task::date_commands`].
pub fn commands(
    template: &StepTemplate,
    task: TaskId,
    unit: UnitId,
    ids: &mut dyn FnMut() -> Uuid,
) -> Vec<Command> {
    let made: Vec<Uuid> = template.steps.iter().map(|_| ids()).collect();
    let each = template.steps.iter().zip(&made).map(|(draft, id)| {
        let mut fields = vec![
            (Field::Task, Value::Id(task.0)),
            (Field::Title, Value::Text(draft.title.to_owned())),
            (Field::Duration, Value::Whole(draft.duration)),
            (Field::Percent, Value::Whole(draft.percent)),
        ];
        let mut after: Vec<Uuid> = draft.after.iter().filter_map(|i| made.get(*i).copied()).collect();
        after.sort_unstable();
        if !after.is_empty() {
            fields.push((Field::After, Value::Ids(after)));
        }
        fields.extend(draft.stage.map(|stage| (Field::Stage, Value::Code(stage.code()))));
        let record = RecordId::new(Kind::Milestone, MilestoneId(*id));
        Command::Create { record, unit: Some(unit), fields }
    });
    each.collect()
}
