//! 倒排工期 (`K4`): the critical path method, from the deadline back, in working days.
//!
//! - here: early and late start and finish, total and free slack, the critical chain; O(n + e)
//! - [`task`]: a task's milestones as steps, and the dates back as commands
//! - [`steps`]: templates of steps for projects and campaigns

pub mod steps;
pub mod task;

use super::calendar::Calendar;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::hash::Hash;

/// A piece of work with a length and an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step<I> {
    /// Which one.
    pub id: I,
    /// Working days; 0 for a mere date.
    pub duration: i64,
    /// Steps that must be finished before it starts; unknown ones are passed over.
    pub after: Vec<I>,
    /// The day it was finished.
    pub done: Option<NaiveDate>,
}

/// A step's dates. Starts and finishes are working days, both counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timed<I> {
    /// Which one.
    pub id: I,
    /// 最早开始
    pub early_start: NaiveDate,
    /// 最早完成
    pub early_finish: NaiveDate,
    /// 最迟开始
    pub late_start: NaiveDate,
    /// 最迟完成
    pub late_finish: NaiveDate,
    /// 总时差: working days it can slip before the deadline is missed; negative when it is.
    pub total_slack: i64,
    /// 自由时差: working days it can slip before a step after it has to.
    pub free_slack: i64,
    /// Whether it is open and no step has less slack.
    pub critical: bool,
    /// Whether it is finished.
    pub done: bool,
}

/// The first step that cannot start in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Late<I> {
    /// Which one.
    pub id: I,
    /// When it would have to start.
    pub latest_start: NaiveDate,
    /// When it can.
    pub earliest_start: NaiveDate,
    /// Working days between them.
    pub days: i64,
}

/// A plan in time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Schedule<I> {
    /// The steps, in the order they came.
    pub steps: Vec<Timed<I>>,
    /// The working day the last step can be finished.
    pub finish: Option<NaiveDate>,
    /// The least slack of an open step; `None` without one.
    pub slack: Option<i64>,
    /// Set when the plan no longer fits.
    pub late: Option<Late<I>>,
    /// 关键线路: the chain of open steps that decides, the first to do first.
    pub chain: Vec<I>,
}

impl<I> Schedule<I> {
    /// Whether all open steps can be done by the deadline.
    pub fn fits(&self) -> bool {
        self.late.is_none()
    }
}

/// Steps that wait for each other in a circle, in order; the first waits for the last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Circle<I>(pub Vec<I>);

/// Spreads steps between the day work can start and the deadline.
///
/// `Err` names the steps of a circle. A step given twice counts once, the last one.
pub fn schedule<I: Copy + Eq + Hash>(
    steps: &[Step<I>],
    start: NaiveDate,
    deadline: NaiveDate,
    calendar: &Calendar,
) -> Result<Schedule<I>, Circle<I>> {
    let net = Net::new(steps)?;
    let origin = calendar.number(start);
    // The end of a step is the number of the working day after its last.
    let end = calendar.number(deadline.succ_opt().unwrap_or(deadline));
    let after_day = |day: NaiveDate| calendar.number(day.succ_opt().unwrap_or(day));

    let count = steps.len();
    let mut early = vec![(origin, origin); count];
    for &i in &net.order {
        let Some(step) = steps.get(i) else { continue };
        early[i] = match step.done {
            Some(day) => (after_day(day) - step.duration.max(0), after_day(day)),
            None => {
                let ends = net.before[i].iter().map(|&p| early[p].1);
                let first = ends.max().unwrap_or(origin).max(origin);
                (first, first + step.duration.max(0))
            }
        };
    }
    let mut late = vec![(end, end); count];
    for &i in net.order.iter().rev() {
        let Some(step) = steps.get(i) else { continue };
        let open = net.next[i].iter().filter(|&&n| steps[n].done.is_none());
        let last = open.map(|&n| late[n].0).min().unwrap_or(end);
        late[i] = (last - step.duration.max(0), last);
    }
    let is_open = |i: usize| steps[i].done.is_none();
    let total = |i: usize| late[i].0 - early[i].0;
    let slack = (0..count).filter(|&i| is_open(i)).map(total).min();

    // A mere date falls on the day the work before it ends.
    let dates = |(from, to): (i64, i64), floor: i64| {
        let last = (to - 1).max(floor);
        (calendar.day(if from == to { last } else { from }), calendar.day(last))
    };
    let timed = (0..count).map(|i| {
        let (early_start, early_finish) = dates(early[i], if is_open(i) { origin } else { i64::MIN });
        let (late_start, late_finish) = dates(late[i], i64::MIN);
        let moved = net.next[i].iter().filter(|&&n| is_open(n)).map(|&n| early[n].0).min();
        Timed {
            id: steps[i].id,
            early_start,
            early_finish: steps[i].done.unwrap_or(early_finish),
            late_start,
            late_finish,
            total_slack: total(i),
            free_slack: moved.unwrap_or(end) - early[i].1,
            critical: is_open(i) && Some(total(i)) == slack,
            done: !is_open(i),
        }
    });
    let late_first = (0..count).filter(|&i| is_open(i) && total(i) < 0).min_by_key(|&i| (late[i].0, i));
    let found = Schedule {
        steps: timed.collect(),
        finish: early.iter().map(|(_, to)| *to).max().map(|to| calendar.day((to - 1).max(origin))),
        slack,
        late: late_first.map(|i| Late {
            id: steps[i].id,
            latest_start: calendar.day(late[i].0),
            earliest_start: calendar.day(early[i].0),
            days: -total(i),
        }),
        chain: chain(&net, &early, |i| is_open(i) && Some(total(i)) == slack)
            .into_iter()
            .map(|i| steps[i].id)
            .collect(),
    };
    Ok(found)
}

/// From the last critical step back, each time over the step that holds it up.
fn chain(net: &Net, early: &[(i64, i64)], critical: impl Fn(usize) -> bool) -> Vec<usize> {
    let places: HashMap<usize, usize> = net.order.iter().enumerate().map(|(place, i)| (*i, place)).collect();
    let place = |i: usize| places.get(&i).copied().unwrap_or(0);
    let last = net.order.iter().copied().filter(|&i| critical(i)).max_by_key(|&i| (early[i].1, place(i)));
    let mut out: Vec<usize> = last.into_iter().collect();
    let mut at = last;
    while let Some(i) = at {
        let holds = net.before[i].iter().copied().filter(|&p| critical(p) && early[p].1 == early[i].0);
        at = holds.max_by_key(|&p| place(p));
        out.extend(at);
    }
    out.reverse();
    out
}

/// The steps by place, with both directions and an order in which each comes after its own.
struct Net {
    before: Vec<Vec<usize>>,
    next: Vec<Vec<usize>>,
    order: Vec<usize>,
}

impl Net {
    fn new<I: Copy + Eq + Hash>(steps: &[Step<I>]) -> Result<Self, Circle<I>> {
        let place: HashMap<I, usize> = steps.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
        let before: Vec<Vec<usize>> =
            steps.iter().map(|s| s.after.iter().filter_map(|id| place.get(id).copied()).collect()).collect();
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
        for (i, list) in before.iter().enumerate() {
            for &p in list {
                next[p].push(i);
            }
        }
        let mut waits: Vec<usize> = before.iter().map(Vec::len).collect();
        let mut order: Vec<usize> = (0..steps.len()).filter(|&i| waits[i] == 0).collect();
        let mut done = 0;
        while let Some(&i) = order.get(done) {
            done += 1;
            for &n in &next[i] {
                waits[n] -= 1;
                if waits[n] == 0 {
                    order.push(n);
                }
            }
        }
        if order.len() == steps.len() {
            return Ok(Self { before, next, order });
        }
        Err(Circle(circle(&before, &waits).into_iter().map(|i| steps[i].id).collect()))
    }
}

/// Every step still waiting has one before it that waits too: following these ends in a circle.
fn circle(before: &[Vec<usize>], waits: &[usize]) -> Vec<usize> {
    let mut passed: HashMap<usize, usize> = HashMap::new();
    let mut path = Vec::new();
    let mut at = (0..waits.len()).find(|&i| waits[i] > 0);
    while let Some(i) = at {
        if let Some(&from) = passed.get(&i) {
            let mut found = path.split_off(from);
            found.reverse();
            return found;
        }
        passed.insert(i, path.len());
        path.push(i);
        at = before[i].iter().copied().find(|&p| waits[p] > 0);
    }
    path
}
