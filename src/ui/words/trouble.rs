//! Refusals and failures in words: what happened, where, what was kept, what to do next.

use super::Words;
use crate::model::rule::{Reason, Refusal, YEARS};
use crate::state::saving::{CommitError, FileError, StorageError};

words! {
    /// Why a field or command was refused.
    Refused {
        Missing: "请填写", "Please fill this in";
        TooLong: "太长，最多 {0} 个字", "Too long: at most {0} characters";
        WrongType: "格式不对，请检查", "Not in the right form";
        NotPercent: "请填 0 到 100 之间的整数", "A whole number from 0 to 100";
        Negative: "不能小于 0", "Must not be below zero";
        NotPlace: "位次请填 1 以上的整数", "A place is a whole number from 1";
        YearOutOfRange: "年份应在 {0} 到 {1} 之间", "The year must be from {0} to {1}";
        DueBeforeStart: "完成时限早于开始时间", "Due before the start";
        InFuture: "日期晚于今天，只能填已经发生的情况", "After today: only what has happened";
        NotFound: "所选的内容已不存在，可能刚被删除", "It is not there any more";
        UnderItself: "不能放到自己的下级", "It cannot stand under itself";
        Circular: "这样排会首尾相接：一个节点不能等它自己", "That goes round in a circle: a step cannot wait for itself";
        NameTaken: "同级已有同名单位", "A sister unit has this name already";
        NotEmpty: "下面还有内容，请先移走或删除", "Something still hangs on it; move or delete that first";
        AppendOnly: "填报记录只能追加或撤回，不能修改", "Entries are added or withdrawn, never edited";
        AlreadyThere: "已经存在", "It is there already";
        CounterUsedUp: "本台账的修改次数已到上限", "This ledger's counter is used up";
    }

    /// Storage and files.
    Trouble {
        Kept: "刚才的修改还在本页面里，没有丢。请立即导出备份，再处理存储问题。", "Your edits are still in this page. Export a backup now, then see to the storage.";
        Quota: "浏览器存储空间已满，未能保存", "Not saved: the browser's storage is full";
        Closed: "与浏览器存储的连接中断，未能保存", "Not saved: the connection to the browser's storage was lost";
        NewerTab: "另一个窗口运行着更新的版本，本窗口不能再保存", "Not saved: a newer version runs in another tab";
        Denied: "浏览器不允许本页面保存数据，未能保存", "Not saved: the browser refuses storage to this page";
        SaveOther: "未能保存（{0}）", "Not saved ({0})";
        NoStore: "临时模式：本浏览器不能保存数据", "Temporary mode: this browser cannot keep data";
        NoStoreNext: "关闭页面后内容就没有了。可以正常填报，离开前请导出文件。", "Everything ends with this page. Work as usual and export a file before you leave.";
        TooBig: "文件太大：{0} MB，最多 {1} MB。没有读取，台账没有变化。", "The file is too large: {0} MB, at most {1} MB. It was not read; nothing changed.";
        Unreadable: "文件读不出来：选取后可能被移动、改名或删除。台账没有变化，请重新选取。", "The file cannot be read: it may have been moved or deleted after picking. Nothing changed; pick it again.";
        FileOther: "文件处理失败（{0}）。台账没有变化。", "The file could not be handled ({0}). Nothing changed.";
    }
}

/// A refusal, as shown beside its field.
pub fn refusal(words: Words, refusal: &Refusal) -> String {
    reason(words, refusal.reason)
}

/// A reason in words.
pub fn reason(words: Words, reason: Reason) -> String {
    let plain = match reason {
        Reason::TooLong(max) => return words.fill(Refused::TooLong, &[&max.to_string()]),
        Reason::YearOutOfRange => {
            let (from, to) = (YEARS.start().to_string(), YEARS.end().to_string());
            return words.fill(Refused::YearOutOfRange, &[&from, &to]);
        }
        Reason::Missing => Refused::Missing,
        Reason::WrongType => Refused::WrongType,
        Reason::NotPercent => Refused::NotPercent,
        Reason::Negative => Refused::Negative,
        Reason::NotPlace => Refused::NotPlace,
        Reason::DueBeforeStart => Refused::DueBeforeStart,
        Reason::InFuture => Refused::InFuture,
        Reason::NotFound => Refused::NotFound,
        Reason::UnderItself => Refused::UnderItself,
        Reason::Circular => Refused::Circular,
        Reason::NameTaken => Refused::NameTaken,
        Reason::NotEmpty => Refused::NotEmpty,
        Reason::AppendOnly => Refused::AppendOnly,
        Reason::AlreadyThere => Refused::AlreadyThere,
        Reason::CounterUsedUp => Refused::CounterUsedUp,
    };
    words.t(plain).to_owned()
}

/// Why a save failed, in one line; [`Trouble::Kept`] goes below it.
pub fn commit(words: Words, error: &CommitError) -> String {
    match error {
        CommitError::Quota => words.t(Trouble::Quota).to_owned(),
        CommitError::Closed | CommitError::Stale { .. } => words.t(Trouble::Closed).to_owned(),
        CommitError::Newer => words.t(Trouble::NewerTab).to_owned(),
        CommitError::Denied => words.t(Trouble::Denied).to_owned(),
        CommitError::Other(text) => words.fill(Trouble::SaveOther, &[text]),
    }
}

/// Why the store could not be opened, in one line.
pub fn storage(words: Words, error: &StorageError) -> String {
    match error {
        StorageError::Quota => words.t(Trouble::Quota).to_owned(),
        StorageError::Other(text) => format!("{}（{text}）", words.t(Trouble::NoStore)),
        _ => words.t(Trouble::NoStore).to_owned(),
    }
}

/// Why a file was not read or written.
pub fn file(words: Words, error: &FileError) -> String {
    match error {
        FileError::TooLarge { size, cap } => {
            let mega = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
            words.fill(Trouble::TooBig, &[&mega(*size), &mega(*cap)])
        }
        FileError::Unreadable => words.t(Trouble::Unreadable).to_owned(),
        FileError::Other(text) => words.fill(Trouble::FileOther, &[text]),
    }
}
