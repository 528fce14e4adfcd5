//! Deeds that a day makes an end of their own.

/// The verbs.
pub const DONE: &[&str] = &[
    "完成",
    "全面完成",
    "基本完成",
    "编制完成",
    "出台",
    "制定出台",
    "公布",
    "向社会公布",
    "印发",
    "建成",
    "落实",
    "兑现",
    "配齐",
    "开通",
    "制定",
    "修订",
    "签订",
    "形成",
    "装好",
    "修好",
    "建好",
    "配好",
    "换好",
    "修缮",
];
/// Verbs that are an end only with what ends so.
pub const ENDS: &[(&[&str], &[&str])] = &[
    (&["制定", "修订"], &["措施", "方案", "办法", "规划", "细则", "意见", "标准", "清单"]),
    (&["签订"], &["责任书", "承诺书", "协议"]),
    (&["形成"], &["送审稿", "初稿", "方案", "报告", "草案", "征求意见稿"]),
];
/// What is no end of its own, as it ends.
pub const GENERAL: &[&str] = &[
    "任务",
    "本方案",
    "本计划",
    "本办法",
    "本意见",
    "目标任务",
    "各项工作",
    "工作",
    "目标",
    "责任",
    "情况",
    "精神",
    "要求",
    "政策",
    "职责",
    "总结",
    "材料",
    "上报",
    "报送",
    "备案",
    "整改",
    "学习",
    "准备",
    "情况报告",
    "台账",
    "计划",
    "措施",
    "制度",
    "机制",
];
/// What becomes of a building, or of a step towards it, as it is said at the end.
pub const OPENED: &[&str] =
    &["告一段落", "招生", "开始招生", "正式招生", "开班", "做完", "办完", "跑完", "搞完", "完成", "解决"];
/// The steps.
pub const FIRST_STEPS: &[&str] =
    &["复习", "前期工作", "前期手续", "手续", "招标", "征地", "选址", "立项", "问题"];
/// Deeds so short that only their day makes them an end.
pub const SHORT: &[&str] = &[
    "结题", "移交", "备案", "自评", "自查", "招标", "立项", "申报", "初评", "初验", "验收", "搬迁", "征地",
    "选址", "评审", "可研", "招聘",
];
/// Works on a school, after its name.
pub const WORKS: &[&str] = &[
    "一期工程",
    "二期工程",
    "扩建工程",
    "新建项目",
    "迁建项目",
    "建设项目",
    "新建工程",
    "一期",
    "工程",
    "项目",
];
/// Steps of a campaign, which say little without its name.
pub const STEPS_OF: &[&str] =
    &["摸底排查", "摸底", "排查", "集中整改", "问题整改", "自查自纠", "集中整治", "验收销号"];
/// What a campaign is called, as it ends.
pub const CAMPAIGNS: &[&str] =
    &["专项治理", "专项整治", "清理整顿", "集中整治", "专项排查", "治理", "整治", "清理"];
