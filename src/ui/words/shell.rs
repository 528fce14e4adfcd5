//! The frame around every screen, the start page and the overview.

words! {
    /// The frame.
    Shell {
        Loading: "正在打开台账…", "Opening the ledger…";
        Close: "关闭", "Close";
        Cancel: "取消", "Cancel";
        Skip: "跳到正文", "Skip to content";
        App: "台账", "Taizhang";
        Year: "{0}年", "{0}";
        Nav: "主导航", "Main navigation";
        Overview: "总览", "Overview";
        Targets: "目标清单", "Targets";
        Tasks: "任务清单", "Tasks";
        Plan: "规划图", "Plan";
        Wall: "挂图作战", "Wall chart";
        Units: "单位", "Units";
        Share: "报送", "Reporting";
        Data: "数据", "Data";
        Looking: "查看单位", "Unit shown";
        AllUnits: "全部单位", "All units";
        OwnMark: "（本机）", " (this device)";
        Undo: "撤销", "Undo";
        Redo: "重做", "Redo";
        Undone: "已撤销", "Undone";
        Redone: "已重做", "Done again";
        UndonePartly: "已撤销；有 {0} 条后来又改过，保持不变", "Undone; {0} changed since and were kept";
        NothingUndone: "没有可撤销的内容：相关内容后来已经改过", "Nothing to undo: it was changed since";
        ToEnglish: "English", "English";
        ToChinese: "中文", "中文";
        LookSystem: "外观：跟随系统", "Theme: system";
        LookLight: "外观：浅色", "Theme: light";
        LookDark: "外观：深色", "Theme: dark";
        Clean: "已保存", "Saved";
        Saving: "正在保存…", "Saving…";
        SavedAt: "已保存 {0}", "Saved {0}";
        NotSaved: "未保存", "Not saved";
        InMemory: "仅在本页面", "In this page only";
        BackupNone: "未备份", "No backup";
        BackupToday: "今天已备份", "Backed up today";
        BackupDays: "{0} 天前备份", "Backup {0} days old";
        Retry: "重新保存", "Save again";
        ExportNow: "立即导出", "Export now";
        Reload: "重新载入", "Reload";
        SearchTasks: "搜索任务", "Search tasks";
        SearchTargets: "搜索目标", "Search targets";
        Update: "有新版本", "A new version is there";
        UpdateNext: "已在后台下载好，更新只需重新载入；已保存的内容不受影响。", "It is already downloaded; updating only reloads the page and leaves what is saved as it is.";
        UpdateUse: "立即更新", "Update now";
        Superseded: "本页面已被新版本替换", "A newer version has taken over";
        SupersededNext: "台账已由新版本打开，本窗口不再保存。请重新载入页面。", "The ledger is open in a newer version; this window saves no more. Reload the page.";
        Damaged: "有 {0} 部分数据损坏，已单独留存，其余正常打开", "{0} parts were damaged; their bytes are kept aside, the rest is open";
        DamagedNext: "请从最近的备份文件恢复；损坏部分的原始内容没有删除。", "Restore from the latest backup file; nothing of the damaged parts was deleted.";
        Evicted: "浏览器可能清除了本机的台账数据", "The browser seems to have cleared this device's ledger";
        EvictedNext: "以前保存过台账，现在找不到了。请先用备份文件恢复，不要急着新建。", "A ledger was kept here and is gone. Restore it from a backup file before starting anew.";
        EvictedOpen: "本页面里的内容是完整的，已重新保存。请马上导出一份备份。", "What this page holds is whole and was stored again. Export a backup now.";
        Private: "当前可能是无痕窗口", "This looks like a private window";
        PrivateNext: "关闭窗口后数据就没有了，离开前请导出文件。", "The data ends with the window: export a file before you leave.";
        BackupOld: "备份已超过 7 天", "The backup is more than 7 days old";
        BackupNever: "台账还没有备份过", "This ledger has never been backed up";
        BackupNext: "数据只保存在本机浏览器里，重装系统或清理浏览器都会丢失。请导出一份文件妥善保存。", "The data lives in this browser only. Export a file and keep it.";
        Later: "今天不再提醒", "Not today";
        TooOld: "本页面版本过旧", "This page is too old";
        TooOldText: "本机的台账由更新的版本保存，旧版本不能打开，以免损坏数据。数据完好，没有改动。", "The ledger here was stored by a newer version; this one does not touch it, so nothing is harmed.";
        TooOldNext: "请打开新版本的页面或文件，也可以先导出原始数据留底。", "Open the newer page or file. You can also export the raw data first.";
        ExportRaw: "导出原始数据", "Export raw data";
    }

    /// The start page.
    Welcome {
        Title: "教育工作台账", "Education ledger";
        Lead: "把一年的目标和重点任务落实到单位、到人、到时间。数据保存在本机浏览器，用文件上报和下发，不需要安装和注册。", "A year's targets and tasks, down to unit, person and date. Kept in this browser, passed on by file; nothing to install, no account.";
        Restore: "从备份文件恢复", "Restore from a backup";
        Kept: "本机台账", "Ledgers on this device";
        OpenKept: "打开", "Open";
        Untitled: "未命名台账", "Untitled ledger";
        Template: "用模板开始", "Start from the template";
        TemplateText: "已内置年度总体思路（一个目标、两项重点、六项工程、六项改革、民生实事）、{0} 个目标和 {1} 项重点任务，X 处留空待填。", "The year's framework, {0} targets and {1} key tasks are built in; the blanks X are left to fill.";
        File: "打开快照文件", "Open a snapshot file";
        FileText: "上级下发的规划、其他电脑导出的台账，或从备份恢复（.json、.json.gz）。", "A plan handed down, a ledger from another computer, or a backup (.json, .json.gz).";
        Blank: "空白台账", "Blank ledger";
        BlankText: "从零开始，自己建单位、目标和任务。", "Start from nothing: add units, targets and tasks yourself.";
        LedgerTitle: "台账名称", "Ledger title";
        LedgerTitleIs: "{0}年教育工作台账", "Education ledger {0}";
        UnitName: "本单位名称", "Your unit";
        UnitHint: "如：市教育局、成安县教育局、市第一中学", "Such as the bureau, a county bureau or a school";
        UnitKind: "单位类别", "Kind of unit";
        LedgerYear: "年度", "Year";
        Start: "开始", "Start";
        Steps: "第一次使用", "First steps";
        Step1: "选择一种方式开始", "Choose a way to start";
        Step2: "补全单位、目标值和责任人", "Fill in units, values and people";
        Step3: "每周填报进展，导出文件上报", "Report each week and hand the file up";
    }

    /// The overview.
    Overview {
        Title: "总览", "Overview";
        SubWhole: "全部单位", "All units";
        SubUnder: "{0}及下级单位", "{0} and all under it";
        TargetsHead: "目标", "Targets";
        TasksHead: "任务", "Tasks";
        Total: "共 {0} 个", "{0} in all";
        TotalTasks: "共 {0} 项", "{0} in all";
        Todo: "待办", "To do";
        TodoNone: "没有待办事项", "Nothing to do";
        TodoNoneText: "没有逾期、滞后、临期和待填的内容。", "Nothing is overdue, slow, near due or blank.";
        Overdue: "逾期任务", "Overdue tasks";
        Near: "七天内到期", "Due within a week";
        SlowTasks: "滞后任务", "Slow tasks";
        Lacking: "未四定任务", "Tasks lacking one of the four fixed";
        Blanks: "目标值待填", "Targets with a blank";
        Silent: "本周未填报", "No report this week";
        More: "查看全部 {0} 项", "Show all {0}";
        ByUnit: "各单位情况", "By unit";
        ByTheme: "总体思路条目", "By theme";
        UnitCol: "单位", "Unit";
        ThemeCol: "条目", "Theme";
        TargetCol: "目标", "Targets";
        TaskCol: "任务", "Tasks";
        DoneCol: "完成", "Done";
        OverdueCol: "逾期", "Overdue";
        SlowCol: "滞后", "Slow";
        Empty: "还没有目标和任务", "No targets and tasks yet";
        EmptyText: "先为本单位列出目标和任务，或打开上级下发的文件。", "List your unit's targets and tasks, or open the file handed down to you.";
        AddTargets: "去列目标", "List targets";
        AddTasks: "去列任务", "List tasks";
        OpenFile: "打开文件", "Open a file";
        NoUnit: "还没有选定本机填报的单位", "This device has no unit yet";
        NoUnitText: "选定后，打开页面就是本单位的目标和任务。", "Choose it, and the page opens on your unit's targets and tasks.";
        ChooseUnit: "选择单位", "Choose the unit";
        OwnUnit: "本机填报单位", "This device's unit";
        Due: "{0}到期", "due {0}";
        Percent: "已完成 {0}%", "{0}% done";
        Expected: "应完成 {0}%", "{0}% expected";
        Bars: "{0}：{1}", "{0}: {1}";
    }
}
