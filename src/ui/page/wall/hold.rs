//! A bar or milestone moved: by pointer with a preview, by keyboard a working day at a time.

use super::gantt::Board;
use crate::model::chart::Row;
use crate::model::chart::drag::{self, Grip};
use crate::model::command::Command;
use crate::model::field::Field;
use crate::model::id::{MilestoneId, TaskId};
use crate::model::value::Value;
use crate::ui::part::edit::Editor;
use crate::ui::route::Route;
use crate::ui::widget::focus::{focus, focus_drawn};
use crate::ui::words::wall::Wall as Text;
use crate::ui::words::{Words, label};
use chrono::NaiveDate;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;
use wasm_bindgen::JsCast;

/// So many pixels are a slip of the hand, not a move.
const STILL: f64 = 4.0;

/// What is held.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Held {
    /// What.
    pub grip: Grip,
    /// Whose bar.
    pub task: TaskId,
    /// Where the pointer went down, with the chart's scroll.
    from: f64,
    /// Days so far.
    pub days: i64,
    /// Whether it has left its place.
    moved: bool,
}

/// Dates as they would be: start and due, by record.
pub type Moves = HashMap<Uuid, (Option<NaiveDate>, Option<NaiveDate>)>;

/// The dates some commands set.
pub fn moves(commands: &[Command]) -> Moves {
    let mut out = Moves::new();
    for command in commands {
        let Command::Set { record, fields } = command else { continue };
        let entry = out.entry(record.id).or_default();
        for (field, value) in fields {
            match (field, value) {
                (Field::Start, Value::Date(day)) => entry.0 = Some(*day),
                (Field::Due, Value::Date(day)) => entry.1 = Some(*day),
                _ => {}
            }
        }
    }
    out
}

/// The element of an event or the focus that can be taken hold of: what it is and whose.
fn grip_of(element: &web_sys::Element) -> Option<(Grip, TaskId)> {
    let found = element.closest("[data-grip]").ok().flatten()?;
    let task = TaskId(Uuid::try_parse(&found.get_attribute("data-task")?).ok()?);
    let text = found.get_attribute("data-grip")?;
    let grip = match text.as_str() {
        "bar" => Grip::Bar(task),
        "start" => Grip::Start(task),
        "due" => Grip::Due(task),
        id => Grip::Mark(MilestoneId(Uuid::try_parse(id).ok()?)),
    };
    Some((grip, task))
}

/// The id of the element that shows a grip.
fn element_id(grip: Grip) -> String {
    match grip {
        Grip::Bar(id) | Grip::Start(id) | Grip::Due(id) => format!("bar-{id}"),
        Grip::Mark(id) => format!("mark-{id}"),
    }
}

/// The pointer goes down.
pub fn down(board: Board, event: &PointerEvent) {
    let element = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let Some((grip, task)) = element.as_ref().and_then(grip_of) else { return };
    if event.button() != 0 {
        return;
    }
    // A finger scrolls; only the bar that was touched before is held.
    let first_touch = event.pointer_type() == "touch" && board.active.get_untracked() != Some(task);
    board.active.set(Some(task));
    event.prevent_default();
    focus(&element_id(grip));
    if first_touch {
        return;
    }
    if let Some(node) = board.sight.node.get_untracked() {
        // Without capture the move ends at the chart's edge, nothing worse.
        let _captured = node.set_pointer_capture(event.pointer_id());
    }
    let from = f64::from(event.client_x()) + board.scrolled();
    board.held.set(Some(Held { grip, task, from, days: 0, moved: false }));
}

/// The pointer moves.
pub fn drag(board: Board, event: &PointerEvent) {
    let Some(held) = board.held.get_untracked() else { return };
    let distance = f64::from(event.client_x()) + board.scrolled() - held.from;
    let days = board.scale.with_untracked(|s| s.days(distance));
    let moved = held.moved || distance.abs() > STILL;
    if (days, moved) != (held.days, held.moved) {
        board.held.set(Some(Held { days, moved, ..held }));
    }
}

/// The pointer goes up: a move is made, a click opens.
pub fn up(board: Board, editor: Editor, words: Words) {
    let Some(held) = board.held.get_untracked() else { return };
    board.held.set(None);
    if held.moved {
        commit(board, editor, words, held.grip, held.days);
    } else {
        Route::WallTask(held.task).go();
    }
}

fn commit(board: Board, editor: Editor, words: Words, grip: Grip, days: i64) {
    let store = editor.store;
    let calendar = board.calendar.get_untracked();
    let commands = store.with_untracked(|l| drag::commands(l, &calendar, grip, days));
    if commands.is_empty() || !editor.run(&commands) {
        return;
    }
    let (title, day) = store
        .with_untracked(|l| {
            let year = *l.meta.year.get();
            let (title, day) = match grip {
                Grip::Bar(id) | Grip::Start(id) | Grip::Due(id) => {
                    let task = l.tasks.get(&id)?;
                    let start = matches!(grip, Grip::Start(_));
                    (task.title.get(), if start { *task.start.get() } else { *task.due.get() })
                }
                Grip::Mark(id) => l.milestones.get(&id).map(|m| (m.title.get(), *m.due.get()))?,
            };
            Some((label::visible(title), day.map(|d| label::date(words, d, year)).unwrap_or_default()))
        })
        .unwrap_or_default();
    editor.done(words.fill(Text::Moved, &[&title, &day]));
    focus_drawn(element_id(grip));
}

/// Keys on a bar or milestone.
pub fn keys(board: Board, editor: Editor, words: Words, event: &KeyboardEvent) {
    let key = event.key();
    if key == "Escape" && board.held.get_untracked().is_some() {
        event.prevent_default();
        board.held.set(None);
        return;
    }
    let Some((grip, task)) = document().active_element().as_ref().and_then(grip_of) else { return };
    let side = match key.as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => 0,
    };
    match key.as_str() {
        "Enter" | " " => Route::WallTask(task).go(),
        "ArrowLeft" | "ArrowRight" if event.alt_key() => {
            let grip = if event.shift_key() && grip == Grip::Bar(task) { Grip::Due(task) } else { grip };
            commit(board, editor, words, grip, side);
        }
        "ArrowLeft" | "ArrowRight" => along(board, grip, task, side as isize),
        "ArrowDown" => step(board, task, 1),
        "ArrowUp" => step(board, task, -1),
        _ => return,
    }
    event.prevent_default();
}

/// From the bar to its milestones and back.
fn along(board: Board, grip: Grip, task: TaskId, side: isize) {
    let stops: Vec<Grip> = board.chart.with_untracked(|chart| {
        let bar = chart.bars.iter().find(|b| b.task == task);
        let marks = bar.into_iter().flat_map(|b| b.marks.iter().map(|m| Grip::Mark(m.id)));
        std::iter::once(Grip::Bar(task)).chain(marks).collect()
    });
    let at = stops.iter().position(|stop| *stop == grip).unwrap_or(0);
    if let Some(stop) = at.checked_add_signed(side).and_then(|to| stops.get(to)) {
        focus(&element_id(*stop));
    }
}

/// To the next bar above or below.
fn step(board: Board, task: TaskId, by: isize) {
    let found = board.chart.with_untracked(|chart| {
        let task_at = |place: usize| match chart.rows.get(place)? {
            Row::Task(bar) => chart.bars.get(*bar),
            Row::Heading { .. } => None,
        };
        let mut at = (0..chart.rows.len()).find(|p| task_at(*p).is_some_and(|b| b.task == task))?;
        loop {
            at = at.checked_add_signed(by).filter(|p| *p < chart.rows.len())?;
            if let Some(bar) = task_at(at).filter(|b| b.span.is_some()) {
                return Some((at, bar.task));
            }
        }
    });
    if let Some((place, id)) = found {
        board.active.set(Some(id));
        board.sight.reveal(place);
        focus_drawn(format!("bar-{id}"));
    }
}
