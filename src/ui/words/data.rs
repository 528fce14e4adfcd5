//! Files out and in, ledgers kept here, settings; why a file is refused.

use super::Words;
use crate::model::field::Field;
use crate::state::exchange::{DecodeError, DecodeKind};

words! {
    /// The data page.
    Data {
        Title: "数据", "Data";
        Sub: "导出、导入、备份和本机设置", "Export, import, backup and settings";
        Export: "导出文件", "Export a file";
        ExportText: "上报、下发、换电脑和备份都用文件，通过微信、QQ 或 U 盘传送。", "Handing up, handing down, another computer, a backup: all by file.";
        Scope: "导出内容", "What";
        ScopeWhole: "整个台账", "The whole ledger";
        ScopeUnit: "一个单位", "One unit";
        ScopePlan: "仅规划", "The plan alone";
        ScopeWholeHint: "全部单位、目标、任务和填报记录，可作备份。", "All units, targets, tasks and reports; serves as a backup.";
        ScopeUnitHint: "该单位及其下级的全部内容，用于上报。", "The unit and all under it, to hand up.";
        ScopePlanHint: "单位、总体思路和最上级单位的目标、任务，不含填报记录，用于下发。", "Units, framework, and the top unit's targets and tasks without reports, to hand down.";
        Unit: "单位", "Unit";
        Packed: "压缩（.json.gz，文件更小）", "Compress (.json.gz, smaller)";
        FileName: "文件名", "File name";
        DoExport: "导出", "Export";
        Exported: "已交给浏览器下载：{0}（{1}）", "Handed to the browser: {0} ({1})";
        CheckFile: "请到下载文件夹确认文件在不在", "Look into the download folder for the file";
        CheckText: "文件：{0}。浏览器不会告诉页面下载是否成功，微信等内置浏览器常常存不下来。", "File: {0}. A browser does not tell a page whether a download arrived; browsers inside chat programs often drop it.";
        FileThere: "文件已在，记为已备份", "It is there: note the backup";
        FileMissing: "没有找到", "It is not";
        FileMissingHelp: "请换用系统浏览器（Chrome、Edge）打开本页面再导出，或检查浏览器是否拦截了下载。", "Open this page in a system browser (Chrome, Edge) and export again, or see whether downloads are blocked.";
        BackedUp: "已记下备份时间", "Backup noted";
        ExportFailed: "没有导出成功，台账没有变化。请重试，或换一个浏览器。", "Not exported; the ledger is unchanged. Try again or in another browser.";
        BackupLast: "上次备份：{0}（{1}）", "Last backup: {0} ({1})";
        BackupNever: "还没有备份过", "Never backed up";
        BackupEdits: "之后又有修改", "edited since";
        BackupWhole: "之后没有修改", "nothing edited since";
        Import: "导入文件", "Import a file";
        ImportText: "先看会改变什么，确认后才合并；合并后随时可以撤销。", "You see what would change before anything does, and can take it back afterwards.";
        Drop: "把文件拖到这里，或点按选择", "Drop a file here, or click to choose";
        DropText: "支持 .json、.json.gz，可一次选多个，逐个确认", ".json and .json.gz; several are asked about one by one";
        Reading: "正在读取 {0}…", "Reading {0}…";
        PreviewTitle: "导入预览", "Import preview";
        FactFile: "文件", "File";
        FactLedger: "台账", "Ledger";
        FactScope: "内容", "Content";
        FactAt: "导出时间", "Exported";
        FactHolds: "包含", "Holds";
        HoldsText: "{0} 个单位、{1} 个目标、{2} 项任务、{3} 条填报", "{0} units, {1} targets, {2} tasks, {3} reports";
        ScopeIsUnit: "{0}及其下级", "{0} and all under it";
        Added: "新增", "added";
        ChangedRows: "修改", "changed";
        Conflicts: "冲突", "in conflict";
        DeletedRows: "删除", "deleted";
        Same: "相同", "the same";
        NoteOlder: "文件比本机的旧：里面的内容本机都已经有了。", "The file is older: everything in it is here already.";
        NoteSame: "没有变化：文件内容本机都已经有了。", "No change: everything in the file is here already.";
        NoteAhead: "文件里有晚于本机时间 {0} 小时的记录，可能是对方电脑的时钟不准，也可能是本机的；合并结果不受影响。", "It has entries {0} hours ahead of this clock; one of the two clocks is wrong. The merge does not depend on it.";
        NoteNoHash: "文件没有校验码（手工改过，或来自应急备份），请核对内容。", "It carries no check sum (edited by hand, or a rescue file): look it over.";
        NoteDangling: "有 {0} 处引用的内容不在文件里，合并后可能显示为空。", "{0} references lead outside the file.";
        NoteDamaged: "文件导出时有 {0} 部分已损坏，没有包含在内。", "{0} parts were damaged where it comes from and are left out.";
        NoteConflict: "双方都改过的内容标为冲突，按后改的为准；另一方的值留在历史里，可随时改回。", "Fields both sides changed are marked; the later edit stands, the other stays in the history.";
        Record: "内容", "Record";
        FieldCol: "项目", "Field";
        ChangeCol: "变化", "Change";
        Ours: "本机", "Here";
        Theirs: "文件", "File";
        Wins: "采用", "stands";
        MoreRows: "还有 {0} 条没有列出", "{0} more not listed";
        Accept: "合并到台账", "Merge";
        Close: "知道了", "Close";
        Skip: "不导入", "Do not import";
        Merged: "已导入 {0}：新增 {1}，修改 {2}", "Imported {0}: {1} added, {2} changed";
        Moved: "台账刚刚有变化，请再看一遍预览", "The ledger has moved on: look at the preview again";
        OtherTitle: "这是另一个台账的文件", "This file is of another ledger";
        OtherText: "文件属于“{0}”，当前打开的是“{1}”。两个台账不会混在一起。可以把它作为另一个台账打开，当前台账保留在本机。", "It belongs to {0}; open now is {1}. Two ledgers are never mixed. It can be opened as a ledger of its own; the present one stays on this device.";
        OpenOther: "作为另一个台账打开", "Open as its own ledger";
        OpenTitle: "打开台账", "Open the ledger";
        OpenIt: "打开", "Open";
        KeptOlder: "本机已有这个台账。打开时会先看差别再合并，不会覆盖。", "This ledger is on this device already. It is opened first, then compared; nothing is overwritten.";
        OpenKeptFirst: "打开本机台账并比较", "Open it here and compare";
        ErrorTitle: "文件没有导入", "The file was not imported";
        ErrWhat: "发生了什么", "What happened";
        ErrWhere: "位置", "Where";
        ErrKept: "已保留", "Kept";
        ErrNext: "下一步", "Next";
        ErrKeptText: "台账没有任何变化。", "The ledger is unchanged.";
        ErrNextText: "请让对方重新导出并发送原文件（不要改名后缀、不要用记事本另存）；是备份文件的，换一份更早的再试。", "Ask for the original file again, not re-saved by another program; of a backup, try an earlier one.";
        ErrNextNewer: "请用新版本的页面或 taizhang.html 打开。", "Open it with the newer page or taizhang.html.";
        ErrFile: "文件 {0}", "file {0}";
        ErrPath: "{0}（第 {1} 行第 {2} 列）", "{0} (line {1}, column {2})";
        ErrLine: "第 {0} 行第 {1} 列", "line {0}, column {1}";
        Restores: "最近的导入", "Recent imports";
        RestoresNone: "还没有导入过文件。", "No imports yet.";
        RestoreRow: "{0}，{1} 条内容", "{0}, {1} records";
        TakeBack: "撤销这次导入", "Take it back";
        TakenBack: "已撤销导入", "Import taken back";
        TakenBackPartly: "已撤销导入；有 {0} 条后来又改过，保持不变", "Import taken back; {0} edited since and kept";
        Ledgers: "本机的台账", "Ledgers on this device";
        LedgerNow: "正在使用", "open";
        Open: "打开", "Open";
        StartPage: "新建或打开其他台账", "Start or open another";
        Remove: "从本机删除", "Remove from this device";
        RemoveTitle: "从本机删除“{0}”？", "Remove {0} from this device?";
        RemoveText: "本机上的全部内容都会删掉，不能撤销。请确认已有备份文件。要删除，请输入台账名称。", "Everything of it on this device is deleted and cannot be brought back. Make sure there is a backup file. To go on, type the ledger's title.";
        RemoveType: "台账名称", "Ledger title";
        RemoveDo: "永久删除", "Remove for good";
        Removed: "已从本机删除“{0}”", "Removed: {0}";
        Settings: "本机设置", "Settings";
        Name: "填报人姓名", "Your name";
        NameHint: "填报进展时自动带上", "Put on your progress reports";
        LedgerTitle: "台账名称", "Ledger title";
        LedgerYear: "年度", "Year";
        Language: "语言", "Language";
        Look: "外观", "Theme";
        LookSystem: "跟随系统", "System";
        LookLight: "浅色", "Light";
        LookDark: "深色", "Dark";
        Storage: "浏览器存储", "Browser storage";
        Usage: "已用 {0}，浏览器允许 {1}", "{0} used of {1} allowed";
        UsageUnknown: "浏览器没有告诉存储用量", "The browser does not tell";
        Persisted: "浏览器已同意长期保存", "The browser agreed to keep it";
        NotPersisted: "浏览器没有承诺长期保存，请定期备份", "The browser gives no promise: back up regularly";
        FileShared: "双击打开的页面（file://）共用一块存储：本机其他网页文件也可能读到，重要数据请备份并妥善保管。", "Pages opened by double click (file://) share one storage: other HTML files on this computer could read it.";
        Version: "版本 {0}，文件格式 {1}", "Version {0}, file format {1}";
        Bytes: "{0} 字节", "{0} bytes";
        Kilo: "{0} KB", "{0} KB";
        Mega: "{0} MB", "{0} MB";
    }

    /// Why a file was refused.
    Refuse {
        Empty: "文件是空的", "The file is empty";
        TooLarge: "文件太大，超过 {0} MB", "Larger than {0} MB";
        Bomb: "压缩文件异常：解开后的内容大得不合理", "The compressed file unpacks to an unreasonable size";
        Gzip: "压缩文件已损坏或不完整", "The compressed file is damaged or cut off";
        Encoding: "文字编码不是 UTF-8（看起来是 {0}），可能被记事本等程序另存过", "Not UTF-8 but {0}: it may have been saved again by another program";
        TooDeep: "内容嵌套超过 {0} 层，不是正常的台账文件", "Nested deeper than {0}: not a real ledger";
        CutOff: "文件不完整，后半部分丢失了", "The file is cut off; its end is missing";
        Syntax: "文件内容不是正确的 JSON", "Not valid JSON";
        DuplicateKey: "同一处重复出现“{0}”，不能确定以哪个为准", "{0} stands twice in one place";
        NotSnapshot: "不是台账快照文件", "Not a Taizhang snapshot";
        Newer: "文件由更新的版本导出（格式 {0}），本版本读不了", "Written by a newer version (format {0})";
        Missing: "缺少“{0}”", "{0} is missing";
        Expected: "这里的内容不对，应为{0}", "Wrong value: {0} expected";
        Unknown: "有不认识的内容“{0}”", "Unknown: {0}";
        Rule: "内容不符合要求：{0}", "Breaks a rule: {0}";
        DuplicateRecord: "同一条内容出现了两次（{0}）", "A record stands twice ({0})";
        Hash: "校验码对不上：文件在导出之后被改动或损坏", "The check sum does not fit: the file was altered or damaged";
        Stamp: "修改记录里的序号或时间不合理", "A counter or time cannot be";
        Zip: "压缩包已损坏，或用了本程序不支持的压缩方式", "The .zip is damaged or packed in a way that cannot be read";
        Encrypted: "压缩包加了密码，请解开后再导入", "The .zip is closed with a password: unpack it first";
        Nested: "压缩包里还有压缩包，请解开后再导入", "A .zip within a .zip: unpack it first";
        TooMany: "压缩包里的文件超过 {0} 个", "More than {0} files in the .zip";
        Text: "文字", "a text";
        Number: "数字（写成文本）", "a number as text";
        Integer: "整数", "an integer";
        Date: "日期，如 2025-06-30", "a date such as 2025-06-30";
        Id: "编号（UUID）", "an id (UUID)";
        Choice: "规定的选项", "one of the listed words";
        Flag: "true 或 false", "true or false";
        Other: "其他类型的内容", "another kind of value";
    }
}

/// What is wrong with a file, in one sentence.
pub fn refuse(words: Words, error: &DecodeError) -> String {
    let said = |text: Refuse| words.t(text).to_owned();
    let with = |text: Refuse, value: &str| words.fill(text, &[value]);
    match &error.kind {
        DecodeKind::Empty => said(Refuse::Empty),
        DecodeKind::TooLarge { cap } => with(Refuse::TooLarge, &(cap >> 20).to_string()),
        DecodeKind::Bomb => said(Refuse::Bomb),
        DecodeKind::Gzip => said(Refuse::Gzip),
        DecodeKind::Encoding(name) => with(Refuse::Encoding, name),
        DecodeKind::TooDeep { max } => with(Refuse::TooDeep, &max.to_string()),
        DecodeKind::CutOff => said(Refuse::CutOff),
        DecodeKind::Syntax => said(Refuse::Syntax),
        DecodeKind::DuplicateKey(key) => with(Refuse::DuplicateKey, key),
        DecodeKind::NotSnapshot => said(Refuse::NotSnapshot),
        DecodeKind::Newer { version } => with(Refuse::Newer, &version.to_string()),
        DecodeKind::Missing(key) => with(Refuse::Missing, &named(words, key)),
        DecodeKind::Expected(shape) => with(Refuse::Expected, words.t(expected(shape))),
        DecodeKind::Unknown(key) => with(Refuse::Unknown, key),
        DecodeKind::Rule(reason) => with(Refuse::Rule, &super::trouble::reason(words, *reason)),
        DecodeKind::DuplicateRecord(id) => with(Refuse::DuplicateRecord, id),
        DecodeKind::Hash => said(Refuse::Hash),
        DecodeKind::Stamp => said(Refuse::Stamp),
        DecodeKind::Zip => said(Refuse::Zip),
        DecodeKind::Encrypted => said(Refuse::Encrypted),
        DecodeKind::Nested => said(Refuse::Nested),
        DecodeKind::TooMany { max } => with(Refuse::TooMany, &max.to_string()),
    }
}

fn expected(shape: &str) -> Refuse {
    match shape {
        "text" => Refuse::Text,
        "number" => Refuse::Number,
        "integer" => Refuse::Integer,
        "date" => Refuse::Date,
        "id" => Refuse::Id,
        "choice" => Refuse::Choice,
        "flag" => Refuse::Flag,
        _ => Refuse::Other,
    }
}

/// A key of the file with the name people know it by.
fn named(words: Words, key: &str) -> String {
    Field::parse(key).map_or_else(|| key.to_owned(), |field| format!("{}（{key}）", words.t(field)))
}

/// Where a file went wrong; `None` when it is the file as a whole.
pub fn place(words: Words, error: &DecodeError) -> Option<String> {
    let (line, column) = (error.line.to_string(), error.column.to_string());
    match (error.path.is_empty(), error.line) {
        (true, 0) => None,
        (true, _) => Some(words.fill(Data::ErrLine, &[&line, &column])),
        (false, 0) => Some(error.path.clone()),
        (false, _) => Some(words.fill(Data::ErrPath, &[&error.path, &line, &column])),
    }
}

/// A file's size.
pub fn size(words: Words, bytes: u64) -> String {
    match bytes {
        0..1024 => words.fill(Data::Bytes, &[&bytes.to_string()]),
        1024..1_048_576 => words.fill(Data::Kilo, &[&bytes.div_ceil(1024).to_string()]),
        _ => words.fill(Data::Mega, &[&format!("{:.1}", bytes as f64 / 1_048_576.0)]),
    }
}
