//! The units page.

words! {
    /// The tree of units.
    Units {
        Title: "单位", "Units";
        Sub: "共 {0} 个单位；选中的是本机填报的单位", "{0} units; the one chosen is kept on this device";
        Add: "新建单位", "New unit";
        AddUnder: "在 {0} 下新建单位", "New unit under {0}";
        Paste: "粘贴单位名单", "Paste a list";
        Edit: "修改 {0}", "Edit {0}";
        Up: "上移 {0}", "Move up {0}";
        Down: "下移 {0}", "Move down {0}";
        Delete: "删除 {0}", "Delete {0}";
        Own: "本机填报 {0}", "This device keeps {0}";
        OwnChip: "本机", "this device";
        OwnSet: "本机现在填报：{0}", "This device now keeps: {0}";
        Counts: "目标 {0} · 任务 {1}", "{0} targets · {1} tasks";
        EditTitle: "修改单位", "Edit unit";
        Name: "单位名称", "Name";
        Kind: "单位类别", "Kind";
        Parent: "上级单位", "Unit above";
        Top: "（最上级）", "(top)";
        Person: "负责人", "Head of the unit";
        Contact: "联系方式", "Contact";
        ContactHint: "办公电话即可", "An office telephone will do";
        Save: "保存", "Save";
        Saved: "已保存“{0}”", "Saved: {0}";
        Added: "已添加“{0}”", "Added: {0}";
        DeleteTitle: "删除“{0}”？", "Delete {0}?";
        DeleteText: "单位从名单中去掉，可以马上撤销。", "It leaves the tree; you can undo this at once.";
        Deleted: "已删除“{0}”", "Deleted: {0}";
        CannotDelete: "不能删除“{0}”：下面还有单位、目标或任务，请先移走或删除。", "{0} cannot be deleted: units, targets or tasks still hang on it. Move or delete them first.";
        PasteTitle: "粘贴单位名单", "Paste a list of units";
        PasteHint: "每行一个单位；下级单位前面空两格（或按一次 Tab）。也可以从表格里复制：每一列是上一列的下级。", "One unit a line; indent those below by two spaces or a tab. Columns copied from a sheet work too: each column stands below the one before.";
        PasteText: "单位名单", "List of units";
        PasteUnder: "放到", "Under";
        PasteExample: "成安县教育局\n  成安县第一中学\n  成安县实验小学\n广平县教育局", "Cheng'an County Education Bureau\n  Cheng'an No. 1 School";
        PastePreview: "将添加 {0} 个单位", "{0} units will be added";
        PasteThere: "已有", "there already";
        PasteSkipped: "第 {0} 行“{1}”重复，跳过", "Line {0}, {1}: double, left out";
        PasteTooLong: "第 {0} 行太长，跳过", "Line {0} is too long, left out";
        PasteNone: "粘贴或输入名单后，这里显示预览。", "The preview appears here.";
        PasteDo: "添加", "Add";
        PasteDone: "已添加 {0} 个单位", "{0} units added";
        Empty: "还没有单位", "No units yet";
        EmptyText: "先添加本单位，再添加或粘贴下级单位。", "Add your own unit, then those below it.";
        Themes: "总体思路", "Framework";
        ThemesSub: "目标和任务都挂在这些条目上", "Targets and tasks hang on these";
        AddTheme: "新建条目", "New theme";
        AddThemeUnder: "在 {0} 下新建条目", "New theme under {0}";
        EditTheme: "修改条目", "Edit theme";
        ThemeName: "条目名称", "Name";
        ThemeKind: "类别", "Kind";
        ThemeParent: "上级条目", "Theme above";
        CannotDeleteTheme: "不能删除“{0}”：下面还有条目、目标或任务。", "{0} cannot be deleted: themes, targets or tasks still hang on it.";
        ThemeDeleteText: "条目从总体思路中去掉，可以马上撤销。", "It leaves the framework; you can undo this at once.";
    }
}
