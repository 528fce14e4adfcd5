//! Ends that are reached without a number of their own: stages, none left, all covered, better than
//! before, a place among others, passed or not.

use crate::model::choice::Stage::{self, Completed, Started};

/// All of them.
pub const ALL: &[&str] =
    &["全部", "全面", "均", "都", "全数", "一律", "悉数", "如期全部", "按期全部", "力争全部"];

/// Stages of what is built.
pub const STAGES: &[(&str, Stage)] = &[
    ("开工", Started),
    ("动工", Started),
    ("开工建设", Started),
    ("动工建设", Started),
    ("启动建设", Started),
    ("开建", Started),
    ("复工", Started),
    ("开复工", Started),
    ("竣工", Completed),
    ("完工", Completed),
    ("建成", Completed),
    ("建成投用", Completed),
    ("建成使用", Completed),
    ("建成并投入使用", Completed),
    ("建成投入使用", Completed),
    ("竣工并投入使用", Completed),
    ("竣工投入使用", Completed),
    ("竣工投用", Completed),
    ("竣工验收", Completed),
    ("竣工并交付使用", Completed),
    ("完工并投入使用", Completed),
    ("投入使用", Completed),
    ("交付使用", Completed),
    ("投用", Completed),
    ("交付投用", Completed),
    ("交付", Completed),
    ("完成", Completed),
    ("办结", Completed),
    ("完成建设", Completed),
    ("建设完成", Completed),
    ("开园", Completed),
    ("开学", Completed),
    ("达标", Completed),
];

/// Done with, where all of it is: 助学金应全部发放完毕.
pub const FINISHED: &[&str] = &[
    "发放完毕",
    "发放到位",
    "拨付到位",
    "安装完毕",
    "安装到位",
    "整改完毕",
    "整改到位",
    "配备到位",
    "投放到位",
    "搬迁完毕",
    "化解完毕",
    "销号",
    "持证上岗",
    "建档立卡",
    "入学",
    "返校",
    "入园",
    "通过验收",
    "开齐",
    "配齐",
];

/// None left.
pub const ZERO: &[&str] = &[
    "清零",
    "“清零”",
    "归零",
    "动态清零",
    "动态“清零”",
    "全部清零",
    "“动态清零”",
    "见底清零",
    "清零见底",
    "为零",
    "降为零",
    "保持为零",
    "保持零",
];
/// None left, said before what is to go.
pub const REMOVE: &[&str] =
    &["全面消除", "全部消除", "基本消除", "彻底消除", "切实消除", "消除", "全面取缔", "全部取缔"];
/// What is removed so that it can be counted; everything else is talk.
pub const REMOVED: &[&str] = &[
    "大班额",
    "超大班额",
    "空白乡镇",
    "D级危房",
    "危房",
    "无证园",
    "辍学",
    "空白村",
    "空白点",
    "旱厕",
    "空白县",
    "小学化",
    "校点",
    "教学点",
];
/// None of it, as one word.
pub const NONE: &[&str] = &["零辍学", "零事故", "零发生", "零失学", "零违规", "零上访", "零投诉", "零增长"];

/// Without any: 无安全责任事故, 不发生校园欺凌事件.
pub const WITHOUT: &[&str] = &["无", "不发生", "不出现", "杜绝", "没有", "不产生", "未发生"];
/// What there is to be none of, as it ends.
pub const HARMS: &[&str] = &[
    "事故",
    "案件",
    "犯罪",
    "债务",
    "辍学",
    "失学",
    "事件",
    "投诉",
    "上访",
    "信访",
    "违规",
    "违纪",
    "违法",
    "乱收费",
    "欺凌",
    "危房",
    "大班额",
    "流失",
    "合格课",
    "死亡",
    "伤亡",
    "舆情",
    "溺水",
    "流生",
    "文盲",
    "中毒",
    "火灾",
    "传染病",
];
/// Said after it.
pub const HARM_ENDS: &[&str] =
    &["的产生", "产生", "的发生", "发生", "现象", "行为", "问题", "的现象", "的行为", "情况", "的问题"];

/// What somebody is judged by, before a grade.
pub const JUDGED: &[&str] = &[
    "评价", "考核", "评估", "测评", "评比", "督导", "等级", "等次", "评级", "考评", "检查", "验收", "审计",
    "信用",
];
/// Between the judging and the grade.
pub const GRADED_BY: &[&str] = &[
    "为",
    "达到",
    "达",
    "获",
    "获得",
    "取得",
    "被评为",
    "评为",
    "确保",
    "力争",
    "保持",
    "位列",
    "定为",
    "不低于",
];
/// Grades.
pub const GRADES: &[&str] = &[
    "A级",
    "AA级",
    "AAA级",
    "B级以上",
    "A等",
    "一等",
    "一等奖",
    "优秀",
    "优秀等次",
    "优秀等级",
    "良好",
    "良好以上",
    "优等",
    "优",
    "合格",
    "合格以上",
    "甲等",
    "一级",
    "第一等次",
    "好等次",
    "“好”等次",
    "满分",
];

/// 覆盖所有: before places of which none is left out.
pub const COVERS_ALL: &[&str] = &["覆盖全部", "覆盖所有", "覆盖全体", "全面覆盖"];
/// How such places end.
pub const PLACES_COVERED: &[&str] = &[
    "村",
    "行政村",
    "乡镇",
    "街道",
    "社区",
    "小区",
    "学校",
    "中小学",
    "中小学校",
    "幼儿园",
    "县",
    "县（市、区）",
    "班级",
    "学生",
    "教师",
    "教职工",
    "师生",
    "学段",
    "年级",
    "学科",
    "校园",
    "乡村",
    "区县",
    "县区",
    "县城",
];

/// Everyone and everything.
pub const COVER: &[&str] = &[
    "全覆盖",
    "全员覆盖",
    "100%覆盖",
    "全部覆盖",
    "“全覆盖”",
    "实现覆盖",
    "村村覆盖",
    "“村村覆盖”",
    "校校覆盖",
    "“校校覆盖”",
    "乡乡覆盖",
    "人人覆盖",
];

/// What is built, as a name ends: it is begun and finished by a date.
pub const THINGS: &[&str] = &[
    "项目",
    "工程",
    "学校",
    "校区",
    "教学楼",
    "宿舍楼",
    "综合楼",
    "实验楼",
    "幼儿园",
    "中学",
    "小学",
    "公寓",
    "食堂",
    "操场",
    "运动场",
    "宿舍",
    "体育馆",
    "图书馆",
    "基地",
    "一中",
    "二中",
    "三中",
    "职教中心",
    "教育园区",
    "新校",
    "大楼",
    "餐厅",
    "周转房",
    "新区学校",
    "图书楼",
    "教学图书楼",
    "艺术楼",
    "办公楼",
    "科技楼",
    "实训楼",
    "幼教中心",
    "风雨操场",
    "报告厅",
    "浴室",
    "厕所",
    "礼堂",
    "艺术馆",
    "校舍",
    "校园",
    "运动场地",
    "体育中心",
    "活动中心",
    "实践基地",
    "实训基地",
    "园区",
    "学院",
    "分校",
    "总部",
    "场馆",
    "宿舍区",
];

/// Of these, what is a building and nothing else: 县一中教学楼竣工 needs no date.
pub const BUILT: &[&str] = &[
    "楼",
    "校区",
    "校园",
    "公寓",
    "食堂",
    "操场",
    "运动场",
    "体育馆",
    "图书馆",
    "餐厅",
    "周转房",
    "实训基地",
    "新校",
];

/// How a clause ends that only says which places and schools are meant.
pub const WHICH: &[&str] = &[
    "的县",
    "的县（市、区）",
    "的区",
    "的市",
    "的乡镇",
    "的乡",
    "的镇",
    "的村",
    "的街道",
    "的地区",
    "的学校",
    "的幼儿园",
    "的单位",
];

/// No worse than others: 不低于当地公务员平均工资收入水平.
pub const LEVELS: &[&str] = &["水平", "平均", "平均值", "平均数"];

/// Better than before.
pub const BETTER: &[&str] = &[
    "再创历史新高",
    "再创新高",
    "创历史新高",
    "创新高",
    "再创佳绩",
    "再上新高",
    "增比进位",
    "争先进位",
    "赶超进位",
    "位次前移",
    "排名前移",
    "高于上年",
    "超过上年",
    "好于上年",
    "优于上年",
    "高于去年",
    "超过去年",
    "不低于上年",
    "不低于去年",
    "逐年提高",
    "逐年提升",
    "逐年上升",
    "逐年增长",
    "只增不减",
    "零的突破",
    "零突破",
];
/// Less than before.
pub const FEWER: &[&str] = &["低于上年", "低于去年", "逐年下降", "逐年降低", "逐年减少", "只减不增"];

/// A good place, without its number.
pub const FRONT: &[&str] = &[
    "前列",
    "第一方阵",
    "第一梯队",
    "先进行列",
    "上游",
    "前茅",
    "首位",
    "榜首",
    "第一",
    "领先",
    "领先水平",
    "先进水平",
];
/// Among whom a place is counted.
pub const AMONG: &[&str] = &[
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "同类",
    "各县",
    "各市",
    "中部",
    "西部",
    "东部",
    "省内",
    "市内",
    "国内",
    "我省",
    "我市",
    "省",
    "市",
    "县域",
    "同级",
    "设区市",
    "华北",
    "沿海",
];
/// Units of a place.
pub const PLACES: &[&str] = &["位", "名", "强", "位次", "位以内", "名以内", "方阵", "梯队"];

/// Passed or not: the verb, and what ends it.
pub const PASS: &[(&str, &[&str])] = &[
    (
        "通过",
        &[
            "验收",
            "评估",
            "认定",
            "督导",
            "督导评估",
            "考核",
            "评审",
            "评估验收",
            "评估认定",
            "复查",
            "审核",
            "检查",
            "督导检查",
            "监测",
        ],
    ),
    ("达到", &["标准", "要求", "水平"]),
    ("达", &["标准"]),
    ("创成", &["县", "区", "市", "校", "园", "学校", "单位", "基地", "高中", "幼儿园", "示范校"]),
    ("创建成", &["县", "区", "市", "校", "园", "学校", "单位", "基地", "高中", "幼儿园"]),
    ("创建为", &["县", "区", "市", "校", "园", "学校", "单位", "基地", "高中", "幼儿园"]),
    ("争创", &["县", "区", "市", "校", "园", "学校", "单位", "基地", "高中", "幼儿园"]),
    ("创建", &["县", "区", "市", "校", "园", "学校", "单位", "基地", "高中", "示范区", "城市"]),
    ("建成", &["强市", "强县", "强区", "示范区", "示范县", "均衡发展县", "均衡县", "普惠县"]),
];
/// What such an end is measured by; without it the words are talk.
pub const LEVEL: &[&str] = &[
    "国家",
    "全国",
    "省",
    "市级",
    "县级",
    "区级",
    "星级",
    "一类",
    "Ⅰ类",
    "优质均衡",
    "普及普惠",
    "规定",
    "国标",
    "四星",
    "五星",
    "三星",
    "绿色学校",
    "文明校园",
    "示范校",
    "示范园",
    "示范学校",
    "示范高中",
    "特色学校",
    "特色高中",
    "铜牌",
    "银牌",
    "金牌",
    "平安校园",
    "智慧校园",
    "先进单位",
    "优质园",
    "优质幼儿园",
];
