//! The workbook of a unit on the data page: out, back, what it would change.

words! {
    /// The section and its preview.
    Excel {
        Title: "Excel 填报", "Excel";
        Text: "发一张表给不用本页面的单位，用 WPS 或 Excel 填好后收回来。", "Send a workbook to a unit that does not use this page; take it back when it is filled in.";
        Unit: "单位", "Unit";
        Send: "导出填报表", "Export the workbook";
        Sent: "已交给浏览器下载：{0}", "Handed to the browser: {0}";
        FileName: "台账填报_{0}_{1}.xlsx", "ledger-{0}-{1}.xlsx";
        Open: "打开填好的表", "Open one filled in";
        OpenHint: "先核对会改动什么，确认后才写入。", "You see what would change before anything does.";
        NoUnits: "还没有单位。请先到“单位”页添加。", "There are no units yet; add them on the units page.";
        Preview: "填报表核对", "Workbook";
        File: "文件", "File";
        Rows: "填写", "Filled in";
        RowsText: "{0} 行", "{0} rows";
        Added: "新增", "added";
        Changed: "修改", "changed";
        Errors: "有误", "wrong";
        Left: "提示", "notes";
        ErrorsTitle: "这些单元格没有采用，其余照常", "These cells were not taken; the rest is";
        NotesTitle: "提示", "Notes";
        Nothing: "没有改动：表里的内容台账都已经有了。", "No change: everything in it is in the ledger already.";
        MoreLines: "另有 {0} 条", "{0} more";
        Accept: "写入台账", "Enter into the ledger";
        Accepted: "“{0}”已写入：新增 {1}，修改 {2}", "{0} entered: {1} added, {2} changed";
        Moved: "台账刚才有变化，请重新核对", "The ledger has moved on; look again";
        NotOurs: "没有写入", "Not taken in";
        Kept: "台账没有变化", "The ledger is unchanged";
        NextOurs: "请用本台账“导出填报表”发出的表。要识别任务分解表，请用“从文件生成目标任务”。", "Use a workbook that this ledger sent out. For a decomposition table use the document screen.";
        Refused: "其中有一处改动不合规则（{0}），整张表都没有写入。", "One change breaks a rule ({0}); nothing was entered.";
    }
}
