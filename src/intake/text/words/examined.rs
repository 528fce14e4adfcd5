//! What is examined, and how an examination is said.

/// What is examined, as it ends.
pub const EXAMINED: &[&str] = &[
    "均衡发展",
    "优质均衡",
    "优质均衡发展",
    "均衡县",
    "均衡发展县",
    "优质均衡县",
    "优质均衡发展县",
    "普及普惠",
    "普及普惠县",
    "普及普惠区",
    "示范性高中",
    "示范性普通高中",
    "示范高中",
    "特色高中",
    "教育强县",
    "教育强市",
    "教育强区",
    "教育现代化",
    "文明校园",
    "平安校园",
    "卫生县城",
    "“两基”",
    "“普九”",
    "双高双普",
];
/// Before what is examined.
pub const EXAMINED_AFTER: &[&str] = &[
    "创建",
    "争创",
    "做好",
    "抓好",
    "推进",
    "推动",
    "迎接",
    "围绕",
    "对照",
    "加快",
    "支持",
    "申报",
    "促进",
    "打好",
    "确保",
    "完成",
    "达到",
    "实现",
    "第一件",
    "的",
];
/// Words a bare examination begins with.
pub const EXAMINATIONS: &[&str] = &[
    "通过",
    "顺利通过",
    "一次性通过",
    "高质量通过",
    "高标准通过",
    "如期通过",
    "完成县级自评",
    "完成市级",
    "完成省级",
];
/// What a title that holds one of these is of is said.
pub const NAMED: &[&str] = &["学校", "幼儿园", "校园", "高中", "基地", "单位", "项目", "工程"];

/// The two great examinations.
pub const EXAMS: &[&str] = &["高考", "中考"];
/// What is measured by the one.
pub const OF_GAOKAO: &[&str] = &["上线", "特控线", "双一流", "清华", "600分"];
/// What is measured by the other.
pub const OF_ZHONGKAO: &[&str] = &["低分率", "及格率", "优秀率", "均分"];
/// A title with one of these says itself of what it is.
pub const OTHER_EXAMS: &[&str] = &[
    "高考",
    "中考",
    "学考",
    "学业水平",
    "毕业",
    "统考",
    "期末",
    "监测",
    "检测",
    "升学",
    "职教",
    "对口",
    "一诊",
    "小学",
    "年级",
];
