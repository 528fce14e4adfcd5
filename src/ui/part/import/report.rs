//! The report on many files, as lines: for the screen, for the clipboard, and as CSV.

use super::{Import, Text};
use crate::state::env;
use crate::state::exchange::{self, Scope};
use crate::state::intake::{FileReport, Found, Grade, Weighed};
use crate::ui::words::sharing::{self, Many};
use crate::ui::words::{Words, data, label};

/// What is said of one file.
pub struct Line {
    pub name: String,
    pub grade: Grade,
    /// What it carries and how large it is.
    pub sub: String,
    pub scope: String,
    pub at: String,
    pub why: Vec<String>,
    pub place: Option<String>,
    /// What to do; empty for a file that was taken in.
    pub next: String,
    /// The counts in one phrase; empty for a bad file.
    pub effect: String,
    /// Added, changed, deleted, in conflict, set apart.
    pub counts: [usize; 5],
}

/// The lines, the bad first, then the doubtful; each in the order the files came.
pub fn lines(import: Import, found: &Found) -> Vec<Line> {
    let name = |row: usize| found.files.get(row).map(|file| label::visible(&file.name)).unwrap_or_default();
    let mut lines: Vec<Line> =
        found.files.iter().enumerate().map(|(row, file)| line(import, found, row, file, &name)).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.grade));
    lines
}

fn line(
    import: Import,
    found: &Found,
    row: usize,
    file: &FileReport,
    name: &dyn Fn(usize) -> String,
) -> Line {
    let words = import.words;
    let scope = scope_of(import, found, file);
    let size = (file.size > 0).then(|| data::size(words, file.size as u64));
    let at = if file.exported_at > 0 {
        env::local(file.exported_at).format("%Y-%m-%d %H:%M").to_string()
    } else {
        String::new()
    };
    let sub = [Some(scope.clone()), size, Some(at.clone())];
    let sub = sub.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let (why, place, next) = match &file.fault {
        Some(fault) => {
            let (what, place, next) = sharing::fault(words, fault, found.unreadable.get(&row));
            (vec![what], place, next)
        }
        None => {
            let why = file.doubts.iter().map(|doubt| sharing::doubt(words, doubt, name));
            (why.collect(), None, String::new())
        }
    };
    let done = &file.effect;
    let counts = [done.added, done.changed, done.deleted, done.conflicts, done.set_apart];
    let names = [
        words.t(Text::Added),
        words.t(Text::ChangedRows),
        words.t(Text::DeletedRows),
        words.t(Text::Conflicts),
        words.t(Many::Apart),
    ];
    let told = counts.iter().zip(names).filter(|(n, _)| **n > 0).map(|(n, name)| format!("{name} {n}"));
    let figures = matches!(file.figures, Some(Weighed::New | Weighed::Replaced(_)));
    let figures = figures.then(|| words.t(sharing::Share::Figures).to_owned());
    let told = told.chain(figures).collect::<Vec<_>>().join(" · ");
    let effect = match (&file.fault, told.is_empty()) {
        (Some(_), _) => String::new(),
        (None, true) => words.t(Many::NoUnits).to_owned(),
        (None, false) => told,
    };
    Line { name: file.name.clone(), grade: file.grade(), sub, scope, at, why, place, next, effect, counts }
}

fn scope_of(import: Import, found: &Found, file: &FileReport) -> String {
    let words = import.words;
    match file.scope {
        None => String::new(),
        Some(Scope::Whole) => words.t(Text::ScopeWhole).to_owned(),
        Some(Scope::Plan) => words.t(Text::ScopePlan).to_owned(),
        Some(Scope::Unit(unit) | Scope::Slice(unit)) => {
            use crate::model::kind::{Kind, RecordId};
            let id = RecordId::new(Kind::Unit, unit);
            let coming = found.combined.edit(id);
            let title =
                import.session.store.with_untracked(|l| l.units.get(&unit).map(|u| u.title.get().clone()));
            let title =
                title.or_else(|| match coming?.after.as_dyn().read(crate::model::field::Field::Title).0 {
                    crate::model::value::Value::Text(title) => Some(title),
                    _ => None,
                });
            words.fill(Text::ScopeIsUnit, &[&label::visible(&title.unwrap_or_default())])
        }
    }
}

fn cells(words: Words, line: &Line) -> Vec<String> {
    let grade = words.t(match line.grade {
        Grade::Good => Many::Good,
        Grade::Doubtful => Many::Doubtful,
        Grade::Bad => Many::Bad,
    });
    let is_bad = line.grade == Grade::Bad;
    let mut cells = vec![line.name.clone(), grade.to_owned(), line.scope.clone(), line.at.clone()];
    cells.extend(line.counts.iter().map(usize::to_string));
    cells.push(line.why.join("; "));
    cells.push(line.place.clone().unwrap_or_default());
    cells.push(if is_bad { words.t(Many::KeptText).to_owned() } else { String::new() });
    cells.push(line.next.clone());
    cells
}

/// The list for the clipboard: a line a file, cells apart by tabs, so that it pastes into a sheet.
pub fn text(words: Words, lines: &[Line]) -> String {
    let plain = |cell: String| label::visible(&cell.replace(['\t', '\n', '\r'], " "));
    let head = words.t(Many::CsvHead).replace(',', "\t");
    let rows =
        lines.iter().map(|line| cells(words, line).into_iter().map(plain).collect::<Vec<_>>().join("\t"));
    std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
}

/// The list as CSV with a mark at its beginning, so that spreadsheets read it as UTF-8.
fn csv(words: Words, lines: &[Line]) -> String {
    let quoted = |cell: String| {
        // A name that begins like a formula must not become one.
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let guard = if is_formula { "'" } else { "" };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    };
    let rows =
        lines.iter().map(|line| cells(words, line).into_iter().map(quoted).collect::<Vec<_>>().join(","));
    let head = words.t(Many::CsvHead).to_owned();
    let lines = std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\r\n");
    format!("\u{feff}{lines}\r\n")
}

/// Hands the list over as a CSV file.
pub fn download(import: Import, lines: &[Line]) {
    let words = import.words;
    let at = env::local(env::now()).format("%Y%m%d-%H%M").to_string();
    let name = words.fill(Many::CsvName, &[&at]);
    if exchange::save_file(&name, "text/csv;charset=utf-8", csv(words, lines).as_bytes()).is_err() {
        import.toasts.error(words.t(Text::ExportFailed));
    }
}
