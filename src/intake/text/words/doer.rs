//! Who does things, beside people and bodies.

/// Schools and offices, as their names end.
pub const UNITS: &[&str] = &[
    "局里",
    "市局",
    "县局",
    "职教中心",
    "一中",
    "二中",
    "三中",
    "中学",
    "小学",
    "高中",
    "学校",
    "党组",
    "党委",
    "党总支",
    "政府",
    "办公会",
    "校务会",
    "教育局",
    "幼儿园",
    "项目办",
    "职高班",
    "职校",
    "工作室",
    "主持人",
    "领导",
    "驾驶人",
    "师傅",
    "县长",
    "镇长",
    "乡长",
    "副县长",
    "各班",
    "主要负责人",
];
/// Kinds of places that are no units.
pub const KINDS: &[&str] = &["农村", "城区", "城市"];
/// At the front of what is done.
pub const BEGINNINGS: &[&str] = &[
    "要", "为", "应", "须", "必须", "每", "对", "到", "给", "与", "至少", "都", "听", "写", "读", "下", "进",
    "走", "联系", "结对", "包联", "撰写", "完成", "家访", "送教", "蹲点", "研究", "专题", "检查", "参加",
];
/// In no name of somebody.
pub const NO_NAMES: &[char] = &['为', '每', '这', '在', '（', '对', '向'];
/// What begins like a deed and is the thing that is measured.
pub const NOUNS: &[&str] = &["交流", "培训", "轮岗", "配备", "增设", "建设", "改扩建", "扩建", "迁建"];
/// What says nothing without who does it: 通报 beside, of rhythms, these.
pub const BARE_ACTS: &[&str] = &[
    "上门",
    "面谈",
    "谈话",
    "谈心",
    "教研",
    "上党课",
    "报进度",
    "下校",
    "到校",
    "蹲点",
    "家访",
    "走访",
    "听课",
    "学习",
    "带队",
    "调研",
    "陪餐",
    "值班",
    "讲课",
    "排查",
    "巡访",
    "会议",
];
/// Each of them, as a name ends.
pub const EACH: &[&str] = &["每人", "每校", "每所", "每班", "每园", "每镇", "每乡", "每村", "每所学校"];
/// Single schools, as their names end.
pub const SCHOOLS: &[&str] = &[
    "一中",
    "二中",
    "三中",
    "四中",
    "五中",
    "六中",
    "七中",
    "八中",
    "九中",
    "实验中学",
    "实验小学",
    "职教中心",
    "县中",
    "附中",
    "外国语学校",
];
/// Units whose names stand over what is asked of them, as they end.
pub const HEADED: &[&str] = &[
    "一中",
    "二中",
    "三中",
    "中学",
    "小学",
    "学校",
    "幼儿园",
    "中心",
    "中心校",
    "高中",
    "股",
    "教育局",
    "镇",
    "乡",
    "县",
    "区",
];
/// What bodies are called that a heading may name, as they end.
pub const BODIES_HEADED: &[&str] = &["局", "委", "办", "政府", "部门", "联", "联合会", "科", "股", "处"];
/// At the front of a heading about work on somebody.
pub const WORKED_ON: &[&str] =
    &["振兴", "做强", "做优", "办好", "建强", "聚焦", "激活", "壮大", "培优", "办优"];
/// Before somebody with whom or for whom something is done.
pub const WITH: &[&str] = &["配合", "联合", "会同", "向", "下决心", "完善", "支持"];
/// Before those who do it.
pub const LED_BY: &[&str] = &["指导", "从", "起"];
