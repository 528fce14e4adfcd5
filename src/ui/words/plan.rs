//! The plan on a page, coverage, timetable, duties, and a target's division and series.

words! {
    /// The screen and its tabs.
    Plan {
        SeenIn: "在图表中查看", "Seen in";
        Title: "规划图", "Plan";
        Tree: "规划图", "Plan on a page";
        Coverage: "覆盖", "Coverage";
        Timetable: "时间表", "Timetable";
        Duties: "任务书", "Duty sheets";
        Views: "规划图的几种看法", "Views of the plan";
        Print: "打印", "Print";
        PrintOn: "打印纸张", "Paper";
        A4: "A4 一页", "A4, one page";
        A3: "A3 一页", "A3, one page";
        TreeSub: "{0}：{1} 个目标、{2} 项任务", "{0}: {1} targets, {2} tasks";
        Move: "移动所选条目", "Move the one chosen";
        Up: "上移", "Up";
        Down: "下移", "Down";
        In: "降一级", "In";
        Out: "升一级", "Out";
        FoldAll: "只看条目", "Themes only";
        OpenAll: "全部展开", "Show all";
        Keys: "方向键选择，Alt+方向键移动，回车打开；也可以拖动。", "Arrows choose, Alt+arrows move, Enter opens; or drag.";
        Moved: "已移动：{0}", "Moved: {0}";
        NoMove: "已经到头，不能再移", "It cannot go further that way";
        NoTheme: "未归入总体思路", "Under no theme";
        More: "另有 {0} 项，见清单", "{0} more in the lists";
        EmptyTree: "还没有总体思路", "No framework yet";
        EmptyTreeText: "先在“单位”页写下总体思路的条目，再把目标和任务归进去。", "Write the themes of the framework on the units page, then put targets and tasks under them.";
        ToThemes: "填写总体思路", "Write the framework";
        Fold: "收起或展开 {0}", "Fold or unfold {0}";
        MoveThis: "移动 {0}", "Move {0}";
        Blank: "待填", "to fill";
        SheetTitle: "{0}{1}工作规划图", "{0}: plan of {1}";
        SheetFoot: "截至 {0}。目标 {1} 个，任务 {2} 项：{3}", "As of {0}. {1} targets, {2} tasks: {3}";
        CountOf: "{0} {1}", "{0} {1}";
        Targets: "目标", "Targets";
        Tasks: "任务", "Tasks";
    }

    /// Units against key tasks.
    Cover {
        Sub: "{0} 个单位、{1} 项重点任务；空缺 {2} 处", "{0} units, {1} key tasks; {2} holes";
        Whole: "{0} 个单位、{1} 项重点任务；没有空缺", "{0} units, {1} key tasks; no holes";
        Columns: "任务", "Tasks";
        HandedDown: "已分解的任务", "Handed down";
        AllKey: "全部重点任务", "All key tasks";
        Theme: "条目", "Theme";
        AllThemes: "全部条目", "All themes";
        Rows: "单位", "Units";
        RightBelow: "直接下级", "Right below";
        AllBelow: "全部下级", "All below";
        FillAll: "补齐 {0} 处空缺", "Fill {0} holes";
        FillOne: "{0}：{1}，空缺，点击补上", "{0}: {1}, a gap; press to fill";
        Cell: "{0}：{1}，{2}", "{0}: {1}, {2}";
        CellMany: "{0}：{1}，{2}，共 {3} 项", "{0}: {1}, {2}, {3} tasks";
        Filled: "已补齐 {0} 处，任务已进入各单位清单", "{0} filled; the tasks are in the units' lists";
        Unit: "单位", "Unit";
        Taken: "承接", "Taken up";
        TakenOf: "{0}/{1}", "{0}/{1}";
        Hole: "缺", "gap";
        Holes: "空缺清单", "Holes";
        HolesNone: "没有空缺：横向到边，纵向到底。", "No holes: every unit has taken up every task.";
        FillTask: "补齐 {1} 处空缺：{0}", "Fill {1} holes of {0}";
        FillShort: "补齐 {0} 处", "Fill {0}";
        Legend: "图例", "Legend";
        Matrix: "单位与重点任务对照表", "Units against key tasks";
        EmptyUnits: "没有下级单位", "No units below";
        EmptyUnitsText: "覆盖图看下级单位有没有承接重点任务。请先在“单位”页添加下级单位，或在上方换一个单位。", "Coverage shows which units below have taken up the key tasks. Add units below on the units page, or choose another unit above.";
        ToUnits: "添加单位", "Add units";
        EmptyTasks: "还没有重点任务", "No key tasks yet";
        EmptyTasksText: "本单位的任务清单是空的；列出任务并分解到单位后，这里看得到谁承接了、谁还空着。", "This unit has no tasks; list and hand them down, and see here who has taken them up.";
        ToTasks: "列出任务", "List tasks";
        MoreUnits: "再显示 {0} 个单位", "Show {0} more units";
        PrintTitle: "{0}重点任务覆盖图", "{0}: coverage of key tasks";
    }

    /// Deadlines by month and week.
    Table {
        Sub: "{0} 个时限，{1} 个未完成", "{0} deadlines, {1} open";
        Person: "人员", "Person";
        Everyone: "所有人", "Everyone";
        Below: "含下级单位", "With units below";
        OpenOnly: "只看未完成", "Open ones";
        Download: "存为日历 .ics", "Calendar .ics";
        Remind: "日历提醒", "Reminder";
        RemindNone: "不提醒", "None";
        RemindOn: "当天上午", "On the day";
        RemindDays: "提前 {0} 个工作日", "{0} working days before";
        Downloaded: "已导出 {0} 个时限，用手机或电脑的日历打开即可", "{0} deadlines exported; open the file in a calendar";
        Month: "{0}年{1}月", "{0}-{1}";
        Week: "{0} 至 {1}", "{0} to {1}";
        Now: "本月", "This month";
        Milestone: "节点", "Milestone";
        Near: "七天内", "Within a week";
        Empty: "没有时限", "No deadlines";
        EmptyText: "所选范围内没有定下时限的目标、任务或节点。", "No target, task or milestone here has a date.";
        More: "再显示 {0} 个", "Show {0} more";
        Name: "{0}时间表", "{0} timetable";
        Date: "时限", "Due";
        What: "事项", "What";
        Kind: "类别", "Kind";
        Unit: "单位", "Unit";
        Light: "进度", "Light";
        Number: "序号", "No.";
    }

    /// 任务书 and 责任清单.
    Duty {
        Form: "表式", "Form";
        ByUnit: "责任清单（按单位）", "Duties by unit";
        ByPerson: "责任清单（按人）", "Duties by person";
        Letter: "任务书", "Letter of tasks";
        ListTitle: "{0}责任清单", "Duties of {0}";
        LetterTitle: "{0}{1}工作任务书", "Tasks of {0}, {1}";
        LetterTargets: "一、年度目标", "1. Targets of the year";
        LetterTasks: "二、重点任务", "2. Key tasks";
        Sign: "责任单位（盖章）：", "Unit (seal):";
        SignHead: "主要负责人（签字）：", "Head (signature):";
        SignDate: "日期：", "Date:";
        Duty: "责任内容", "Responsibility";
        Pace: "进度安排", "Planned pace";
        Aim: "目标值", "Aim";
        Baseline: "上年基数", "Baseline";
        Meta: "截至 {0}，共 {1} 项", "As of {0}, {1} items";
        Nobody: "未定责任人", "No one yet";
        Empty: "这里没有目标和任务", "No targets or tasks here";
        EmptyText: "换一个单位或人员，或先把目标和任务分解下去。", "Choose another unit or person, or hand targets and tasks down first.";
        Pages: "共 {0} 份", "{0} sheets";
    }
}

words! {
    /// A target over units and persons.
    Divide {
        Head: "分解落实", "Division";
        None: "还没有分解到单位或人。", "Not divided over units or persons yet.";
        Some: "已分解为 {0} 份。", "Divided into {0} parts.";
        Open: "分解到单位和人", "Divide";
        Title: "分解：{0}", "Divide: {0}";
        Whole: "总目标", "Whole";
        NoWhole: "总目标的数值还没填：可以逐个填写各单位的数值，但不能分摊、核对合计。", "The whole has no value yet: parts can be typed, but not spread or held against it.";
        Even: "合计 {0}，与总目标一致", "Together {0}, as much as the whole";
        Short: "合计 {0}，还差 {1}", "Together {0}, {1} short";
        Beyond: "合计 {0}，超出 {1}", "Together {0}, {1} beyond";
        EachWell: "各份都不低于总目标的要求", "Every part asks as much as the whole";
        EachWeak: "有 {0} 份低于总目标的要求", "{0} parts ask less than the whole";
        BestWell: "至少一份达到总目标的要求", "At least one part asks as much as the whole";
        BestWeak: "没有一份达到总目标的要求", "No part asks as much as the whole";
        Unset: "{0} 份未填", "{0} not filled in";
        Rule: "汇总规则", "Roll-up rule";
        Places: "小数位数", "Decimals";
        Equal: "平均分摊", "Equally";
        ByWeight: "按权重分摊", "By weight";
        ByBaseline: "按上年占比分摊", "By last year's share";
        NoWeight: "没有可用的权重：请先填权重或上年基数", "Nothing to weigh by: fill in weights or last year's values";
        NegativeWeight: "权重不能小于 0", "A weight must not be below zero";
        TooLarge: "数字太长，无法精确分摊", "Too many digits to spread exactly";
        Spread: "分摊", "Spread";
        Holder: "单位或人员", "Unit or person";
        Baseline: "上年基数", "Last year";
        Weight: "权重", "Weight";
        Value: "分解值", "Part";
        ValueOf: "{0} 的分解值", "Part of {0}";
        WeightOf: "{0} 的权重", "Weight of {0}";
        Own: "本单位人员", "own person";
        Several: "该单位有多份，请在其清单里改", "This unit has several; edit them in its list";
        AddPerson: "添加本单位人员", "Add a person";
        Add: "添加", "Add";
        Paste: "从 Excel 粘贴", "Paste from Excel";
        PasteHint: "也可以在表中选一格直接粘贴 Excel 里复制的区域，会向下、向右填。每行一个单位：名称、数值，中间是制表符或空格；只有一列数值时按表中顺序填。", "Or paste copied cells into the table itself; they fill down and to the right. One unit a line: name and value, by tab or space; values alone are filled in from the top.";
        PasteDo: "填入表中", "Fill in";
        Pasted: "已填入 {0} 格", "{0} cells filled in";
        Unknown: "第 {0} 行：表中没有“{1}”", "Line {0}: {1} is not in the table";
        Ambiguous: "第 {0} 行：“{1}”对得上多个单位", "Line {0}: {1} could be several units";
        NotNumberCell: "第 {0} 行：“{1}”不是数字，未填入", "Line {0}: {1} is not a number; left out";
        OutOfGrid: "有 {0} 个格子超出表格或不能填写，未填入", "{0} cells lie beyond the table or cannot be written; left out";
        PasteUndo: "撤销粘贴", "Undo the paste";
        NotNumber: "第 {0} 行：“{1}”的数值不是数字", "Line {0}: the value of {1} is not a number";
        Double: "第 {0} 行：“{1}”前面已经有了", "Line {0}: {1} came before";
        Save: "保存分解", "Save";
        Saved: "已保存分解，{0} 处变动；各份已进入各单位目标清单", "Saved with {0} changes; the parts are in the units' checklists";
        Same: "没有变动", "Nothing changed";
        NoRows: "没有下级单位。可以把目标分解到本单位的人。", "No units below. The target can be divided over persons of this unit.";
    }

    /// A target's values over the year.
    Series {
        Head: "走势", "Over the year";
        Chart: "{0}：{1} 至今 {2} 个数值，最新 {3}，目标 {4}", "{0}: {2} values since {1}, the newest {3}, aim {4}";
        Wanted: "目标 {0}", "aim {0}";
        Baseline: "上年基数 {0}", "last year {0}";
        Today: "今天", "today";
        Reached: "已达到目标。", "The aim is reached.";
        Still: "离目标还差 {0}，剩 {1} 天，平均每 30 天要推进 {2}。", "{0} still to go in {1} days: {2} every 30 days.";
        SoFar: "到目前平均每 30 天推进 {0}。", "So far {0} every 30 days.";
        Late: "离目标还差 {0}，时限已过。", "{0} still to go, and the date is past.";
        Line: "按时间进度今天应为 {0}。", "By the calendar it should be {0} today.";
        Rank: "同级位次", "Among sisters";
        RankOf: "{0} 个单位中第 {1}", "Place {1} of {0}";
        RankNone: "还没有数值，不参与排名", "No value yet, so no place";
    }
}
