//! Critical path from the deadline back (`K4`).

use crate::fixture::*;
use chrono::NaiveDate;
use proptest::prelude::*;
use taizhang::model::calendar::Calendar;
use taizhang::model::command::Command;
use taizhang::model::field::Field;
use taizhang::model::id::MilestoneId;
use taizhang::model::kind::Kind;
use taizhang::model::rule::Reason;
use taizhang::model::schedule::task::{Unfit, approve_commands, date_commands, of_task};
use taizhang::model::schedule::{Circle, Schedule, Step, schedule, steps};
use taizhang::model::value::Value;

fn step(id: u32, duration: i64, after: &[u32]) -> Step<u32> {
    Step { id, duration, after: after.to_vec(), done: None }
}

fn plan(steps: &[Step<u32>], start: &str, deadline: &str) -> Schedule<u32> {
    schedule(steps, day(start), day(deadline), &Calendar::new(&[])).unwrap()
}

/// Two ways from 1 to 4: over 2 (5 days) and over 3 (2 days).
fn diamond() -> Vec<Step<u32>> {
    vec![step(1, 3, &[]), step(2, 5, &[1]), step(3, 2, &[1]), step(4, 1, &[2, 3])]
}

#[test]
fn a_net_worked_by_hand_has_the_dates_and_slacks_of_the_textbook() {
    // Monday 3 March 2025 to Friday 14 March: ten working days, nine of them needed.
    let found = plan(&diamond(), "2025-03-03", "2025-03-14");
    let row = |i: usize| {
        let s = &found.steps[i];
        (s.early_start, s.early_finish, s.late_start, s.late_finish, s.total_slack, s.free_slack, s.critical)
    };
    let d = |n: u32| NaiveDate::from_ymd_opt(2025, 3, n).unwrap();
    assert_eq!(row(0), (d(3), d(5), d(4), d(6), 1, 0, true));
    assert_eq!(row(1), (d(6), d(12), d(7), d(13), 1, 0, true));
    assert_eq!(row(2), (d(6), d(7), d(12), d(13), 4, 3, false));
    assert_eq!(row(3), (d(13), d(13), d(14), d(14), 1, 1, true));
    assert_eq!((found.chain.clone(), found.slack, found.finish), (vec![1, 2, 4], Some(1), Some(d(13))));
    assert!(found.fits());
}

#[test]
fn a_plan_that_does_not_fit_names_the_first_step_that_cannot_start_in_time() {
    let found = plan(&diamond(), "2025-03-03", "2025-03-11");
    let late = found.late.unwrap();
    assert_eq!((late.id, late.days), (1, 2));
    assert_eq!((late.latest_start, late.earliest_start), (day("2025-02-27"), day("2025-03-03")));
    assert_eq!(found.slack, Some(-2));
}

#[test]
fn holidays_are_passed_over() {
    // 28 April to 6 May 2025: five days of holidays in between, so two working days are left after 29 April.
    let found = plan(&[step(1, 2, &[]), step(2, 2, &[1])], "2025-04-28", "2025-05-06");
    assert_eq!(found.steps[1].early_finish, day("2025-05-06"));
    assert_eq!((found.steps[1].early_start, found.slack), (day("2025-04-30"), Some(0)));
}

#[test]
fn what_is_done_no_longer_decides() {
    let mut steps = diamond();
    steps[0].done = Some(day("2025-03-04"));
    steps[1].done = Some(day("2025-03-07"));
    let found = plan(&steps, "2025-03-03", "2025-03-14");
    assert_eq!((found.chain, found.slack), (vec![4], Some(4)), "3 is ready before 2 was");
    let found = plan(&steps, "2025-03-10", "2025-03-14");
    assert_eq!((found.chain.clone(), found.slack), (vec![3, 4], Some(2)), "a week later 3 decides");
    assert_eq!(found.steps[1].early_finish, day("2025-03-07"));
    assert!(found.steps[1].done && !found.steps[1].critical);
    assert_eq!(found.steps[3].early_start, day("2025-03-12"));
}

#[test]
fn a_circle_is_refused_with_its_steps() {
    let net = [step(1, 1, &[]), step(2, 1, &[1, 4]), step(3, 1, &[2]), step(4, 1, &[3]), step(5, 1, &[4])];
    let Circle(mut named) =
        schedule(&net, day("2025-03-03"), day("2025-04-03"), &Calendar::new(&[])).unwrap_err();
    named.sort_unstable();
    assert_eq!(named, vec![2, 3, 4], "neither what comes before nor after the circle");
}

fn with_steps(template: &steps::StepTemplate) -> (Copy, Vec<u128>) {
    let mut copy = city();
    let mut next = 700;
    let commands = steps::commands(template, task(TASK), unit(COUNTY), &mut || {
        next += 1;
        id(next)
    });
    copy.try_run(&commands).unwrap();
    (copy, (701..=next).collect())
}

#[test]
fn every_template_runs_and_gives_a_chain_to_its_last_step() {
    for template in steps::ALL {
        let (mut copy, ids) = with_steps(template);
        copy.set(Kind::Task, TASK, Field::Start, date("2025-03-03"));
        copy.set(Kind::Task, TASK, Field::Due, date("2026-12-31"));
        let found = of_task(&copy.ledger, task(TASK), &Calendar::new(&[]), today()).unwrap();
        assert_eq!(found.steps.len(), template.steps.len());
        assert_eq!(found.chain.last(), Some(&MilestoneId(id(*ids.last().unwrap()))), "{}", template.code);
        assert!(found.fits(), "{}", template.code);
    }
}

#[test]
fn the_dates_become_one_step_to_undo_and_the_approved_plan_stays() {
    let (mut copy, ids) = with_steps(&steps::CAMPAIGN);
    let calendar = Calendar::new(&[]);
    let found = of_task(&copy.ledger, task(TASK), &calendar, day("2025-01-02")).unwrap();
    copy.try_run(&date_commands(&found, true)).unwrap();
    let last = *ids.last().unwrap();
    assert_eq!(copy.read(Kind::Milestone, last, Field::Due), date("2025-06-30"));
    assert_eq!(copy.read(Kind::Milestone, ids[3], Field::Due), date("2025-06-23"));
    copy.try_run(&approve_commands(&copy.ledger, &[task(TASK)], false)).unwrap();
    copy.set(Kind::Task, TASK, Field::Due, date("2025-07-31"));
    assert_eq!(copy.read(Kind::Task, TASK, Field::ApprovedDue), date("2025-06-30"));
    assert!(approve_commands(&copy.ledger, &[task(TASK)], false).is_empty(), "written once");
    assert_eq!(approve_commands(&copy.ledger, &[task(TASK)], true).len(), 1, "again when asked for");
}

#[test]
fn a_step_cannot_be_put_after_itself_and_a_merged_circle_is_named() {
    let (mut copy, ids) = with_steps(&steps::CAMPAIGN);
    let circle = vec![(Field::After, Value::Ids(vec![id(ids[4])]))];
    let refused = copy.try_run(&[Command::Set { record: record(Kind::Milestone, ids[0]), fields: circle }]);
    assert_eq!(refused.unwrap_err().reason, Reason::Circular);
    // Two people who each put one step after the other's: each copy is right, both together are not.
    let after = |n: u128| Value::Ids(vec![id(n)]);
    let mut base = city();
    for n in [801, 802] {
        let fields = vec![(Field::Task, Value::Id(id(TASK))), (Field::Title, text("节点"))];
        base.create(Kind::Milestone, n, Some(COUNTY), fields);
    }
    let mut other = Copy::new(base.ledger.clone(), 0xb);
    base.set(Kind::Milestone, 801, Field::After, after(802));
    other.set(Kind::Milestone, 802, Field::After, after(801));
    base.merge(&other.ledger);
    let Err(Unfit::Circle(steps)) = of_task(&base.ledger, task(TASK), &Calendar::new(&[]), today()) else {
        panic!("a circle");
    };
    assert_eq!(steps.len(), 2);
}

/// A net whose steps only wait for earlier ones, shuffled by id.
fn net() -> impl Strategy<Value = Vec<Step<u32>>> {
    prop::collection::vec(
        (0..15i64, prop::collection::vec(any::<prop::sample::Index>(), 0..4), 0..10u8),
        1..30,
    )
    .prop_map(|rows| {
        let each = rows.into_iter().enumerate().map(|(i, (duration, before, done))| {
            let after = before.into_iter().filter(|_| i > 0).map(|b| b.index(i) as u32).collect();
            let day = (done == 0).then(|| day("2025-02-14"));
            Step { id: i as u32, duration, after, done: day }
        });
        each.collect()
    })
}

#[test]
fn a_long_plan_costs_as_much_as_it_is_long() {
    // Quadratic work or recursion over a hundred thousand steps would not end or overflow.
    let steps: Vec<_> = (0..100_000).rev().map(|i| step(i, 0, if i == 0 { &[] } else { &[0] })).collect();
    let chained: Vec<_> =
        steps.into_iter().map(|s| Step { after: s.id.checked_sub(1).into_iter().collect(), ..s }).collect();
    let found = plan(&chained, "2025-03-03", "2025-03-14");
    assert_eq!((found.chain.len(), found.steps.len()), (100_000, 100_000));
}

proptest! {
    #[test]
    fn any_net_is_either_spread_or_refused_with_a_true_circle(
        edges in prop::collection::vec((0..12u32, 0..12u32), 0..30),
    ) {
        let net: Vec<_> = (0..12u32)
            .map(|id| Step {
                id,
                duration: 1,
                after: edges.iter().filter(|(_, to)| *to == id).map(|(from, _)| *from).collect(),
                done: None,
            })
            .collect();
        match schedule(&net, day("2025-03-03"), day("2025-12-31"), &Calendar::new(&[])) {
            Ok(found) => {
                for (from, to) in &edges {
                    let (a, b) = (&found.steps[*from as usize], &found.steps[*to as usize]);
                    prop_assert!(b.early_start > a.early_finish);
                }
            }
            Err(Circle(steps)) => {
                prop_assert!(!steps.is_empty());
                for (i, id) in steps.iter().enumerate() {
                    let before = steps[(i + steps.len() - 1) % steps.len()];
                    prop_assert!(edges.contains(&(before, *id)), "{before} before {id}");
                }
            }
        }
    }

    #[test]
    fn laws_of_the_critical_path(net in net(), weeks in 0..40u64, reverse in any::<bool>()) {
        let mut net = net;
        if reverse {
            net.reverse();
        }
        let start = day("2025-03-03");
        let deadline = start + chrono::Days::new(7 * weeks);
        let calendar = Calendar::new(&[]);
        let found = schedule(&net, start, deadline, &calendar).unwrap();
        let open: Vec<_> = found.steps.iter().filter(|s| !s.done).collect();
        // Slack is never negative exactly when the plan fits, and then all ends by the deadline.
        prop_assert_eq!(open.iter().all(|s| s.total_slack >= 0), found.fits());
        prop_assert_eq!(open.iter().map(|s| s.total_slack).min(), found.slack);
        if found.fits() {
            let last = calendar.on_or_before(deadline).max(calendar.on_or_after(start));
            prop_assert!(open.iter().all(|s| s.late_finish <= last && s.early_finish <= last));
            prop_assert!(open.iter().all(|s| s.free_slack >= 0 && s.free_slack <= s.total_slack));
        }
        let by_id = |id: u32| found.steps.iter().find(|s| s.id == id).unwrap();
        for step in net.iter().filter(|s| s.done.is_none()) {
            let own = by_id(step.id);
            prop_assert!(own.early_start >= start);
            if step.duration > 0 {
                prop_assert_eq!(calendar.between(own.early_start, own.early_finish), step.duration);
                prop_assert_eq!(calendar.between(own.late_start, own.late_finish), step.duration);
            }
            for before in step.after.iter().map(|id| by_id(*id)).filter(|b| !b.done) {
                prop_assert!(own.early_start >= before.early_finish && own.late_start >= before.late_finish);
                if step.duration > 0 {
                    let length = net.iter().find(|s| s.id == before.id).unwrap().duration;
                    prop_assert!(length == 0 || own.early_start > before.early_finish);
                }
            }
        }
        // The chain is of least slack, in order, without a gap.
        prop_assert!(found.chain.iter().all(|id| by_id(*id).critical));
        prop_assert_eq!(found.chain.is_empty(), open.is_empty());
        for pair in found.chain.windows(2) {
            prop_assert!(net.iter().find(|s| s.id == pair[1]).unwrap().after.contains(&pair[0]));
        }
    }
}
