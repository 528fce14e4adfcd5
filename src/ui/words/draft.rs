//! From a document to targets and tasks: opening it, reviewing its drafts, the columns of its tables.

use super::{Say, Words};
use crate::intake::draft::{Doubt, DraftKind, Every};
use crate::intake::error::ReadError;
use crate::intake::revise::{Part, Unfit};
use crate::state::review::source::Refused;

words! {
    /// The screen.
    Draft {
        Title: "从文件生成目标任务", "Targets and tasks from a document";
        Sub: "粘贴讲话、工作要点或任务分解表，逐条核对后写入台账", "Paste a speech, a work plan or a decomposition table; check each item, then enter it";
        Enter: "从文件生成", "From a document";
        EnterText: "有讲话稿、工作要点或任务分解表？可以直接从文件生成目标和任务。", "Is there a speech, a work plan or a decomposition table? Make targets and tasks from it.";
        StartText: "有讲话稿、工作要点或任务分解表？先建空白台账，再从文件生成目标任务。", "Is there a speech, a work plan or a decomposition table? Start a blank ledger, then make targets and tasks from it.";
        StartDo: "从文件生成目标任务", "Make targets and tasks from a document";
        Paste: "粘贴文字或表格", "Paste text or a table";
        PasteHint: "从 WPS、Word、Excel 或网页复制后粘贴到这里，表格会按单元格识别。", "Copy from WPS, Word, Excel or a web page; the cells of tables are kept.";
        PasteCells: "已带上表格的单元格。", "The cells of its tables are kept.";
        PasteSize: "{0} 字", "{0} characters";
        Read: "识别", "Read";
        Reading: "正在识别…", "Reading…";
        ReadShare: "已识别 {0} / {1} 句", "{0} of {1} sentences read";
        Stop: "停止识别", "Stop";
        Stopped: "已停止识别，台账没有变化", "Reading was stopped; the ledger is unchanged";
        OpenFile: "打开文件", "Open a file";
        Drop: "把文件拖到这里，或点按选择", "Drop a file here, or click to choose";
        DropText: "支持 .docx、.xlsx、.html、.txt", ".docx, .xlsx, .html and .txt";
        How: "怎么用", "How it works";
        How1: "文件只在本机读取，不会上传。", "The document is read on this computer and sent nowhere.";
        How2: "识别出的每一条都对着原文，先核对、改正、勾选。", "Each item stands beside its sentence: check it, put it right, tick it.";
        How3: "确认后一次写入台账，可以一步撤销。", "What is ticked enters as one step that can be undone.";
        Pasted: "粘贴的内容", "Pasted text";
        About: "{0} · 识别出 {1} 条", "{0} · {1} items";
        Another: "换一份文件", "Another document";
        AnotherTitle: "放下这份文件？", "Put this document away?";
        AnotherText: "这份文件和已做的修改、勾选会从本机清除；已写入台账的内容不受影响。", "The document and what you corrected and ticked are removed from this computer; what was entered stays.";
        AnotherDo: "清除并换一份", "Remove it";
        ReplaceTitle: "换成新文件？", "Take the new document?";
        ReplaceText: "“{0}”还在核对。换成“{1}”后，前一份的修改和勾选会清除；已写入台账的内容不受影响。", "{0} is still under review. With {1} in its place its corrections and ticks are gone; what was entered stays.";
        ReplaceDo: "换成新文件", "Take the new one";
        ReplaceKeep: "继续核对原文件", "Go on with the old one";
        Document: "原文", "Document";
        Items: "识别结果", "Items";
        Before: "显示前面的内容", "Show what is before";
        After: "显示后面的内容", "Show what follows";
        Sheet: "表：{0}", "Table {0}";
        SheetNumber: "第 {0} 张表", "Table {0}";
        CheckColumns: "核对列", "Check columns";
        Unsure: "有 {0} 张表的列含义拿不准，核对后才能识别。", "The columns of {0} tables are not certain; say what they are and they will be read.";
        UnitFor: "写入单位", "For the unit";
        Filter: "筛选识别结果", "Filter the items";
        All: "全部", "All";
        Doubtful: "存疑", "In doubt";
        Blank: "待填", "To fill";
        Ticked: "已选", "Ticked";
        Known: "已有", "There already";
        Gone: "已舍弃", "Discarded";
        Order: "顺序", "Order";
        OrderDoubt: "存疑的在前", "In doubt first";
        OrderText: "按原文顺序", "As in the document";
        TickSure: "勾选无疑问的", "Tick all without doubt";
        TickSureCount: "勾选无疑问的 {0} 条", "Tick the {0} without doubt";
        Untick: "取消勾选", "Untick all";
        Tick: "选用：{0}", "Take: {0}";
        NoTitle: "（没有名称）", "(no name)";
        KnownHint: "台账里已有，不会重复写入", "In the ledger already; it is not entered again";
        Differs: "与台账不同", "Differs from the ledger";
        OtherValue: "已有，数值不同：{0}", "There already with another value: {0}";
        OtherDue: "已有，时限不同：{0}", "There already with another deadline: {0}";
        OtherHint: "勾选后更新台账里的这一条，不会另建；原文一并记下", "Ticked, it updates the one in the ledger and keeps the sentence; no second one is made";
        Corrected: "已修改", "Corrected";
        More: "再显示 {0} 条", "Show {0} more";
        Nothing: "没有符合条件的条目", "Nothing matches";
        NothingRead: "没有识别出目标或任务", "No target or task was found";
        NothingReadText: "原文里没有找到可考核的表述。可以换一份文件，或在清单里直接新建。", "Nothing measurable was found. Take another document, or make targets in the list.";
        Merge: "合并所选", "Merge";
        MergeDone: "已合并 {0} 条", "{0} merged";
        Split: "拆成两条", "Split in two";
        Discard: "舍弃", "Discard";
        Restore: "恢复", "Bring back";
        Revert: "恢复识别结果", "As it was read";
        Close: "收起", "Close";
        Quote: "原文", "Sentence";
        Count: "已选 {0} 条", "{0} ticked";
        CountHint: "勾选要写入的条目", "Tick what is to be entered";
        CountBlank: "其中 {0} 条目标值待填", "{0} of them with a blank to fill";
        EnterDo: "写入台账", "Enter into the ledger";
        Entered: "已写入 {0} 条", "{0} entered";
        SeeTargets: "查看目标清单", "See the targets";
        SeeTasks: "查看任务清单", "See the tasks";
        Lost: "有 {0} 处以前的修改与现在的识别结果对不上，请重新核对。", "{0} earlier corrections no longer fit what is read; check them again.";
        Unkept: "浏览器没能存下这份文件和修改，离开页面前请先写入台账。", "The browser could not keep this document and its corrections: enter them before you leave.";
        Keys: "↑ ↓ 换条，空格勾选，回车修改", "Up and down: move. Space: tick. Enter: edit";
        Theme: "总体思路条目", "Theme";
        ThemeOwn: "按原文：{0}", "As in the document: {0}";
        ThemeNone: "不归入", "None";
        Unit: "单位", "Unit";
        UnitDefault: "{0}（上方所选）", "{0} (as chosen above)";
        Waiting: "已读取“{0}”。先在这里建好台账，建好后继续核对。", "{0} was read. Start a ledger here first; the review follows.";
        NeedLedger: "请先打开发出这张表的台账，再导入。", "Open the ledger this workbook came from, then take it in.";
        ErrTitle: "文件没有读取", "The document was not read";
        NoText: "文件里没有文字，可能是图片或扫描件", "There is no text in it; it may be a picture or a scan";
        NextText: "在 WPS 或 Word 里另存为 .docx、.xlsx 后再试，或直接复制文字粘贴。", "Save it as .docx or .xlsx and try again, or copy its text and paste it.";
        NextOld: "在 WPS 或 Office 里打开，另存为 .docx 或 .xlsx。", "Open it in WPS or Office and save it as .docx or .xlsx.";
        NextLocked: "打开文件，取消密码后另存，再试一次。", "Open it, take the password off, save it and try again.";
        NextScan: "扫描件请先用文字识别软件转成文字，再粘贴。", "Turn a scan into text first, then paste it.";
        BadNumber: "请填数字", "A number, please";
        BadPlace: "位次是从 1 起的整数", "A place is a whole number from 1";
        BadDate: "日期不对", "Not a date";
        BadChoice: "请从列表中选", "Choose from the list";
    }

    /// The columns of a table.
    Columns {
        Title: "核对各列的含义 · {0}", "What the columns are · {0}";
        Text: "给每一列选一个含义，不需要的列选“不用”。“任务”“工作内容”“指标名称”至少要有一列。", "Say what each column is; choose none for those not needed. One of task, content and indicator is needed.";
        Unused: "不用", "None";
        Column: "第 {0} 列：{1}", "Column {0}: {1}";
        First: "内容从第几行开始", "Content begins at row";
        Preview: "前几行", "First rows";
        Do: "按此识别", "Read it so";
        Skip: "不识别这张表", "Leave this table out";
        Again: "这张表上已做的修改会重新开始。", "Corrections on this table begin anew.";
    }
}

impl Say for DraftKind {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Theme => ("总体思路", "Framework"),
            Self::Target => ("目标", "Target"),
            Self::Task => ("任务", "Task"),
            Self::Quota => ("定额", "Quota"),
            Self::Rhythm => ("填报节奏", "Rhythm"),
            Self::Unit => ("单位", "Unit"),
        }
    }
}

impl Say for Every {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Day => ("每天", "Each day"),
            Self::Week => ("每周", "Each week"),
            Self::Fortnight => ("每两周", "Each two weeks"),
            Self::Month => ("每月", "Each month"),
            Self::Quarter => ("每季度", "Each quarter"),
            Self::Term => ("每学期", "Each term"),
            Self::HalfYear => ("每半年", "Each half-year"),
            Self::Year => ("每年", "Each year"),
        }
    }
}

impl Say for Doubt {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Past => ("像是已完成的成绩，不是今年的目标", "Reads like what was already reached"),
            Self::NoSubject => ("没有找到说的是什么，请补名称", "No subject was found: name it"),
            Self::SubjectCarried => ("名称取自前一句", "The subject is taken from an earlier clause"),
            Self::UnevenLists => ("“分别”前后数目对不上", "Not as many values as subjects"),
            Self::ComparatorGuessed => {
                ("没写“不低于”或“不超过”，请核对比较方式", "At least or at most? The text does not say")
            }
            Self::NoMeasure => ("没有计量单位", "No unit of measure"),
            Self::ValueUnset => ("原文的数值是空的，待填", "The value is blank in the document"),
            Self::Approximate => ("“左右”“约”，数值不精确", "The value is approximate"),
            Self::Unread => (
                "句子像是目标但没有读懂，按原文照录，请核对名称、数值和比较方式",
                "Worded like a target but not understood: taken as it stands, check name, value and comparison",
            ),
            Self::Striving => ("“力争”，是争取而不是必须", "Hoped for rather than bound to"),
            Self::ValueIsRange => ("原文是区间，目标值取了下限", "A range: the lower end is taken"),
            Self::NoBaseline => ("原文没写基数", "The baseline is not stated"),
            Self::OtherYear => ("时限不在本年度", "Due in another year"),
            Self::DueGuessed => ("时限是按原文推算的", "The date was worked out"),
            Self::PlaceUnset => ("地名是空的，请补", "Places are blank"),
            Self::ColumnGuessed => ("列的含义是猜的", "The column was guessed"),
            Self::CellMerged => ("取自合并单元格", "From a merged cell"),
            Self::TitleCut => ("名称过长，已截短", "The name was too long and was cut"),
            Self::KindGuessed => ("类别拿不准", "What it is is not certain"),
            Self::SaidTwice => ("前文已说过", "Said earlier in the document"),
        }
    }
}

impl Say for Part {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Kind => ("类别", "Kind"),
            Self::Title => ("名称", "Name"),
            Self::ThemeKind => ("条目类别", "Kind of theme"),
            Self::UnitKind => ("单位类别", "Kind of unit"),
            Self::Comparator => ("比较方式", "Comparator"),
            Self::Value => ("目标值", "Value"),
            Self::Upper => ("上限（区间）", "Upper end"),
            Self::Baseline => ("上年基数", "Baseline"),
            Self::Measure => ("计量单位", "Unit of measure"),
            Self::Stage => ("须达到的阶段", "Stage"),
            Self::Scope => ("范围", "Scope"),
            Self::Period => ("考核时段", "Period"),
            Self::Every => ("频次", "How often"),
            Self::Due => ("完成时限", "Due"),
            Self::Lead => ("牵头单位", "Lead units"),
            Self::Cooperating => ("配合单位", "Co-operating units"),
            Self::Leader => ("分管领导", "Leader in charge"),
            Self::Person => ("责任人", "Responsible person"),
            Self::Detail => ("工作内容", "Content"),
            Self::Note => ("备注", "Note"),
            Self::Source => ("任务来源", "Source level"),
            Self::Quote => ("原文", "Sentence"),
        }
    }
}

/// Why a text is not taken.
pub fn unfit(words: Words, unfit: Unfit) -> &'static str {
    words.t(match unfit {
        Unfit::Number => Draft::BadNumber,
        Unfit::Date => Draft::BadDate,
        Unfit::Place => Draft::BadPlace,
        Unfit::Choice => Draft::BadChoice,
    })
}

/// Why a document was not taken, and what to do next.
pub fn refused(words: Words, refused: &Refused) -> (String, &'static str) {
    match refused {
        Refused::File(error) => (super::trouble::file(words, error), words.t(Draft::NextText)),
        Refused::Nothing => (words.t(Draft::NoText).to_owned(), words.t(Draft::NextScan)),
        Refused::Read(error) => {
            let next = match error {
                ReadError::OldFormat => Draft::NextOld,
                ReadError::Encrypted => Draft::NextLocked,
                _ => Draft::NextText,
            };
            (super::sheet::unread(words, error), words.t(next))
        }
    }
}
