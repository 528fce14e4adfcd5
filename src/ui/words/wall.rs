//! The plan on the wall: chart, projects, blockers, task forces; steps dated back from the deadline.

words! {
    /// The screen and its tabs.
    Wall {
        Title: "挂图作战", "Wall chart";
        Chart: "进度图", "Chart";
        Projects: "项目", "Projects";
        Blockers: "制约因素", "Blockers";
        Forces: "工作专班", "Task forces";
        By: "分组", "Grouped";
        ByUnit: "按单位", "By unit";
        ByTheme: "按条目", "By theme";
        ByForce: "按专班", "By task force";
        Zoom: "时间刻度", "Scale";
        ZoomYear: "年", "Year";
        ZoomQuarter: "季", "Quarter";
        ZoomMonth: "月", "Month";
        ZoomWeek: "周", "Week";
        Today: "今天", "Today";
        Full: "全屏", "Full screen";
        FullEnd: "退出全屏", "Leave full screen";
        Print: "打印", "Print";
        Approve: "批准计划", "Approve the plan";
        Collapse: "全部收起", "Collapse all";
        Expand: "全部展开", "Expand all";
        GroupOpen: "展开 {0}", "Expand {0}";
        GroupClose: "收起 {0}", "Collapse {0}";
        NoUnit: "未定单位", "No unit";
        NoTheme: "未归入条目", "No theme";
        NoForce: "未设专班", "No task force";
        Count: "{0} 项", "{0}";
        LegendReal: "实际进度", "Real progress";
        LegendExpected: "应达到", "Expected by today";
        LegendMark: "节点", "Milestone";
        LegendDone: "已完成节点", "Milestone done";
        LegendChain: "关键线路", "Critical path";
        LegendGhost: "审定计划", "Approved plan";
        Keys: "上下键换任务，左右键换节点，回车打开，Alt+左右键移动一个工作日，Alt+Shift+左右键只改时限", "Up and down: next task. Left and right: its milestones. Enter: open. Alt with left and right: move by a working day; with Shift too: the due date alone";
        NoDue: "未定时限", "No due date";
        BarIs: "{0}，{1}，{2} 至 {3}，完成 {4}%", "{0}, {1}, {2} to {3}, {4}% done";
        BarExpected: "，应达到 {0}%", ", {0}% expected";
        BarSlip: "，比审定计划晚 {0} 天", ", {0} days after the approved plan";
        BarEarly: "，比审定计划早 {0} 天", ", {0} days before the approved plan";
        BarLate: "，节点已来不及", ", its steps no longer fit";
        MarkIs: "节点 {0}，{1}", "Milestone {0}, {1}";
        MarkDone: "，已完成", ", done";
        MarkOverdue: "，已过期", ", overdue";
        MarkCritical: "，在关键线路上", ", on the critical path";
        Slip: "+{0}天", "+{0}d";
        Early: "{0}天", "{0}d";
        Moved: "“{0}”改到 {1}", "{0}: moved to {1}";
        Tip: "{0} 至 {1}", "{0} to {1}";
        TipDays: "（{0} 天）", " ({0} days)";
        Empty: "还没有任务可以上墙", "No tasks to put on the wall";
        EmptyText: "先列出任务、定好完成时限，任务就会出现在图上。", "List tasks and give them due dates; they appear here.";
        EmptyDates: "任务都还没有完成时限", "No task has a due date yet";
        EmptyDatesText: "定了完成时限的任务才能画在图上。可以在任务清单里一次选多项批量填写。", "A task is drawn once it has a due date. Fill in several at once in the task list.";
        ToTasks: "去任务清单", "To the task list";
        ApproveText: "把现在的起止时间和节点日期存为审定计划。以后改期，图上会留下原计划的影子，并显示推迟的天数。", "Keeps the present dates as the approved plan. When dates change later, the chart shows the old ones as a shadow and by how many days they slipped.";
        ApproveScope: "涉及 {0} 项任务，其中 {1} 项已经有审定计划。", "{0} tasks; {1} have an approved plan already.";
        ApproveNew: "只批准还没有审定计划的", "Only what has none yet";
        ApproveAgain: "全部按现在的时间重新审定", "Approve all anew";
        ApproveDone: "已批准计划", "Plan approved";
        ApproveNothing: "没有需要批准的内容：时间都已审定", "Nothing to approve: all dates are approved";
        PrintTitle: "{0}{1}年工作任务进度图", "{0} plan of work {1}";
        PrintMeta: "{0}　共 {1} 项任务", "{0} · {1} tasks";
        TileOf: "第 {0} 张，共 {1} 张　第 {2} 行，第 {3} 列", "Sheet {0} of {1} · row {2}, column {3}";
        TileGlue: "　沿角线裁切，相邻各张压 10 毫米粘贴", " · cut along the corners; the next sheet lies 10 mm over this one";
        PaperSize: "纸张", "Paper";
        SizeA4: "A4 横向", "A4 across";
        SizeA3: "A3 横向", "A3 across";
        SizeA2: "A2 横向", "A2 across";
        SizeA1: "A1 横向", "A1 across";
        SizeA1OnA3: "A1，用 4 张 A3 拼贴", "A1 from four A3 sheets";
        SizeA1OnA4: "A1，用 8 张 A4 拼贴", "A1 from eight A4 sheets";
        PageOf: "第 {0} 页，共 {1} 页", "Page {0} of {1}";
    }

    /// Ticks of the chart.
    Tick {
        Year: "{0}年", "{0}";
        Quarter1: "一季度", "Q1";
        Quarter2: "二季度", "Q2";
        Quarter3: "三季度", "Q3";
        Quarter4: "四季度", "Q4";
        Month: "{0}月", "{0}";
        YearMonth: "{0}年{1}月", "{0}-{1}";
        Week: "{0}月{1}日", "{0}/{1}";
        WeekOf: "{0}年{1}月{2}日 起一周", "Week of {0}-{1}-{2}";
    }

    /// Projects, blockers, task forces.
    Lead {
        ProjectsPaper: "项目推进情况表", "Projects";
        BlockersPaper: "制约因素清单", "Blockers";
        ForcesPaper: "工作专班一览表", "Task forces";
        TaskIs: "{0}（{1}）", "{0} ({1})";
        Force: "专班", "Task force";
        AllStarted: "全部开工", "All started";
        AllCompleted: "全部竣工", "All completed";
        Yes: "已达到", "Yes";
        Missing: "还差 {0} 个", "{0} missing";
        Count: "{0} 个", "{0}";
        CountMark: "，", ", ";
        Kind: "类别", "Kind";
        Number: "个数", "Projects";
        Size: "规模", "Size";
        Started: "已开工", "Started";
        Completed: "已竣工", "Completed";
        ByStage: "按项目类别", "By kind of project";
        NotStarted: "应开工未开工", "Should have started";
        NotCompleted: "应竣工未竣工", "Should be completed";
        AllProjects: "全部项目", "All projects";
        Project: "项目", "Project";
        Unit: "单位", "Unit";
        Chase: "催办", "To chase";
        Due: "时限", "Due";
        Light: "进度", "Light";
        Open: "制约", "Blockers";
        Groundwork: "前期跑办", "Groundwork";
        Start: "开工", "Start of works";
        Resume: "复工", "Going on";
        Progress: "工程进度", "Progress of works";
        Completion: "竣工验收", "Completion";
        Nothing: "已完成", "Completed";
        ProjectsNone: "还没有项目", "No projects yet";
        ProjectsNoneText: "在任务的“信息”里选定项目类别，这项任务就作为项目列在这里。", "Choose the kind of project in a task's details, and it is listed here.";
        BlockersNone: "没有未解决的制约因素", "Nothing is blocked";
        BlockersNoneText: "在任务面板的“制约因素”里写明卡在哪里、请谁协调，这里汇总给领导。", "Say in a task's panel what blocks it and who is asked to help; leaders see it here.";
        Factor: "因素", "Factor";
        Problem: "存在问题", "Problem";
        Ask: "需协调事项", "What is asked";
        AskedOf: "提请对象", "Asked of";
        Since: "提出日期", "Since";
        Days: "{0} 天", "{0} days";
        Solve: "已解决", "Solved";
        SolveIs: "标为已解决：{0}", "Mark as solved: {0}";
        Solved: "已标为解决", "Marked as solved";
        Task: "任务", "Task";
        Action: "操作", "Action";
        BlockerAdd: "登记制约因素", "Add a blocker";
        BlockerAdded: "已登记制约因素", "Blocker added";
        BlockerOpen: "{0}提出，已 {1} 天", "asked {0}, {1} days ago";
        BlockerSolved: "{0}解决", "solved {0}";
        BlockerTaskNone: "这项任务没有制约因素。", "Nothing blocks this task.";
        NoFactor: "未分类", "Unsorted";
        ForcesNone: "还没有工作专班", "No task forces yet";
        ForcesNoneText: "重点任务可以成立专班：定组长、成员和方案，再在任务的“信息”里选定专班。", "A key task can have a task force with lead, members and plan; choose it in the task's details.";
        ForceAdd: "新建专班", "New task force";
        ForceName: "专班名称", "Name of the task force";
        ForceAdded: "专班已建立", "Task force added";
        ForceHead: "组长", "Lead";
        ForceMembers: "成员", "Members";
        ForcePlan: "工作方案", "Plan of work";
        ForceLacks: "组长、成员、方案未填全", "Lead, members or plan missing";
        ForceTasks: "承担任务", "Its tasks";
        ForceNoTasks: "还没有任务。在任务的“信息”里选定这个专班。", "No tasks yet. Choose this task force in a task's details.";
        ForceDelete: "删除专班", "Delete";
        ForceDeleted: "已删除专班“{0}”", "Task force deleted: {0}";
        Edit: "修改", "Edit";
        Close: "收起", "Close";
        Unset: "未填", "not set";
        Save: "保存", "Save";
    }

    /// Steps dated back from the deadline.
    Back {
        Latest: "倒排", "Date back from the deadline";
        LatestHint: "从完成时限往回排，各节点定在最迟完成的工作日", "Dates each open step at the latest day it can end";
        Earliest: "顺排", "Date forward";
        Dated: "已排出 {0} 个节点的日期", "{0} steps dated";
        NoDeadline: "先定完成时限，才能倒排", "Give the task a due date to date its steps back from it";
        Fits: "来得及，最紧处还有 {0} 个工作日", "It fits, with {0} working days to spare";
        Late: "来不及：“{0}”最迟 {1} 开始，最早只能 {2} 开始，差 {3} 个工作日", "Too late: {0} has to start by {1} and can start on {2} at the earliest, {3} working days short";
        Circle: "互为先后，排不出来：{0}", "These wait for each other: {0}";
        Days: "工期", "Days";
        DaysOf: "{0} 的工期（工作日）", "Working days of {0}";
        DaysUnit: "工作日", "working days";
        After: "紧前：{0}", "After: {0}";
        AfterNone: "无", "none";
        AfterOf: "{0} 的紧前节点", "What comes before {0}";
        DueOf: "{0} 的计划日期", "Planned date of {0}";
        Window: "{0} 至 {1}", "{0} to {1}";
        Slack: "时差 {0}", "slack {0}";
        Critical: "关键", "critical";
        CriticalLong: "在关键线路上", "On the critical path";
        Template: "套用模板", "Use a template";
        TemplateProject: "新建项目（10 个节点）", "New project (10 steps)";
        TemplateOngoing: "续建项目（5 个节点）", "Continued project (5 steps)";
        TemplateCampaign: "专项行动（5 个节点）", "Campaign (5 steps)";
        TemplateDocument: "制度文件（5 个节点）", "Document (5 steps)";
        TemplatePick: "选择模板", "Choose a template";
        TemplateDone: "已加入 {0} 个节点，工期可以修改", "{0} steps added; change their lengths as needed";
        None: "还没有节点。可以逐个添加，或套用模板后倒排。", "No steps yet. Add them one by one, or use a template and date it back.";
        Plan: "工期与先后", "Lengths and order";
    }
}
