//! Many files at once, what a file has no standing for, conflicts, checks before a file goes up,
//! handing down, who has reported, roll-ups, signing and passphrases.

use super::data::{self, Data};
use super::{Words, label, trouble};
use crate::model::precheck::{Finding, Issue, Severity};
use crate::state::env;
use crate::state::exchange::Warning;
use crate::state::intake::{ApartReason, Doubt, Fault, Unmergeable};
use crate::state::saving::FileError;
use crate::state::share::{Signer, Verdict};

words! {
    /// Picking and reading many files.
    Many {
        Folder: "选择整个文件夹", "Choose a whole folder";
        DropText: "支持 .json、.json.gz、.zip；多个文件或整个文件夹一次接收", ".json, .json.gz, .zip; many files or a whole folder at once";
        ReadingTitle: "正在接收文件", "Reading the files";
        Reading: "已读 {0} / {1} 个文件，{2} / {3}", "{0} of {1} files, {2} of {3}";
        ReadingHint: "读完后先看结果，确认后才合并；现在取消，台账不会有任何变化。", "You see the result first; nothing changes before you accept. Cancelling now changes nothing.";
        Finishing: "正在汇总结果…", "Summing up…";
        TakingTitle: "正在合并", "Merging";
        Taking: "已合并 {0} / {1} 条记录", "{0} of {1} records merged";
        TakingHint: "合并完成后自动保存，整体可以撤销。请不要关闭页面。", "Saved when all is in, and undone as one step. Please keep the page open.";
        Cancel: "取消", "Cancel";
        Cancelled: "已取消，台账没有变化", "Cancelled; the ledger is unchanged";
        TooMuch: "选取的文件共 {0}，超过一次 {1} 的上限，没有读取。请分批接收。", "The files are {0} together, more than the {1} taken at once; none was read. Take them in several goes.";
        NoFiles: "没有可以接收的文件（.json、.json.gz、.zip）", "No files to take in (.json, .json.gz, .zip)";
        NeedsLedger: "请先打开或新建台账，再一次接收多个文件", "Open or start a ledger first, then take many files in at once";
        ReportTitle: "接收结果（尚未合并）", "Result (not merged yet)";
        Good: "正常", "good";
        Doubtful: "需留意", "doubtful";
        Bad: "未接收", "bad";
        All: "全部", "All";
        Apart: "超出权限", "set apart";
        TabFiles: "文件", "Files";
        TabUnits: "按单位", "By unit";
        TabConflicts: "冲突", "Conflicts";
        TabApart: "超出权限", "Set apart";
        TabSections: "接收结果", "Result";
        Filter: "筛选文件", "Filter the files";
        File: "文件", "File";
        State: "结果", "Result";
        Why: "说明", "Reason";
        Unit: "单位", "Unit";
        Plan: "规划（公共部分）", "The plan";
        Copy: "复制清单", "Copy the list";
        Csv: "下载清单（CSV）", "Download the list (CSV)";
        CsvName: "接收结果_{0}.csv", "intake_{0}.csv";
        Copied: "清单已复制", "The list is copied";
        NotCopied: "浏览器不允许复制，请下载清单", "The browser refuses to copy: download the list";
        More: "还有 {0} 个没有列出，可下载完整清单", "{0} more not listed; the downloaded list has them all";
        NothingListed: "没有符合条件的文件", "No such file";
        Accept: "合并 {0} 个文件", "Merge {0} files";
        NothingNew: "没有新内容，无需合并", "Nothing new to merge";
        Name: "批量接收（{0} 个文件）", "{0} files at once";
        Merged: "已合并 {0} 个文件：新增 {1}，修改 {2}", "{0} files merged: {1} added, {2} changed";
        MergedOpen: "；{0} 处冲突待定，可在“报送”中处理", "; {0} conflicts are left to be decided under Reporting";
        MergedFigures: "；汇总数 {0} 份", "; figures of {0} units kept";
        Moved: "台账刚刚有变化，正在重新读取", "The ledger has moved on: the files are read again";
        Renewed: "发现另一台设备与本机编号相同（可能是复制来的），本机已换用新编号，双方内容都保留。", "Another device writes under this one's id (a copy of it); this device has taken a new id. Nothing of either is lost.";
        KeptText: "该文件没有合并，其他文件不受影响。", "Not merged; the other files are not touched by it.";
        Next: "下一步：{0}", "Next: {0}";
        NoUnits: "没有任何变化", "No change";
        CsvHead: "文件,结果,内容,导出时间,新增,修改,删除,冲突,超出权限,说明,位置,已保留,下一步", "file,result,content,exported,added,changed,deleted,conflicts,set apart,reason,place,kept,next";
    }

    /// Why a file is doubtful or bad.
    Why {
        Older: "内容本机都已经有了，且本机更新", "Everything in it is here already, and here is newer";
        SameAs: "与“{0}”内容相同，只计一次", "The same as {0}, counted once";
        Ahead: "有晚于本机时间 {0} 小时的记录，双方有一台电脑时钟不准", "Entries {0} hours ahead of this clock: one of the two is wrong";
        Newer: "由较新的版本导出（格式 1.{0}），本版本不认识的内容原样保留", "Written by a newer version (1.{0}); what is not known here is kept as it is";
        SetApart: "有 {0} 条超出该文件的权限，默认不采用", "{0} records outside its standing, off by default";
        Conflicts: "有 {0} 处与本机或其他文件冲突", "{0} fields in conflict";
        Unchecked: "上报前自查还有 {0} 条没有处理", "{0} findings of its own checks are open";
        OtherLedger: "属于另一个台账，不能合并到当前台账", "It is of another ledger and is not mixed in";
        OtherYear: "是 {1} 年的文件，当前台账是 {0} 年的", "It is of {1}; this ledger is of {0}";
        Leap: "修改序号异常（{0}），不是正常的台账文件", "Its counter ({0}) cannot have been counted";
        NextOther: "请核对是不是发错了文件，或先打开它所属的台账再接收。", "See whether the wrong file was sent, or open its own ledger first.";
        NextLeap: "请让对方用原来的台账重新导出。", "Ask for a new export from the original ledger.";
        OlderFigures: "汇总数早于已有的（{0}），没有采用", "Its figures are older than those here ({0}); not used";
        ClosedFile: "文件用口令加了密，没有打开", "Closed with a passphrase; not opened";
        ClosedWrong: "文件用口令加了密，输入的口令打不开它", "Closed with a passphrase, and not with the one typed";
        NextClosed: "在上方输入口令重新读取，或单独接收这个文件。", "Type the passphrase above and read again, or take the file in by itself.";
        NextAltered: "请对方重新导出；确认无误的，单独接收。", "Ask for a new export; one you trust all the same is taken in by itself.";
        NotTheirs: "不属于该文件所代表的单位", "Not of the unit the file speaks for";
        SetFromAbove: "由上级下达，下级不能改", "Set from above; the file comes from below";
        UnitsOwn: "由单位自己填报，上级下发的文件不改", "The unit's own; the file comes from above";
        Rewritten: "改写了已经填报的记录", "It rewrites an entry that is only ever added";
    }

    /// Conflicts and what is set apart, in the preview.
    Choose {
        Conflicts: "双方都改过的内容", "Changed on both sides";
        ConflictsText: "不选时按规则：后改的为准（按修改序号，不看电脑时钟）。没有采用的值留在历史里。", "Without a choice the rule stands: the later edit, by its counter and not by a clock. The other stays in the history.";
        Here: "本机", "Here";
        OfFile: "文件 {0}", "File {0}";
        Rule: "按规则采用", "stands by the rule";
        AllOurs: "全部用本机", "All as here";
        AllTheirs: "全部用文件", "All as in the files";
        AllRule: "全部按规则", "All by the rule";
        Contested: "一方删除、一方修改", "Deleted on one side, edited on the other";
        Keep: "保留", "Keep";
        Delete: "删除", "Delete";
        Apart: "超出文件权限的改动", "Changes outside the file's standing";
        ApartText: "默认不采用。确认可信的，逐条或全部勾选后一并合并。", "Off by default. Tick those you trust, one by one or all.";
        TakeAll: "全部采用", "Take all";
        More: "还有 {0} 条没有列出", "{0} more not listed";
        None: "没有", "None";
        Nothing: "没有要处理的内容", "Nothing to decide";
        Check: "上报自查", "Own checks";
        CheckPassed: "{0} 自查通过，说明 {1} 条，提示 {2} 条", "Passed on {0}; {1} explained, {2} to note";
        CheckOpen: "{0} 自查，还有 {1} 条没有处理", "Checked on {0}; {1} findings open";
        CheckNone: "没有附自查结果", "No check result in the file";
        Base: "依据版本", "Cut from";
        BaseAt: "{0} 下发的版本", "the version handed down at {0}";
        BaseNone: "没有注明", "not said";
        Device: "本设备", "this device";
        OtherDevice: "设备 {0}", "device {0}";
        By: "{0}，{1}", "{0}, {1}";
    }

    /// What the checks find.
    Finds {
        DueBeforeStart: "完成时限早于开始时间", "Due before its start";
        DoneNotFull: "已办结，但完成百分比不是 100", "Done, but not at 100%";
        DoneWithoutDate: "已办结，但有节点没有实际完成日期", "Done, but a milestone has no date of completion";
        MilestoneOutside: "节点在任务起止时间之外", "A milestone outside the task's time";
        InFuture: "日期晚于今天", "After today";
        NotPercent: "完成百分比不在 0 到 100 之间", "Not from 0 to 100%";
        PartAboveWhole: "分解值大于总目标值", "A part above the whole";
        RateAboveHundred: "比率超过 100%", "A rate above 100%";
        Jump: "比上次变化过大", "A jump against the last value";
        JumpOfYear: "比上年变化过大", "A jump against last year";
        Backwards: "进度倒退", "Progress went back";
        Silent: "本期没有填报", "No report in this period";
        NotFixed: "未四定", "One of the four fixed is missing";
        Blank: "目标值待填", "A blank value";
        SeverityBlock: "逻辑错误，必须改正", "Contradictions: have to be mended";
        SeverityExplain: "需要说明", "Have to be explained";
        SeverityNotice: "提示", "To note";
        Against: "现为 {0}，对照 {1}", "{0}, against {1}";
        Said: "现为 {0}", "{0}";
    }

    /// The screen of handing up, taking in and handing down.
    Share {
        Title: "报送", "Reporting";
        Sub: "上报、接收、下发，谁报了谁没报", "Hand up, take in, hand down; who has reported";
        TabUp: "上报", "Hand up";
        TabIn: "接收", "Take in";
        TabDown: "下发", "Hand down";
        TabWho: "报送情况", "Who reported";
        TabSum: "汇总", "Roll-up";
        Tabs: "报送", "Reporting";
        UpHead: "上报前自查", "Checks before handing up";
        UpText: "逻辑错误要改正，变化异常要说明，没有内容也要说明；结果随文件一起上报。", "Contradictions are mended, jumps and silence explained; the result travels in the file.";
        NoUnit: "还没有选定本机单位", "No unit chosen for this device";
        NoUnitText: "上报以本机单位的名义进行，请先在“单位”中选定。", "A file goes up in the name of this device's unit: choose it under Units.";
        ChooseUnit: "去选定单位", "Choose the unit";
        Period: "报送期", "Period";
        Week: "本周", "This week";
        Month: "本月", "This month";
        LastWeek: "上周", "Last week";
        LastMonth: "上月", "Last month";
        Span: "{0} 至 {1}", "{0} to {1}";
        Passed: "自查通过，可以上报", "Passed: it can go up";
        PassedText: "没有需要改正或说明的内容。", "Nothing to mend or explain.";
        Open: "还有 {0} 条需要处理：{1} 条改正，{2} 条说明", "{0} to see to: {1} to mend, {2} to explain";
        Explain: "说明原因", "Explain";
        ExplainAll: "情况相同的，写一句统一说明", "One sentence for all that are alike";
        ExplainAllGo: "用于其余 {0} 条", "For the other {0}";
        Explained: "已说明", "explained";
        GoUp: "导出上报文件", "Export the file to hand up";
        BlockedUp: "逻辑错误改正、说明补齐后才能导出上报文件", "Mend the contradictions and explain the rest first";
        MoreFindings: "还有 {0} 条没有列出", "{0} more not listed";
        InHead: "接收文件", "Take files in";
        InText: "各单位报来的文件一起拖进来：先看结果，再确认合并；合并后可整体撤销。", "Drop all the units' files at once: you see the result first, and can take the whole back afterwards.";
        WhatUp: "上报内容", "What goes up";
        UpWhole: "全部上报", "The whole";
        UpWholeText: "本单位和下级的全部目标、任务和填报记录", "Every target, task and entry of the unit and those under it";
        UpRolled: "汇总上报", "Rolled up";
        UpRolledText: "本单位的记录，加各下级单位的汇总数；不含下级的填报内容", "The unit's own records and the figures of each unit below; none of their notes";
        UpSize: "约 {0}", "about {0}";
        Measuring: "正在测算大小…", "Measuring…";
        Figures: "汇总数", "Figures";
        FiguresOf: "{0} 个单位，截至 {1}（报送期 {2} 至 {3}）", "of {0} units as of {1} (period {2} to {3})";
        FiguresNew: "合并后显示在“报送—汇总”中", "Shown under Reporting, Roll-up";
        FiguresReplace: "将替换 {0} 的汇总数", "Takes the place of those of {0}";
        FiguresSame: "与已有的汇总数相同", "The same as here";
        FiguresOlder: "早于已有的汇总数（{0}），不采用", "Older than those here ({0}); not used";
        FiguresHead: "报来的汇总数", "Figures handed up";
        FiguresText: "这些单位只报了汇总数，明细不在本机；有了明细就以明细为准。", "Of these only figures came up; where records are here, the records count.";
        FiguresMark: "汇总数 · {0}", "Figures · {0}";
        FiguresFrom: "来自文件“{0}”", "From {0}";
        FiguresUnits: "单位数", "Units";
        FiguresOn: "截至", "As of";
        FiguresFile: "来源文件", "File";
        FiguresTaken: "{0} 接收", "taken in {0}";
        FiguresHere: "本机 {0}", "{0} here";
        FiguresDrop: "撤回", "Take back";
        FiguresDropped: "已撤回“{0}”的汇总数", "The figures of {0} are taken back";
        OpenConflicts: "待定的冲突", "Conflicts left open";
        OpenText: "合并时没有选定的冲突，现按规则采用；可在这里改定。", "Not decided when merging, standing by the rule; decide them here.";
        Stands: "现采用", "stands now";
        Gave: "未采用", "gave way";
        KeepThis: "就用这个", "Keep this";
        UseThis: "改用这个", "Use this";
        Decided: "已改定", "Decided";
        DownHead: "下发到单位", "Hand down to units";
        DownText: "每个单位一个文件，含它的目标、任务、总体思路和上级单位；其他单位的内容不在里面。", "One file for each unit with its targets, tasks, the framework and the units above; nothing of its sisters.";
        DownNone: "没有下级单位", "No units below";
        DownNoneText: "在“单位”中添加下级单位、在清单中把目标任务分解下去，再来下发。", "Add units under Units, hand targets and tasks down in the lists, then come back.";
        DownAll: "全选（{0} 个单位）", "All ({0} units)";
        DownDeep: "包含下级的下级", "With the units below them";
        DownGo: "导出 {0} 个单位的文件", "Export for {0} units";
        DownCount: "目标 {0}，任务 {1}", "{0} targets, {1} tasks";
        Packing: "正在生成…", "Working…";
        ZipName: "下发_{0}_{1}.zip", "handed-down_{0}_{1}.zip";
        WhoHead: "报送情况", "Who has reported";
        WhoText: "按填报日期看各单位本期有没有填报；“文件早于期末”的，期末前可能还有没报来的内容。", "By the dates of the entries. A file older than the period's end may lack what came after it.";
        WhoNone: "没有下级单位", "No units below";
        WhoNoneText: "换一个有下级单位的查看范围，或先添加单位。", "Look at a unit with others below it, or add units first.";
        Reported: "已报", "reported";
        Early: "已报，文件早于期末", "reported, file older than the period";
        Expected: "应报", "due";
        Entries: "本期填报", "Entries";
        LastFile: "最近来文件", "Newest file";
        NotReported: "未报", "not yet";
        NothingDue: "无应报任务", "nothing due";
        Last: "最后填报", "Last report";
        LastNever: "从未填报", "never";
        CopyMissing: "复制未报名单", "Copy the list of those missing";
        SumHead: "汇总", "Roll-up";
        SumText: "各单位含全部下级；点数字看它由哪些目标、任务组成。", "Each unit with all under it; every figure opens the records it is made of.";
        SumNone: "还没有目标和任务", "No targets and tasks yet";
        SumNoneText: "接收各单位的文件后，这里按单位汇总。", "Take the units' files in, and they are summed up here.";
        Targets: "目标", "Targets";
        Tasks: "任务", "Tasks";
        Rate: "办结率", "Done";
        AllOf: "合计", "All";
        Lacking: "未四定", "Not fixed";
        MadeHead: "分解目标的汇总", "Targets made up of parts";
        MadeText: "按各目标的汇总方式由分解值算出；比率用分子、分母合计，不取平均。", "By each target's rule from its parts; ratios from numerators and denominators, never a mean.";
        TargetCol: "目标", "Target";
        RuleCol: "汇总方式", "Rule";
        ValueCol: "汇总值", "Value";
        PartsCol: "由哪些组成", "Made of";
        MadeOf: "{0} / {1} 个分解目标已有数", "{0} of {1} parts counted";
        PartUnset: "还没有数", "nothing yet";
        ValueNone: "待汇总", "nothing yet";
        Met: "已全部达到", "all reached";
        Print: "打印", "Print";
        PrintTitle: "{0}汇总表", "Roll-up: {0}";
        PrintWho: "{0}报送情况", "Who has reported: {0}";
        Whole: "全部单位", "All units";
        Up: "上一级", "One up";
    }
}

words! {
    /// Signing and closing.
    Seals {
        Sign: "签名（证明是本单位发出、没有被改动）", "Sign (it is ours, and unaltered)";
        NoKey: "本浏览器不能保存密钥，无法签名", "This browser cannot keep a key";
        Fingerprint: "本单位密钥指纹", "Fingerprint of this unit's key";
        FingerprintHint: "首次上报后，请与接收单位通电话逐组核对。", "After the first file, read it out to the receiver by telephone.";
        KeyMore: "在另一台电脑上用同一把密钥", "The same key on another computer";
        KeyMoreText: "密钥能冒用本单位名义签名，导出时必须用口令加密，口令另行告知。", "Whoever has the key can sign for the unit: it goes out closed with a passphrase, told apart.";
        KeyPassphrase: "密钥口令（至少 8 位）", "Passphrase of the key file (8 or more)";
        KeyOut: "导出密钥", "Export the key";
        KeyIn: "导入密钥", "Import a key";
        KeyFile: "密钥_{0}.age", "key_{0}.age";
        KeyTaken: "已导入密钥", "The key is taken in";
        KeyUnreadable: "密钥文件读不出来", "The key file cannot be read";
        KeyDamaged: "不是密钥文件，或已损坏", "No key file, or a damaged one";
        KeyOther: "这是别的单位的密钥，没有导入", "The key is another unit's; not taken in";
        WrongPassphrase: "口令不对，或文件已损坏。台账没有变化。", "A wrong passphrase, or the file is damaged. Nothing changed.";
        Close: "用口令加密", "Close with a passphrase";
        Passphrase: "口令（至少 8 位）", "Passphrase (8 or more)";
        PassphraseHint: "口令忘了就打不开，也无法找回；请用电话告知对方，不要和文件一起发。", "Without it the file cannot be opened, ever. Tell it by telephone, not beside the file.";
        OpenTitle: "文件已加密", "The file is closed";
        OpenText: "{0} 用口令加了密，请输入发送单位告知的口令。", "{0} is closed with a passphrase: type what the sender told you.";
        Open: "打开", "Open";
        Opening: "正在打开…", "Opening…";
        TooMuchWork: "文件的加密方式异常，没有打开。台账没有变化。", "It asks for more work than any real file; not opened. Nothing changed.";
        Fact: "签名", "Signature";
        Known: "已签名，密钥与以往一致", "Signed with the key known so far";
        KnownSure: "已签名，密钥已核对", "Signed; the key was compared";
        New: "已签名，首次见到的密钥：{0}。请打电话核对指纹。", "Signed with a key first seen: {0}. Compare it by telephone.";
        Changed: "密钥与以往不同：{0}。请先打电话核实，再决定是否合并。", "Another key than before: {0}. Ask by telephone before you merge.";
        Elsewhere: "签名单位无权发这份文件：{0}", "Signed by a unit with no say in such a file: {0}";
        Altered: "签名之后文件被改动过，不可信", "Altered after it was signed: not to be trusted";
        UnknownAlg: "签名方式（{0}）本版本不认识，无法核对", "Signed in a way ({0}) this version does not know";
        Unsigned: "没有签名", "Not signed";
        UnsignedBefore: "没有签名，但该单位以往的文件都有签名，请核实", "Not signed, though the unit's earlier files were: ask";
        ClosedMany: "{0} 个文件用口令加了密", "{0} files are closed with a passphrase";
        ClosedManyText: "口令相同的，输入一次全部打开；每个文件约需一秒。", "Those of one passphrase open together; each takes about a second.";
        ReadAgain: "打开并重新读取", "Open and read again";
        Confirm: "指纹已核对一致", "The fingerprint was compared";
        Confirmed: "已记下：指纹核对一致", "Noted: the fingerprint was compared";
    }
}

/// A finding's issue.
pub fn issue(issue: Issue) -> Finds {
    match issue {
        Issue::DueBeforeStart => Finds::DueBeforeStart,
        Issue::DoneNotFull => Finds::DoneNotFull,
        Issue::DoneWithoutDate => Finds::DoneWithoutDate,
        Issue::MilestoneOutside => Finds::MilestoneOutside,
        Issue::InFuture => Finds::InFuture,
        Issue::NotPercent => Finds::NotPercent,
        Issue::PartAboveWhole => Finds::PartAboveWhole,
        Issue::RateAboveHundred => Finds::RateAboveHundred,
        Issue::Jump => Finds::Jump,
        Issue::JumpOfYear => Finds::JumpOfYear,
        Issue::Backwards => Finds::Backwards,
        Issue::Silent => Finds::Silent,
        Issue::NotFixed => Finds::NotFixed,
        Issue::Blank => Finds::Blank,
    }
}

/// The head of a group of findings.
pub fn severity(severity: Severity) -> Finds {
    match severity {
        Severity::Block => Finds::SeverityBlock,
        Severity::Explain => Finds::SeverityExplain,
        Severity::Notice => Finds::SeverityNotice,
    }
}

/// What a finding says beside its issue; `None` when the issue says it all.
pub fn said(words: Words, ledger: &crate::model::ledger::Ledger, finding: &Finding) -> Option<String> {
    use crate::model::value::Value;
    let text = |value: &Value| label::visible(&label::value(words, ledger, finding.field, value));
    if matches!(finding.issue, Issue::Silent | Issue::NotFixed | Issue::Blank) {
        return None;
    }
    match (&finding.said, &finding.against) {
        (Value::Unset | Value::Id(_) | Value::Code(_), _) => None,
        (said, Value::Unset) => Some(words.fill(Finds::Said, &[&text(said)])),
        (said, against) => Some(words.fill(Finds::Against, &[&text(said), &text(against)])),
    }
}

/// Why something is set apart.
pub fn apart(reason: ApartReason) -> Why {
    match reason {
        ApartReason::NotTheirs => Why::NotTheirs,
        ApartReason::SetFromAbove => Why::SetFromAbove,
        ApartReason::UnitsOwn => Why::UnitsOwn,
        ApartReason::Rewritten => Why::Rewritten,
    }
}

/// What a person should know of a file that was taken in; `name` is a file's by its row.
pub fn doubt(words: Words, doubt: &Doubt, name: impl Fn(usize) -> String) -> String {
    let with = |text: Why, n: usize| words.fill(text, &[&n.to_string()]);
    match doubt {
        Doubt::Older => words.t(Why::Older).to_owned(),
        Doubt::SameAs(row) => words.fill(Why::SameAs, &[&name(*row)]),
        Doubt::Ahead(by) => words.fill(Why::Ahead, &[&(by / 3_600_000).to_string()]),
        Doubt::Newer(minor) => words.fill(Why::Newer, &[&minor.to_string()]),
        Doubt::SetApart(n) => with(Why::SetApart, *n),
        Doubt::Conflicts(n) => with(Why::Conflicts, *n),
        Doubt::Unchecked(n) => with(Why::Unchecked, *n),
        Doubt::Seal(verdict) => verdict_text(words, verdict).0,
        Doubt::OlderFigures(at) => {
            words.fill(Why::OlderFigures, &[&env::local(*at).format("%Y-%m-%d %H:%M").to_string()])
        }
        Doubt::Warning(Warning::NoHash) => words.t(Data::NoteNoHash).to_owned(),
        Doubt::Warning(Warning::Dangling(n)) => words.fill(Data::NoteDangling, &[&n.to_string()]),
        Doubt::Warning(Warning::Damaged(n)) => words.fill(Data::NoteDamaged, &[&n.to_string()]),
    }
}

/// What a signature says, a code for it, and how much it matters.
pub fn verdict_text(words: Words, verdict: &Verdict) -> (String, &'static str, &'static str) {
    let print = |text: Seals, signer: &Signer| words.fill(text, &[&signer.key.fingerprint()]);
    let plain = |text: Seals| words.t(text).to_owned();
    match verdict {
        Verdict::Unsigned { before } if before.is_empty() => (plain(Seals::Unsigned), "unsigned", "muted"),
        Verdict::Unsigned { .. } => (plain(Seals::UnsignedBefore), "dropped", "seal is-warn"),
        Verdict::Known { confirmed: true, .. } => (plain(Seals::KnownSure), "known", "seal is-good"),
        Verdict::Known { .. } => (plain(Seals::Known), "known", "seal is-good"),
        Verdict::New { signer } => (print(Seals::New, signer), "new", "seal is-warn"),
        Verdict::Changed { signer, .. } => (print(Seals::Changed, signer), "changed", "seal is-bad"),
        Verdict::Elsewhere { signer, .. } => (print(Seals::Elsewhere, signer), "elsewhere", "seal is-bad"),
        Verdict::Altered { .. } => (plain(Seals::Altered), "altered", "seal is-bad"),
        Verdict::UnknownAlgorithm { alg, .. } => {
            (words.fill(Seals::UnknownAlg, &[&label::visible(alg)]), "unknown", "seal is-warn")
        }
    }
}

/// Why a file cannot be compared, and what to do.
pub fn unmergeable(words: Words, reason: Unmergeable) -> (String, &'static str) {
    match reason {
        Unmergeable::OtherLedger(_) => (words.t(Why::OtherLedger).to_owned(), words.t(Why::NextOther)),
        Unmergeable::OtherYear { ours, theirs } => {
            (words.fill(Why::OtherYear, &[&ours.to_string(), &theirs.to_string()]), words.t(Why::NextOther))
        }
        Unmergeable::Leap { counter } => {
            (words.fill(Why::Leap, &[&counter.to_string()]), words.t(Why::NextLeap))
        }
    }
}

/// What is wrong with a bad file, where, and what to do.
pub fn fault(words: Words, fault: &Fault, unread: Option<&FileError>) -> (String, Option<String>, String) {
    match fault {
        Fault::Decode(error) => {
            let newer = matches!(error.kind, crate::state::exchange::DecodeKind::Newer { .. });
            let next = if newer { Data::ErrNextNewer } else { Data::ErrNextText };
            (data::refuse(words, error), data::place(words, error), words.t(next).to_owned())
        }
        Fault::Unmergeable(reason) => {
            let (what, next) = unmergeable(words, *reason);
            (what, None, next.to_owned())
        }
        Fault::Closed(tried) => {
            let what = if *tried { Why::ClosedWrong } else { Why::ClosedFile };
            (words.t(what).to_owned(), None, words.t(Why::NextClosed).to_owned())
        }
        Fault::Altered(_) => (words.t(Seals::Altered).to_owned(), None, words.t(Why::NextAltered).to_owned()),
        Fault::Unreadable => {
            let what = unread.map(|error| trouble::file(words, error)).unwrap_or_default();
            (what, None, words.t(Data::ErrNextText).to_owned())
        }
    }
}
