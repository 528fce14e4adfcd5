//! 任务书 and 责任清单 (`P2`): who answers for what by when, by unit or by person, as forms to sign.

use super::{Sought, planners};
use crate::model::field::Field;
use crate::model::id::UnitId;
use crate::model::kind::{Target, Task};
use crate::model::ledger::Ledger;
use crate::model::light::Light;
use crate::model::query;
use crate::model::tree;
use crate::state::{Store, env};
use crate::ui::part::paper::Paper;
use crate::ui::svg::icon;
use crate::ui::widget::select::Select;
use crate::ui::words::list::List;
use crate::ui::words::plan::{Duty as Text, Plan, Table};
use crate::ui::words::shell::Shell;
use crate::ui::words::{Words, label, words};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// So many sheets are shown on the screen; paper has them all.
const SHOWN: usize = 5;

/// A form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    ByUnit,
    ByPerson,
    Letter,
}

impl Form {
    const ALL: [(Self, &'static str, Text); 3] = [
        (Self::ByUnit, "unit", Text::ByUnit),
        (Self::ByPerson, "person", Text::ByPerson),
        (Self::Letter, "letter", Text::Letter),
    ];

    fn parse(code: &str) -> Self {
        Self::ALL.iter().find(|(_, c, _)| *c == code).map_or(Self::ByUnit, |(form, ..)| *form)
    }
}

/// One unit's or person's sheet: rows of cells.
#[derive(Clone, PartialEq)]
struct Sheet {
    title: String,
    letter: bool,
    targets: Vec<Vec<String>>,
    tasks: Vec<Vec<String>>,
}

/// The forms on the screen as they are printed.
#[component]
pub fn Duties() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let paper = Paper::new();
    let sought = expect_context::<Sought>().person(store);
    let form = RwSignal::new(if sought.is_empty() { "unit" } else { "person" }.to_owned());
    let below = RwSignal::new(false);
    let person = RwSignal::new(sought);
    let units = Memo::new(move |_| {
        let (unit, below) = (store.unit.get(), below.get());
        store.with(|l| {
            let own = planners(l, unit).unwrap_or_default();
            if below { own.iter().flat_map(|u| tree::with_descendants(l, *u)).collect() } else { own }
        })
    });
    let sheets = Memo::new(move |_| {
        let (form, person, index) = (Form::parse(&form.get()), person.get(), store.index.get());
        let light = |task: &Task| index.tasks.get(&task.id).map_or(Light::Unset, |s| s.light);
        store.with(|l| units.with(|u| sheets(l, words, form, u, &person, &light)))
    });
    let forms = Signal::derive(move || {
        Form::ALL.iter().map(|(_, c, t)| ((*c).to_owned(), words.t(*t).to_owned())).collect::<Vec<_>>()
    });
    let people = Signal::derive(move || {
        let everyone = std::iter::once((String::new(), words.t(Table::Everyone).to_owned()));
        let names = store.with(|l| units.with(|u| query::persons(l, Some(u))));
        everyone.chain(names.into_iter().map(|n| (n.clone(), label::visible(&n)))).collect::<Vec<_>>()
    });
    let has_any = move || sheets.with(|s| !s.is_empty());
    let shown = move || {
        let each = sheets.with(|s| s.iter().take(SHOWN).cloned().collect::<Vec<_>>());
        let one = |s: Sheet| view! { <section class="card duty-sheet">{sheet(words, s)}</section> };
        each.into_iter().map(one).collect::<Vec<_>>()
    };
    let all = move || {
        let one = |s: Sheet| view! { <section class="duty-page">{sheet(words, s)}</section> };
        sheets.get_untracked().into_iter().map(one).collect::<Vec<_>>()
    };
    view! {
        <div class="page-head">
            <h1>{words.t(Plan::Duties)}</h1>
            <p class="page-sub">{move || words.fill(Text::Pages, &[&sheets.with(Vec::len).to_string()])}</p>
            <div class="page-actions">
                <button class="btn is-primary" type="button" id="print" disabled=move || !has_any() on:click=move |_| paper.print()>
                    {icon("print")}
                    <span>{words.t(Plan::Print)}</span>
                </button>
            </div>
        </div>
        <div class="plan-filters">
            <label class="field-inline" for="duty-form">
                <span>{words.t(Text::Form)}</span>
                <Select id="duty-form" options=forms value=form on_pick=Callback::new(move |code| form.set(code)) />
            </label>
            <Show when=move || Form::parse(&form.get()) == Form::ByPerson>
                <label class="field-inline" for="duty-person">
                    <span>{words.t(Table::Person)}</span>
                    <Select id="duty-person" options=people value=person on_pick=Callback::new(move |who| person.set(who)) />
                </label>
            </Show>
            <label class="check-label" for="duty-below">
                <input class="check" type="checkbox" id="duty-below" prop:checked=below on:change=move |event| below.set(event_target_checked(&event)) />
                <span>{words.t(Table::Below)}</span>
            </label>
        </div>
        <Show
            when=has_any
            fallback=move || view! {
                <section class="empty">
                    <h2 class="empty-title">{words.t(Text::Empty)}</h2>
                    <p class="empty-text">{words.t(Text::EmptyText)}</p>
                </section>
            }
        >
            {shown}
        </Show>
        <Show when=move || paper.on.get()>
            <div class="print-doc print-only is-wide">{all}</div>
        </Show>
    }
    .into_any()
}

fn sheets(
    ledger: &Ledger,
    words: Words,
    form: Form,
    units: &BTreeSet<UnitId>,
    person: &str,
    light: &dyn Fn(&Task) -> Light,
) -> Vec<Sheet> {
    let within = |unit: Option<UnitId>| unit.is_some_and(|u| units.contains(&u));
    let mut targets: Vec<&Target> = ledger.live_targets().filter(|t| within(t.common.unit)).collect();
    targets.sort_by_key(|t| (t.order.get().unwrap_or(i64::MAX), t.id));
    let mut tasks: Vec<&Task> = ledger.live_tasks().filter(|t| within(t.common.unit)).collect();
    tasks.sort_by_key(|t| (t.order.get().unwrap_or(i64::MAX), t.id));
    let year = ledger.meta.year.get().map(|y| words.fill(Shell::Year, &[&y.to_string()])).unwrap_or_default();
    let make = |name: &str, targets: Vec<&Target>, tasks: Vec<&Task>| Sheet {
        title: match form {
            Form::Letter => words.fill(Text::LetterTitle, &[&label::visible(name), &year]),
            _ => words.fill(Text::ListTitle, &[&label::visible(name)]),
        },
        letter: form == Form::Letter,
        targets: targets.into_iter().map(|t| target_cells(ledger, words, t)).collect(),
        tasks: tasks.into_iter().map(|t| task_cells(ledger, words, t, light(t))).collect(),
    };
    let is_filled = |s: &Sheet| !s.targets.is_empty() || !s.tasks.is_empty();
    if form != Form::ByPerson {
        let each = tree::units(ledger).into_iter().filter(|n| units.contains(&n.id)).map(|node| {
            let name = ledger.units.get(&node.id).map(|u| u.title.get().clone()).unwrap_or_default();
            let own = Some(node.id);
            make(
                &name,
                targets.iter().copied().filter(|t| t.common.unit == own).collect(),
                tasks.iter().copied().filter(|t| t.common.unit == own).collect(),
            )
        });
        return each.filter(is_filled).collect();
    }
    let mut names = query::persons(ledger, Some(units));
    names.retain(|n| person.is_empty() || n == person);
    let mut out: Vec<Sheet> = names
        .iter()
        .map(|name| {
            make(
                name,
                targets.iter().copied().filter(|t| t.person.get() == name).collect(),
                tasks.iter().copied().filter(|t| t.person.get() == name).collect(),
            )
        })
        .filter(is_filled)
        .collect();
    if person.is_empty() {
        let nobody = make(
            words.t(Text::Nobody),
            targets.iter().copied().filter(|t| t.person.get().trim().is_empty()).collect(),
            tasks.iter().copied().filter(|t| t.person.get().trim().is_empty()).collect(),
        );
        out.extend(Some(nobody).filter(is_filled));
    }
    out
}

fn unit_of(ledger: &Ledger, unit: Option<UnitId>) -> String {
    unit.and_then(|u| ledger.units.get(&u)).map(|u| label::visible(u.title.get())).unwrap_or_default()
}

fn target_cells(ledger: &Ledger, words: Words, target: &Target) -> Vec<String> {
    let year = *ledger.meta.year.get();
    vec![
        label::visible(target.title.get()),
        unit_of(ledger, target.common.unit),
        label::aim(words, target).unwrap_or_else(|| {
            let (before, after) = label::around_blank(words, target);
            format!("{before}____{after}")
        }),
        target.baseline.get().map(label::number).unwrap_or_default(),
        target.due.get().map(|d| label::date(words, d, year)).unwrap_or_default(),
        label::visible(target.person.get()),
    ]
}

fn task_cells(ledger: &Ledger, words: Words, task: &Task, light: Light) -> Vec<String> {
    let year = *ledger.meta.year.get();
    vec![
        label::visible(task.title.get()),
        unit_of(ledger, task.common.unit),
        label::visible(task.responsibility.get()),
        label::visible(task.person.get()),
        label::visible(task.leader.get()),
        task.due.get().map(|d| label::date(words, d, year)).unwrap_or_default(),
        label::visible(task.pace.get()),
        words.t(light).to_owned(),
    ]
}

/// A table of numbered rows.
fn table(words: Words, of: &str, head: Vec<&'static str>, rows: Vec<Vec<String>>) -> impl IntoView {
    let name = format!("{of} · {}", head.first().copied().unwrap_or_default());
    let row = |(place, cells): (usize, Vec<String>)| {
        let cells = cells.into_iter().map(|c| view! { <td>{c}</td> }).collect::<Vec<_>>();
        view! { <tr><td class="num">{place + 1}</td>{cells}</tr> }
    };
    view! {
        <div class="duty-scroll" tabindex="0" role="region" aria-label=name>
            <table class="print-table">
                <thead>
                    <tr>
                        <th scope="col">{words.t(List::Number)}</th>
                        {head.into_iter().map(|h| view! { <th scope="col">{h}</th> }).collect::<Vec<_>>()}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().enumerate().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
}

fn sheet(words: Words, sheet: Sheet) -> AnyView {
    let count = sheet.targets.len() + sheet.tasks.len();
    let meta = words.fill(Text::Meta, &[&label::date(words, env::today(), None), &count.to_string()]);
    let targets = (!sheet.targets.is_empty()).then(|| {
        let head = vec![
            words.t(List::TargetTitle),
            words.t(List::Unit),
            words.t(Text::Aim),
            words.t(Text::Baseline),
            words.t(List::Due),
            words.t(List::Person),
        ];
        view! {
            <h3>{if sheet.letter { words.t(Text::LetterTargets) } else { words.t(Plan::Targets) }}</h3>
            {table(words, &sheet.title, head, sheet.targets)}
        }
    });
    let tasks = (!sheet.tasks.is_empty()).then(|| {
        let head = vec![
            words.t(List::Title),
            words.t(List::Unit),
            words.t(Text::Duty),
            words.t(List::Person),
            words.t(Field::Leader),
            words.t(List::Due),
            words.t(Text::Pace),
            words.t(List::Light),
        ];
        view! {
            <h3>{if sheet.letter { words.t(Text::LetterTasks) } else { words.t(Plan::Tasks) }}</h3>
            {table(words, &sheet.title, head, sheet.tasks)}
        }
    });
    let sign = sheet.letter.then(|| {
        view! {
            <p class="duty-sign">
                <span>{words.t(Text::Sign)}</span>
                <span>{words.t(Text::SignHead)}</span>
                <span>{words.t(Text::SignDate)}</span>
            </p>
        }
    });
    view! {
        <h2 class="print-title">{sheet.title}</h2>
        <p class="print-meta">{meta}</p>
        {targets}
        {tasks}
        {sign}
    }
    .into_any()
}
