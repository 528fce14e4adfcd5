//! Who leads, who helps, who answers, until when: the labels in brackets and columns, and 由…牵头.

use crate::intake::text::lookup::Words;

use crate::model::choice::SourceLevel;

/// What a label says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Duty {
    /// 牵头单位
    Lead,
    /// 责任单位: who leads, unless somebody else is named for that.
    Responsible,
    /// 配合单位
    Cooperating,
    /// 分管领导
    Leader,
    /// 责任人
    Person,
    /// 完成时限
    Due,
}
use Duty::{Cooperating, Due, Lead, Leader, Person, Responsible};

/// Labels before a colon.
pub const LABELS: &[(&str, Duty)] = &[
    ("牵头责任单位", Lead),
    ("牵头单位", Lead),
    ("牵头部门", Lead),
    ("牵头科室", Lead),
    ("牵头处室", Lead),
    ("牵头股室", Lead),
    ("牵头科", Lead),
    ("牵头", Lead),
    ("主责单位", Lead),
    ("主责部门", Lead),
    ("主责科室", Lead),
    ("主要责任单位", Lead),
    ("主办单位", Lead),
    ("承办单位", Lead),
    ("实施单位", Lead),
    ("责任单位", Responsible),
    ("责任部门", Responsible),
    ("责任科室", Responsible),
    ("责任处室", Responsible),
    ("责任股室", Responsible),
    ("落实单位", Responsible),
    ("负责单位", Responsible),
    ("协同配合单位", Cooperating),
    ("配合单位", Cooperating),
    ("配合部门", Cooperating),
    ("配合科室", Cooperating),
    ("配合处室", Cooperating),
    ("配合股室", Cooperating),
    ("协同部门", Cooperating),
    ("协办部门", Cooperating),
    ("协办科室", Cooperating),
    ("协作单位", Cooperating),
    ("配合", Cooperating),
    ("协助", Cooperating),
    ("协办", Cooperating),
    ("协办单位", Cooperating),
    ("协同单位", Cooperating),
    ("参与单位", Cooperating),
    ("协助单位", Cooperating),
    ("分管市领导", Leader),
    ("分管县领导", Leader),
    ("分管领导", Leader),
    ("分管局领导", Leader),
    ("牵头领导", Leader),
    ("责任领导", Leader),
    ("包联领导", Leader),
    ("责任人", Person),
    ("负责人", Person),
    ("具体责任人", Person),
    ("联系人", Person),
    ("完成时限", Due),
    ("完成时间", Due),
    ("时限要求", Due),
    ("时间节点", Due),
    ("时限", Due),
    ("完成期限", Due),
];

/// 由X牵头，Y配合: what follows the units.
pub const SPOKEN: &[(&str, Duty)] = &[
    ("牵头负责", Lead),
    ("牵头", Lead),
    ("具体负责", Lead),
    ("负总责", Lead),
    ("总牵头", Lead),
    ("负责落实", Lead),
    ("负责", Lead),
    ("协助配合", Cooperating),
    ("协同配合", Cooperating),
    ("配合", Cooperating),
    ("协助", Cooperating),
    ("参与", Cooperating),
];

/// What is said of a time limit beside the units.
pub static LASTING: Words = Words::new(&["长期", "持续推进", "全年", "年内", "贯穿全年"]);

/// What was spoken of, before who does it.
pub static THIS: Words = Words::new(&[
    "这项工作",
    "此项工作",
    "该项工作",
    "本项工作",
    "这件事",
    "这块工作",
    "这一块",
    "这一条",
    "这件工作",
    "这一项",
    "此项",
    "本项",
    "这块",
    "这项",
    "这条",
    "此事",
]);

/// What all that stands above is called, before who does it: 以上3至5项由基础教育科牵头.
pub static ABOVE: Words = Words::new(&["以上", "上述", "本部分", "本章"]);

/// How the name of a unit ends.
pub const UNIT_ENDS: &[&str] = &[
    "局",
    "委",
    "办",
    "科",
    "处",
    "室",
    "股",
    "中心",
    "政府",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "学院",
    "大学",
    "单位",
    "部门",
    "工会",
    "团委",
    "院",
    "馆",
    "队",
    "组",
    "专班",
    "厅",
    "部",
    "会",
    "站",
    "公司",
    "集团",
    "管委会",
    "街道",
    "办事处",
    "县",
    "区",
    "市",
    "镇",
    "乡",
    "教体局",
    "教育局",
    "妇联",
    "残联",
];

/// Whose matter it is (`K3`), by the words beside it.
pub const SOURCES: &[(&str, SourceLevel)] = &[
    ("国家重大战略", SourceLevel::National),
    ("国家战略", SourceLevel::National),
    ("党中央", SourceLevel::National),
    ("国务院", SourceLevel::National),
    ("教育部", SourceLevel::National),
    ("省委", SourceLevel::Provincial),
    ("省政府", SourceLevel::Provincial),
    ("省级", SourceLevel::Provincial),
    ("省教育厅", SourceLevel::Provincial),
    ("市委教育工委", SourceLevel::Bureau),
    ("市教育局", SourceLevel::Bureau),
    ("市委", SourceLevel::Municipal),
    ("市政府", SourceLevel::Municipal),
    ("民生实事", SourceLevel::Municipal),
    ("政府工作报告", SourceLevel::Municipal),
];
