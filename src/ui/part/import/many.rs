//! Many files at once: how far the reading is, then what came of it, file by file.

use super::report::{self, Line};
use super::{Import, Text, choose, icon, locked};
use crate::model::kind::{Kind, RecordId};
use crate::state::intake::{self, Fault, Found, Grade, NotTaken, Progress, Stopped, UnitCounts};
use crate::ui::part::diff::After;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::tabs::{Panel, Tabs};
use crate::ui::words::sharing::Many;
use crate::ui::words::{Words, data, label, words};
use leptos::prelude::*;
use std::sync::Arc;

/// So many files are listed; the rest is counted, and in the list to download.
const LISTED: usize = 200;

/// What the dialog shows.
#[derive(Clone)]
pub enum Stage {
    /// Files are being read.
    Reading,
    /// All are read; nothing is merged yet.
    Report(Box<Found>),
    /// A person accepted; it goes in, and can be undone when it is.
    Taking,
}

impl Import {
    /// Reads many files; what came of it is shown when all are read.
    pub(super) fn read_many(self, files: Vec<web_sys::File>) {
        self.read_many_with(files, "");
    }

    /// The same; closed files are opened with the passphrase, where one is given.
    pub(super) fn read_many_with(self, files: Vec<web_sys::File>, passphrase: &str) {
        let passphrase = passphrase.to_owned();
        self.passphrase.set_value(passphrase.clone());
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        self.picked.set_value(files.clone());
        self.progress.set(Progress { files: files.len(), ..Progress::default() });
        self.choices.clear();
        self.many.set(Some(Stage::Reading));
        self.many_open.set(true);
        leptos::task::spawn_local(async move {
            let go_on = || self.turn.get_value() == turn;
            let tell = |progress| self.progress.set(progress);
            match intake::read(self.session, &files, &passphrase, tell, go_on).await {
                Ok(found) if go_on() => self.many.set(Some(Stage::Report(Box::new(found)))),
                Ok(_) | Err(Stopped::Cancelled) => {}
                Err(Stopped::TooMuch(bytes)) => {
                    let (is, cap) = (data::size(self.words, bytes), data::size(self.words, intake::WHOLE));
                    self.toasts.error(self.words.fill(Many::TooMuch, &[&is, &cap]));
                    self.many.set(None);
                    self.many_open.set(false);
                }
            }
        });
    }

    /// Stops a reading, or drops a report; nothing changed.
    pub(super) fn stop_many(self) {
        self.turn.update_value(|turn| *turn += 1);
        if self.many.with_untracked(|stage| matches!(stage, Some(Stage::Reading))) {
            self.toasts.done(self.words.t(Many::Cancelled), None);
        }
        self.many.set(None);
        self.picked.set_value(Vec::new());
        self.passphrase.set_value(String::new());
    }

    fn accept_many(self, found: &Found) {
        let decisions = self.choices.decisions.get_untracked();
        let taken = self.choices.taken.with_untracked(|t| t.iter().copied().collect());
        let mut found = found.clone();
        (found.decisions, found.taken) = (decisions, taken);
        let files = found.files.iter().filter(|file| file.fault.is_none()).count().to_string();
        let name = self.words.fill(Many::Name, &[&files]);
        let (added, changed) = sums(&found);
        let records = found.combined.change.edits.len();
        self.progress.set(Progress { files: records, ..Progress::default() });
        self.many.set(Some(Stage::Taking));
        leptos::task::spawn_local(async move {
            intake::drawn().await;
            let tell = |done| self.progress.set(Progress { files: records, done, ..Progress::default() });
            match intake::accept(self.session, found, &name, &tell).await {
                Ok(taken) => {
                    let counts = [added.to_string(), changed.to_string()];
                    let text = self.words.fill(Many::Merged, &[&files, &counts[0], &counts[1]]);
                    self.taken_over(text, taken);
                    self.many_open.set(false);
                }
                Err(NotTaken::Moved) => {
                    self.toasts.done(self.words.t(Many::Moved), None);
                    self.read_many_with(self.picked.get_value(), &self.passphrase.get_value());
                }
                Err(NotTaken::Refused(refusal, found)) => {
                    self.many.set(Some(Stage::Report(found)));
                    self.editor().refused(&refusal);
                }
            }
        });
    }
}

fn sums(found: &Found) -> (usize, usize) {
    let units = found.combined.by_unit();
    let of = |count: fn(&UnitCounts) -> usize| units.values().map(count).sum();
    (of(|u| u.added), of(|u| u.changed + u.deleted))
}

/// The dialog. One for the page.
#[component]
pub fn ManyDialog() -> impl IntoView {
    let import = expect_context::<Import>();
    let words = words();
    let title = Signal::derive(move || {
        let title = import.many.with(|stage| match stage {
            Some(Stage::Report(_)) => Many::ReportTitle,
            Some(Stage::Taking) => Many::TakingTitle,
            Some(Stage::Reading) | None => Many::ReadingTitle,
        });
        words.t(title).to_owned()
    });
    let body = move || {
        Some(match import.many.get()? {
            Stage::Reading => reading(import),
            Stage::Report(found) => report_view(import, *found),
            Stage::Taking => taking(import),
        })
    };
    view! { <Dialog open=import.many_open title wide=true>{body}</Dialog> }.into_any()
}

fn reading(import: Import) -> AnyView {
    let words = import.words;
    let text = move || {
        let p = import.progress.get();
        if p.files > 0 && p.done == p.files {
            return words.t(Many::Finishing).to_owned();
        }
        let counts = [p.done.to_string(), p.files.to_string()];
        let bytes = [data::size(words, p.bytes), data::size(words, p.all)];
        words.fill(Many::Reading, &[&counts[0], &counts[1], &bytes[0], &bytes[1]])
    };
    view! {
        <div class="dialog-body" id="many-reading">
            {bar(import, Many::ReadingTitle, text)}
            <p class="file-name">{move || import.progress.with(|p| label::visible(&p.name))}</p>
            <p class="muted">{words.t(Many::ReadingHint)}</p>
        </div>
        <div class="dialog-foot">
            <button class="btn" type="button" id="many-cancel" on:click=move |_| import.many_open.set(false)>{words.t(Many::Cancel)}</button>
        </div>
    }
    .into_any()
}

/// How far it is, drawn and in words.
fn bar(import: Import, name: Many, text: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    let max = move || import.progress.with(|p| p.files.max(1).to_string());
    let done = move || import.progress.with(|p| p.done.to_string());
    view! {
        <progress class="bar" max=max value=done aria-label=import.words.t(name)></progress>
        <p class="num" role="status">{text}</p>
    }
    .into_any()
}

fn taking(import: Import) -> AnyView {
    let words = import.words;
    let text = move || {
        let p = import.progress.get();
        words.fill(Many::Taking, &[&p.done.to_string(), &p.files.to_string()])
    };
    view! {
        <div class="dialog-body" id="many-taking">
            {bar(import, Many::TakingTitle, text)}
            <p class="muted">{words.t(Many::TakingHint)}</p>
        </div>
    }
    .into_any()
}

fn report_view(import: Import, found: Found) -> AnyView {
    let words = import.words;
    let [good, doubtful, bad] = found.counts();
    let (added, changed) = sums(&found);
    let combined = found.combined.clone();
    let conflicts = combined.conflicts.values().map(Vec::len).sum::<usize>() + combined.contested.len();
    let figures = [
        ("is-added", good, Many::Good),
        ("is-conflict", doubtful, Many::Doubtful),
        ("is-deleted", bad, Many::Bad),
    ];
    let figures = figures.map(|(class, n, text)| figure(class, n, words.t(text)));
    let counts = [
        ("is-added", added, words.t(Text::Added)),
        ("is-changed", changed, words.t(Text::ChangedRows)),
        ("is-conflict", conflicts, words.t(Text::Conflicts)),
        ("is-same", combined.set_apart.len(), words.t(Many::Apart)),
    ];
    let counts = counts.map(|(class, n, text)| figure(class, n, text));
    let tab = RwSignal::new("files");
    let mut tabs = vec![("files", words.t(Many::TabFiles)), ("by-unit", words.t(Many::TabUnits))];
    if conflicts > 0 {
        tabs.push(("settle", words.t(Many::TabConflicts)));
    }
    if !combined.set_apart.is_empty() {
        tabs.push(("apart", words.t(Many::TabApart)));
    }
    let lines = Arc::new(report::lines(import, &found));
    let nothing = combined.change.is_empty() && found.news.is_empty();
    let closed = found.files.iter().filter_map(|file| match file.fault {
        Some(Fault::Closed(tried)) => Some(tried),
        _ => None,
    });
    let closed: Vec<bool> = closed.collect();
    let closed =
        (!closed.is_empty()).then(|| locked::locked_many(import, closed.len(), closed.contains(&true)));
    let accepted = found.files.iter().filter(|file| file.fault.is_none()).count();
    let shared = StoredValue::new(found);
    let settle = move || {
        shared.with_value(|found| {
            import.session.store.with_untracked(|ledger| {
                let after = After::new(words, ledger, &found.combined.change);
                let name = |number| found.file(number);
                let (list, contested) = (&found.combined.conflicts, &found.combined.contested);
                choose::conflicts(import.session, &after, list, contested, import.choices, &name)
            })
        })
    };
    let apart = move || {
        shared.with_value(|found| {
            import.session.store.with_untracked(|ledger| {
                let after = After::new(words, ledger, &found.combined.change);
                let name = |number| found.file(number);
                choose::set_apart(&after, &found.combined.set_apart, import.choices, Some(&name))
            })
        })
    };
    let is_idle = move || nothing && import.choices.taken.with(|taken| taken.is_empty());
    let for_copy = lines.clone();
    let copy = move |_| {
        let text = report::text(words, &for_copy);
        leptos::task::spawn_local(async move {
            let copied = crate::state::exchange::copy_text(&text).await;
            if copied {
                import.toasts.done(words.t(Many::Copied), None);
            } else {
                import.toasts.error(words.t(Many::NotCopied));
            }
        });
    };
    let for_csv = lines.clone();
    let csv = move |_| report::download(import, &for_csv);
    view! {
        <div class="dialog-body" id="many-report">
            <div class="many-sums">
                <div class="diff-summary">{figures.into_iter().collect::<Vec<_>>()}</div>
                <div class="diff-summary">{counts.into_iter().collect::<Vec<_>>()}</div>
            </div>
            {closed}
            <Tabs tabs=Signal::derive(move || tabs.clone()) chosen=tab label=Signal::derive(move || words.t(Many::TabSections).to_owned()) />
            <Panel key="files" chosen=tab><Files words lines=lines.clone() /></Panel>
            <Panel key="by-unit" chosen=tab>{move || shared.with_value(|found| by_unit(import, found))}</Panel>
            <Panel key="settle" chosen=tab>{settle}</Panel>
            <Panel key="apart" chosen=tab>{apart}</Panel>
        </div>
        <div class="dialog-foot">
            <div class="cluster foot-start">
                <button class="btn is-quiet" type="button" id="many-copy" on:click=copy>{words.t(Many::Copy)}</button>
                <button class="btn is-quiet" type="button" id="many-csv" on:click=csv>{words.t(Many::Csv)}</button>
            </div>
            <button class="btn" type="button" id="many-skip" on:click=move |_| import.many_open.set(false)>{words.t(Text::Skip)}</button>
            <button
                class="btn is-primary"
                type="button"
                id="many-accept"
                disabled=is_idle
                on:click=move |_| import.accept_many(&shared.get_value())
            >
                {move || if is_idle() { words.t(Many::NothingNew).to_owned() } else { words.fill(Many::Accept, &[&accepted.to_string()]) }}
            </button>
        </div>
    }
    .into_any()
}

fn figure(class: &'static str, n: usize, text: &'static str) -> AnyView {
    view! {
        <div class=format!("diff-count {class}")>
            <b class="num">{n}</b>
            <span>{text}</span>
        </div>
    }
    .into_any()
}

/// The files, narrowed by grade and by what is typed.
#[component]
fn Files(words: Words, lines: Arc<Vec<Line>>) -> impl IntoView {
    let grade = RwSignal::new(None::<Grade>);
    let text = RwSignal::new(String::new());
    let count = |at: Option<Grade>| lines.iter().filter(|line| at.is_none_or(|at| line.grade == at)).count();
    let choice = move |at: Option<Grade>, name: Many, code: &'static str, n: usize| {
        view! {
            <button class="chipbtn" type="button" data-grade=code aria-pressed=move || (grade.get() == at).to_string() on:click=move |_| grade.set(at)>
                {words.t(name)} <span class="count">{n}</span>
            </button>
        }
    };
    let choices = [
        (None, Many::All, "all"),
        (Some(Grade::Bad), Many::Bad, "bad"),
        (Some(Grade::Doubtful), Many::Doubtful, "doubtful"),
        (Some(Grade::Good), Many::Good, "good"),
    ];
    let choices = choices.map(|(at, name, code)| choice(at, name, code, count(at)));
    let body = move || {
        let typed = text.get().trim().to_lowercase();
        let fits = |line: &&Line| {
            grade.get().is_none_or(|at| line.grade == at)
                && (typed.is_empty() || line.name.to_lowercase().contains(&typed))
        };
        let found: Vec<&Line> = lines.iter().filter(fits).collect();
        let more = found.len().saturating_sub(LISTED);
        let rows: Vec<_> = found.iter().take(LISTED).map(|line| file_row(words, line)).collect();
        let none = found.is_empty().then(|| view! { <p class="muted">{words.t(Many::NothingListed)}</p> });
        let more =
            (more > 0).then(|| view! { <p class="muted">{words.fill(Many::More, &[&more.to_string()])}</p> });
        view! {
            <div class="tablewrap" tabindex="0" role="region" aria-label=words.t(Many::TabFiles)>
                <table class="table files is-cards" id="many-files">
                    <thead>
                        <tr>
                            <th scope="col">{words.t(Many::State)}</th>
                            <th scope="col">{words.t(Many::File)}</th>
                            <th scope="col">{words.t(Many::Why)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {none}
            {more}
        }
    };
    view! {
        <div class="files-bar">
            <div class="filter-chips">{choices.into_iter().collect::<Vec<_>>()}</div>
            <input class="control" type="search" id="files-filter" aria-label=words.t(Many::Filter) placeholder=words.t(Many::Filter) prop:value=text on:input=move |event| text.set(event_target_value(&event)) />
        </div>
        {body}
    }
    .into_any()
}

fn file_row(words: Words, line: &Line) -> AnyView {
    let (class, name, sign, code) = match line.grade {
        Grade::Good => ("chip is-done", Many::Good, "check", "good"),
        Grade::Doubtful => ("chip is-warn", Many::Doubtful, "warn", "doubtful"),
        Grade::Bad => ("chip is-error", Many::Bad, "error", "bad"),
    };
    let why: Vec<_> = line.why.iter().map(|text| view! { <p>{label::visible(text)}</p> }).collect();
    let place = line.place.as_ref().map(|text| view! { <p class="sub">{label::visible(text)}</p> });
    let kept = (line.grade == Grade::Bad).then(|| {
        view! { <p class="sub">{words.t(Many::KeptText)} " " {words.fill(Many::Next, &[&line.next])}</p> }
    });
    view! {
        <tr data-grade=code>
            <td><span class=class>{icon(sign)} {words.t(name)}</span></td>
            <td class="record title-cell">
                {label::visible(&line.name)}
                <span class="sub">{line.sub.clone()}</span>
            </td>
            <td>
                {why}
                {place}
                {kept}
                <p class="sub num">{line.effect.clone()}</p>
            </td>
        </tr>
    }
    .into_any()
}

/// Counts by unit: added, changed, deleted, in conflict, set apart.
fn by_unit(import: Import, found: &Found) -> AnyView {
    let words = import.words;
    let units = found.combined.by_unit();
    if units.is_empty() {
        return view! { <p class="muted">{words.t(Many::NoUnits)}</p> }.into_any();
    }
    let rows: Vec<_> = import.session.store.with_untracked(|ledger| {
        let after = After::new(words, ledger, &found.combined.change);
        let title = |unit: &Option<crate::model::id::UnitId>| match unit {
            Some(unit) => after.name(RecordId::new(Kind::Unit, *unit)),
            None => words.t(Many::Plan).to_owned(),
        };
        let cell = |text: &'static str, n: usize| view! { <td class="num" data-label=text>{n}</td> };
        let row = |(unit, n): (&Option<crate::model::id::UnitId>, &UnitCounts)| {
            view! {
                <tr>
                    <th scope="row" class="title-cell">{title(unit)}</th>
                    {cell(words.t(Text::Added), n.added)}
                    {cell(words.t(Text::ChangedRows), n.changed)}
                    {cell(words.t(Text::DeletedRows), n.deleted)}
                    {cell(words.t(Text::Conflicts), n.conflicts)}
                    {cell(words.t(Many::Apart), n.set_apart)}
                </tr>
            }
        };
        units.iter().map(row).collect()
    });
    let head = |text: &'static str| view! { <th scope="col" class="num">{text}</th> };
    view! {
        <div class="tablewrap" tabindex="0" role="region" aria-label=words.t(Many::TabUnits)>
            <table class="table is-cards" id="many-units">
                <thead>
                    <tr>
                        <th scope="col">{words.t(Many::Unit)}</th>
                        {head(words.t(Text::Added))}
                        {head(words.t(Text::ChangedRows))}
                        {head(words.t(Text::DeletedRows))}
                        {head(words.t(Text::Conflicts))}
                        {head(words.t(Many::Apart))}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
