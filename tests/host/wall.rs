//! The plan on the wall: chart (`K9`), coverage (`K10`), framework (`P1`), timetable (`P2`), projects
//! (`K7`), blockers (`K6`), task forces (`K8`).

use crate::fixture::*;
use std::collections::{BTreeSet, HashSet};
use taizhang::document::calendar as ics;
use taizhang::model::calendar::Calendar;
use taizhang::model::chart::drag::{self, Grip};
use taizhang::model::chart::scale::{Scale, TickStep, Zoom, ticks};
use taizhang::model::chart::{Ask, Chart, Group, Grouping, Row, Span, chart};
use taizhang::model::choice::{Comparator, Factor, ProjectStage, Stage};
use taizhang::model::command::{Command, inverse};
use taizhang::model::coverage::{Hole, coverage, fill};
use taizhang::model::field::Field;
use taizhang::model::framework::{Nudge, Place, framework, nudged, put};
use taizhang::model::id::ThemeId;
use taizhang::model::index::Index;
use taizhang::model::kind::Kind;
use taizhang::model::light::Light;
use taizhang::model::project::{Chase, blockers, by_factor, by_stage, forces, of_target, projects, totals};
use taizhang::model::timetable::{by_month, deadlines};
use taizhang::model::tree;
use taizhang::model::value::Value;

fn index(copy: &Copy) -> Index {
    Index::build(&copy.ledger, today())
}

fn drawn(copy: &Copy, grouping: Grouping, collapsed: &HashSet<Group>) -> Chart {
    let ask = Ask { grouping, units: None, collapsed, today: today() };
    chart(&copy.ledger, &index(copy), &Calendar::new(&[]), &ask)
}

fn milestone(copy: &mut Copy, n: u128, due: &str, more: Vec<(Field, Value)>) {
    let mut fields = vec![
        (Field::Task, Value::Id(id(TASK))),
        (Field::Title, text(&format!("节点{n}"))),
        (Field::Due, date(due)),
    ];
    fields.extend(more);
    copy.create(Kind::Milestone, n, Some(COUNTY), fields);
}

fn with_plan() -> Copy {
    let mut copy = city();
    copy.set(Kind::Task, TASK, Field::Start, date("2025-03-03"));
    milestone(&mut copy, 40, "2025-04-30", vec![(Field::Duration, Value::Whole(20))]);
    milestone(
        &mut copy,
        41,
        "2025-06-30",
        vec![(Field::Duration, Value::Whole(30)), (Field::After, Value::Ids(vec![id(40)]))],
    );
    milestone(&mut copy, 42, "2025-03-20", vec![(Field::Duration, Value::Whole(1))]);
    copy.report(30, TASK, "2025-03-20", 10);
    copy
}

#[test]
fn a_bar_shows_progress_chain_ghost_and_slip() {
    let mut copy = with_plan();
    let approve = taizhang::model::schedule::task::approve_commands(&copy.ledger, &[task(TASK)], false);
    copy.try_run(&approve).unwrap();
    copy.set(Kind::Task, TASK, Field::Due, date("2025-07-10"));
    copy.set(Kind::Milestone, 41, Field::Due, date("2025-07-01"));
    let found = drawn(&copy, Grouping::Unit, &HashSet::new());
    let bar = &found.bars[0];
    assert_eq!(bar.span, Some(Span { from: day("2025-03-03"), to: day("2025-07-10") }));
    assert_eq!(bar.ghost, Some(Span { from: day("2025-03-03"), to: day("2025-06-30") }));
    assert_eq!((bar.slip, bar.percent, bar.late), (Some(10), 10, false));
    let marks: Vec<_> = bar.marks.iter().map(|m| (m.id.0, m.critical, m.overdue, m.slip)).collect();
    let expected =
        vec![(id(42), false, true, Some(0)), (id(40), true, false, Some(0)), (id(41), true, false, Some(1))];
    assert_eq!(marks, expected);
}

#[test]
fn a_bar_whose_steps_no_longer_fit_says_so() {
    let mut copy = with_plan();
    copy.set(Kind::Milestone, 41, Field::Duration, Value::Whole(60));
    assert!(drawn(&copy, Grouping::Unit, &HashSet::new()).bars[0].late);
}

#[test]
fn rows_are_grouped_and_collapse_keeps_the_heading() {
    let mut copy = with_plan();
    copy.create(Kind::Task, 21, Some(SCHOOL), vec![(Field::Title, text("无期限"))]);
    copy.create(Kind::Force, 80, Some(BUREAU), vec![(Field::Title, text("幼儿园专班"))]);
    copy.set(Kind::Task, TASK, Field::Force, Value::Id(id(80)));
    let all = drawn(&copy, Grouping::Unit, &HashSet::new());
    assert_eq!(all.rows.len(), 4, "two units with a heading each");
    let county = Group::Unit(Some(unit(COUNTY)));
    let collapsed = drawn(&copy, Grouping::Unit, &HashSet::from([county]));
    assert_eq!(collapsed.rows.len(), 3);
    let Row::Heading { group, span, counts, collapsed, .. } = &collapsed.rows[0] else { panic!("a heading") };
    assert_eq!((*group, *collapsed, counts.total()), (county, true, 1));
    assert_eq!(span.unwrap().to, day("2025-06-30"));
    let force = drawn(&copy, Grouping::Force, &HashSet::new());
    let groups: Vec<_> = force
        .rows
        .iter()
        .filter_map(|r| match r {
            Row::Heading { group, .. } => Some(*group),
            Row::Task(_) => None,
        })
        .collect();
    assert_eq!(groups.len(), 2);
    assert!(matches!(groups[0], Group::Force(Some(_))) && groups[1] == Group::Force(None));
}

#[test]
fn a_window_gives_only_what_lies_in_it() {
    let copy = with_plan();
    let found = drawn(&copy, Grouping::Unit, &HashSet::new());
    let days = |from: &str, to: &str| Span { from: day(from), to: day(to) };
    let seen: Vec<_> = found.visible(1..9, days("2025-04-01", "2025-05-01")).collect();
    assert_eq!(seen.len(), 1, "rows beyond the end are left out");
    assert_eq!((seen[0].row, seen[0].bar.is_some(), seen[0].marks.len()), (1, true, 1));
    let later: Vec<_> = found.visible(0..2, days("2025-08-01", "2025-09-01")).collect();
    assert!(later.iter().all(|s| s.bar.is_none() && s.marks.is_empty()));
    assert_eq!(found.visible(7..9, days("2025-01-01", "2025-12-31")).count(), 0);
}

#[test]
fn ten_thousand_bars_are_cheap_to_look_at() {
    let mut chart = drawn(&with_plan(), Grouping::Unit, &HashSet::new());
    let bar = chart.bars[0].clone();
    chart.bars = vec![bar; 10_000];
    chart.rows = (0..10_000).map(Row::Task).collect();
    let days = Span { from: day("2025-04-01"), to: day("2025-05-01") };
    let seen: Vec<_> = chart.visible(5_000..5_040, days).map(|s| s.row).collect();
    assert_eq!(seen, (5_000..5_040).collect::<Vec<_>>(), "as many as the window has rows");
}

#[test]
fn ticks_begin_their_steps_and_days_and_pixels_agree() {
    let days = Span { from: day("2025-02-12"), to: day("2025-04-01") };
    let all = |step| ticks(days, step).collect::<Vec<_>>();
    assert_eq!(all(TickStep::Month), vec![day("2025-02-01"), day("2025-03-01"), day("2025-04-01")]);
    assert_eq!(all(TickStep::Quarter), vec![day("2025-01-01"), day("2025-04-01")]);
    assert_eq!(all(TickStep::Week)[0], day("2025-02-10"));
    assert_eq!(all(TickStep::Year), vec![day("2025-01-01")]);
    assert_eq!(all(TickStep::Day).len(), 49);
    for zoom in Zoom::ALL {
        let scale = Scale { origin: day("2025-01-01"), day_width: zoom.day_width() };
        let (x, width) = scale.extent(days);
        assert_eq!(scale.window(x, width - 1.0), days, "{}", zoom.code());
        assert_eq!(scale.days(width), 49);
    }
}

#[test]
fn a_dragged_bar_takes_its_open_milestones_along_to_working_days_and_back_in_one_step() {
    let mut copy = with_plan();
    copy.set(Kind::Milestone, 42, Field::Date, date("2025-03-19"));
    let before = copy.ledger.clone();
    let calendar = Calendar::new(&[]);
    let commands = drag::commands(&copy.ledger, &calendar, Grip::Bar(task(TASK)), 5);
    let change = copy.try_run(&commands).unwrap();
    assert_eq!(copy.read(Kind::Task, TASK, Field::Start), date("2025-03-10"), "the 8th is a Saturday");
    assert_eq!(copy.read(Kind::Task, TASK, Field::Due), date("2025-07-07"));
    assert_eq!(copy.read(Kind::Milestone, 40, Field::Due), date("2025-05-06"), "after the holidays");
    assert_eq!(copy.read(Kind::Milestone, 42, Field::Due), date("2025-03-20"), "done: it stays");
    copy.try_run(&inverse(&copy.ledger, &change)).unwrap();
    for (id, old) in &before.milestones {
        assert_eq!(copy.ledger.milestones[id].due.get(), old.due.get());
    }
    assert_eq!(copy.ledger.tasks[&task(TASK)].due.get(), before.tasks[&task(TASK)].due.get());
    // An end does not pass the other.
    let commands = drag::commands(&copy.ledger, &calendar, Grip::Due(task(TASK)), -400);
    copy.try_run(&commands).unwrap();
    assert_eq!(copy.read(Kind::Task, TASK, Field::Due), date("2025-03-03"));
    assert!(drag::commands(&copy.ledger, &calendar, Grip::Bar(task(TASK)), 0).is_empty());
}

#[test]
fn holes_are_found_and_handed_out_from_the_nearest_unit_above() {
    let mut copy = city();
    copy.create(Kind::Task, 25, Some(BUREAU), vec![(Field::Title, text("普惠性幼儿园认定"))]);
    copy.set(Kind::Task, TASK, Field::Parent, Value::Id(id(25)));
    let units: BTreeSet<_> = tree::with_descendants(&copy.ledger, unit(COUNTY));
    let found = coverage(&copy.ledger, &index(&copy), &units, &[task(25)]);
    assert_eq!(found.units, vec![unit(COUNTY), unit(SCHOOL), unit(OTHER_SCHOOL)]);
    assert_eq!(found.cells[0][0].unwrap().task, task(TASK));
    assert_eq!(found.cells[0][0].unwrap().light, Light::Slow);
    let holes = found.holes();
    let hole = |n| Hole { unit: unit(n), task: task(25) };
    assert_eq!(holes, vec![hole(SCHOOL), hole(OTHER_SCHOOL)]);
    assert_eq!(found.taken(), vec![1]);
    let mut next = 900;
    let commands = fill(&copy.ledger, &found, &holes, &mut || {
        next += 1;
        id(next)
    });
    copy.try_run(&commands).unwrap();
    let again = coverage(&copy.ledger, &index(&copy), &units, &[task(25)]);
    assert!(again.holes().is_empty());
    let school = copy.ledger.live_tasks().find(|t| t.common.unit == Some(unit(SCHOOL))).unwrap();
    assert_eq!(school.parent.get(), &Some(task(TASK)), "from the county, not from the bureau");
}

fn themes() -> Copy {
    let mut copy = city();
    for (n, parent, order) in [(60, None, 1024), (61, None, 2048), (62, Some(61), 1024), (63, Some(61), 1025)]
    {
        let mut fields = vec![(Field::Title, text(&format!("条目{n}"))), (Field::Order, Value::Whole(order))];
        fields.extend(parent.map(|p| (Field::Parent, Value::Id(id(p)))));
        copy.create(Kind::Theme, n, None, fields);
    }
    copy.set(Kind::Task, TASK, Field::Theme, Value::Id(id(62)));
    copy
}

fn order(copy: &Copy) -> Vec<(u128, usize)> {
    let number = |t: ThemeId| t.0.as_u128() - id(0).as_u128();
    tree::themes(&copy.ledger).into_iter().map(|n| (number(n.id), n.depth)).collect()
}

#[test]
fn the_framework_carries_targets_tasks_and_lights_up_to_the_top() {
    let copy = themes();
    let found = framework(&copy.ledger, &index(&copy), None);
    let totals: Vec<_> = found.iter().map(|b| (b.depth, b.tasks.len(), b.counts.total())).collect();
    assert_eq!(totals, vec![(0, 0, 0), (0, 0, 1), (1, 1, 1), (1, 0, 0), (0, 0, 1)]);
    assert_eq!((found[4].theme, found[4].targets.len()), (None, 1), "what hangs on no theme is not lost");
    let school = BTreeSet::from([unit(SCHOOL)]);
    assert_eq!(framework(&copy.ledger, &index(&copy), Some(&school)).len(), 4);
}

#[test]
fn themes_move_by_keyboard_and_drag_alike() {
    let mut copy = themes();
    let nudge = |copy: &mut Copy, n: u128, way: Nudge| {
        let place = nudged(&copy.ledger, record(Kind::Theme, n), way).unwrap();
        let commands = put(&copy.ledger, record(Kind::Theme, n), place);
        copy.try_run(&commands).unwrap();
    };
    nudge(&mut copy, 63, Nudge::Up);
    assert_eq!(order(&copy), vec![(60, 0), (61, 0), (63, 1), (62, 1)]);
    nudge(&mut copy, 62, Nudge::Out);
    assert_eq!(order(&copy), vec![(60, 0), (61, 0), (63, 1), (62, 0)]);
    nudge(&mut copy, 61, Nudge::In);
    assert_eq!(order(&copy), vec![(60, 0), (61, 1), (63, 2), (62, 0)]);
    nudge(&mut copy, 60, Nudge::Down);
    assert_eq!(order(&copy), vec![(62, 0), (60, 0), (61, 1), (63, 2)]);
    assert_eq!(nudged(&copy.ledger, record(Kind::Theme, 62), Nudge::Up), None);
    // Between two without a free number, all sisters are numbered anew.
    let mut copy = themes();
    let between = Place { under: Some(ThemeId(id(61))), before: Some(id(63)) };
    let commands = put(&copy.ledger, record(Kind::Theme, 60), between);
    assert_eq!(commands.len(), 3);
    copy.try_run(&commands).unwrap();
    assert_eq!(order(&copy), vec![(61, 0), (62, 1), (60, 1), (63, 1)]);
    let under_itself =
        put(&copy.ledger, record(Kind::Theme, 61), Place { under: Some(ThemeId(id(60))), before: None });
    assert!(copy.try_run(&under_itself).is_err(), "never under itself");
}

fn building() -> Copy {
    let mut copy = city();
    let rows = [
        (120, ProjectStage::Reserve, "1200", "平方米"),
        (121, ProjectStage::New, "2", "个"),
        (122, ProjectStage::New, "1", "个"),
        (123, ProjectStage::Ongoing, "", ""),
        (124, ProjectStage::Finishing, "800.5", "平方米"),
    ];
    copy.create(
        Kind::Target,
        11,
        Some(BUREAU),
        vec![
            (Field::Title, text("项目全部开工")),
            (Field::Comparator, code(Comparator::AllReach)),
            (Field::Stage, code(Stage::Started)),
        ],
    );
    for (n, stage, quantity, measure) in rows {
        let mut fields = vec![
            (Field::Title, text(&format!("项目{n}"))),
            (Field::ProjectStage, code(stage)),
            (Field::Target, Value::Id(id(11))),
        ];
        if !quantity.is_empty() {
            fields.extend([(Field::Quantity, number(quantity)), (Field::Measure, text(measure))]);
        }
        copy.create(Kind::Task, n, Some(COUNTY), fields);
    }
    for (n, of, stage) in
        [(140, 122, Stage::Started), (141, 123, Stage::Started), (142, 124, Stage::Completed)]
    {
        copy.create(
            Kind::Milestone,
            n,
            Some(COUNTY),
            vec![(Field::Task, Value::Id(id(of))), (Field::Title, text("节点")), (Field::Stage, code(stage))],
        );
    }
    copy
}

#[test]
fn projects_say_what_to_chase_and_what_is_missing() {
    let mut copy = building();
    copy.set(Kind::Milestone, 140, Field::Date, date("2025-03-10"));
    let chases = |copy: &Copy| {
        let mut all: Vec<_> = projects(&copy.ledger, &index(copy), None);
        all.sort_by_key(|p| p.task);
        all.iter().map(|p| p.chase).collect::<Vec<_>>()
    };
    let before = [Chase::Groundwork, Chase::Start, Chase::Progress, Chase::Resume, Chase::Completion];
    assert_eq!(chases(&copy), before);
    copy.set(Kind::Milestone, 142, Field::Date, date("2025-03-12"));
    assert_eq!(chases(&copy)[4], Chase::Nothing);
    let all = projects(&copy.ledger, &index(&copy), None);
    let sum = totals(&all);
    assert_eq!((sum.all.count, sum.started.count, sum.completed.count), (5, 2, 1));
    assert_eq!(sum.all.quantities["平方米"], "2000.5".parse().unwrap());
    assert_eq!(sum.started.quantities["个"], "1".parse().unwrap());
    assert_eq!(sum.not_started, vec![task(121), task(123)], "a project in preparation need not begin");
    assert!(sum.not_completed.is_empty());
    assert_eq!(by_stage(&all).len(), 4);
    let (totals, missing) = of_target(&copy.ledger, &all, target(11));
    assert_eq!((totals.all.count, missing), (5, vec![task(120), task(121), task(123)]));
}

#[test]
fn open_blockers_are_listed_for_the_leader_the_longest_first() {
    let mut copy = building();
    for (n, of, factor, since) in [
        (160, 121, Factor::Land, "2025-03-20"),
        (161, 121, Factor::Funds, "2025-02-26"),
        (162, 122, Factor::Land, "2025-03-01"),
    ] {
        copy.create(
            Kind::Blocker,
            n,
            Some(COUNTY),
            vec![
                (Field::Task, Value::Id(id(of))),
                (Field::Factor, code(factor)),
                (Field::Title, text("用地指标未落实")),
                (Field::Ask, text("请协调年度用地指标")),
                (Field::AskedOf, text("市自然资源和规划局")),
                (Field::Date, date(since)),
            ],
        );
    }
    copy.set(Kind::Blocker, 162, Field::Solved, date("2025-03-27"));
    let found = blockers(&copy.ledger, None, today());
    let said: Vec<_> = found.iter().map(|b| (b.id.0, b.factor, b.days)).collect();
    assert_eq!(said, vec![(id(161), Some(Factor::Funds), 30), (id(160), Some(Factor::Land), 8)]);
    assert_eq!(by_factor(&found)[4], (Factor::Land, 1));
    let all = projects(&copy.ledger, &index(&copy), None);
    assert_eq!(all.iter().find(|p| p.task == task(121)).unwrap().blockers, 2);
    assert!(blockers(&copy.ledger, Some(&BTreeSet::from([unit(SCHOOL)])), today()).is_empty());
    let nameless = Command::Create {
        record: record(Kind::Blocker, 170),
        unit: Some(unit(COUNTY)),
        fields: vec![(Field::Task, Value::Id(id(121)))],
    };
    assert!(copy.try_run(&[nameless]).is_err());
}

#[test]
fn blockers_projects_and_steps_come_back_from_the_file_and_fit_the_schema() {
    use taizhang::format::{Limits, Scope, SnapshotInfo, decode, encode_snapshot, schema::schema};
    let mut copy = building();
    copy.create(Kind::Force, 80, Some(COUNTY), vec![(Field::Title, text("项目专班"))]);
    copy.set(Kind::Task, 121, Field::Force, Value::Id(id(80)));
    copy.set(Kind::Milestone, 141, Field::After, Value::Ids(vec![id(140), id(142)]));
    copy.set(Kind::Milestone, 141, Field::Duration, Value::Whole(30));
    copy.create(
        Kind::Blocker,
        160,
        Some(COUNTY),
        vec![
            (Field::Task, Value::Id(id(121))),
            (Field::Factor, code(Factor::Posts)),
            (Field::Title, text("缺编")),
            (Field::Date, date("2025-03-01")),
        ],
    );
    let bytes = encode_snapshot(&copy.ledger, Scope::Whole, &SnapshotInfo::default());
    assert_eq!(decode(&bytes, &Limits::default()).unwrap().ledger, copy.ledger);
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert!(validator.is_valid(&file));
    // References in any other order, or twice, are not in their one spelling.
    let text = String::from_utf8(bytes).unwrap();
    let pair = format!("[\"{}\",\"{}\"]", id(140), id(142));
    assert!(text.contains(&pair));
    let unhashed = crate::snapshot::strip_hash(&text);
    for other in
        [format!("[\"{}\",\"{}\"]", id(142), id(140)), format!("[\"{0}\",\"{0}\"]", id(140)), "[]".into()]
    {
        let bad = unhashed.replace(&pair, &other);
        assert!(decode(bad.as_bytes(), &Limits::default()).is_err(), "{other}");
    }
    // A task force with tasks is not deleted from under them.
    assert!(copy.try_run(&[Command::Delete(record(Kind::Force, 80))]).is_err());
}

#[test]
fn a_task_force_shows_its_tasks_and_what_it_lacks() {
    let mut copy = city();
    copy.create(
        Kind::Force,
        80,
        Some(BUREAU),
        vec![
            (Field::Title, text("幼儿园专班")),
            (Field::Head, text("赵明远")),
            (Field::Members, text("李红、王强")),
            (Field::Plan, text("每周调度一次")),
        ],
    );
    copy.create(Kind::Force, 81, Some(BUREAU), vec![(Field::Title, text("项目专班"))]);
    copy.set(Kind::Task, TASK, Field::Force, Value::Id(id(80)));
    let found = forces(&copy.ledger, &index(&copy));
    let said: Vec<_> = found.iter().map(|f| (f.tasks.len(), f.counts.total(), f.lacking)).collect();
    assert_eq!(said, vec![(1, 1, false), (0, 0, true)]);
}

#[test]
fn deadlines_of_a_unit_and_a_person_stand_by_month_and_week() {
    let mut copy = with_plan();
    copy.set(Kind::Task, TASK, Field::Leader, text("李红"));
    let all = deadlines(&copy.ledger, &index(&copy), None, None, today());
    assert_eq!(all.len(), 5, "a target, a task, three milestones");
    let own = deadlines(&copy.ledger, &index(&copy), None, Some("李红"), today());
    assert_eq!(own.len(), 4, "the target is not hers");
    assert_eq!(own[0].light, Light::Overdue);
    let months = by_month(own);
    let said: Vec<_> = months.iter().map(|m| (m.first, m.weeks.len())).collect();
    assert_eq!(said, vec![(day("2025-03-01"), 1), (day("2025-04-01"), 1), (day("2025-06-01"), 1)]);
    assert_eq!((months[2].weeks[0].monday, months[2].weeks[0].entries.len()), (day("2025-06-30"), 2));
    let none = BTreeSet::from([unit(SCHOOL)]);
    assert!(deadlines(&copy.ledger, &index(&copy), Some(&none), None, today()).is_empty());
}

#[test]
fn the_calendar_file_is_read_back_by_another_program() {
    let mut copy = with_plan();
    let long = "普惠性幼儿园认定；含“民办园”, 转设; 反斜杠\\与换行".repeat(4);
    copy.set(Kind::Task, TASK, Field::Title, text(&long));
    copy.set(Kind::Task, TASK, Field::Person, text("赵明远"));
    let entries = deadlines(&copy.ledger, &index(&copy), None, None, today());
    let file = ics::write(&copy.ledger, &entries, "成安县教育局 时间表", NOW, None);
    // The bytes: CRLF everywhere, no line beyond 75 octets.
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    assert!(file.split("\r\n").any(|line| line.starts_with(' ')), "something was long enough to fold");
    let read: icalendar::Calendar = file.parse().unwrap();
    let events: Vec<_> = read.events().collect();
    assert_eq!(events.len(), entries.len());
    use icalendar::Component;
    let own = events.iter().find(|e| e.get_uid() == Some(format!("{}@taizhang", id(TASK)).as_str())).unwrap();
    assert_eq!(own.get_summary(), Some(long.as_str()));
    assert_eq!(own.get_description(), Some("成安县教育局\n赵明远"));
    let is_day = |d: Option<icalendar::DatePerhapsTime>, text: &str| {
        d == Some(icalendar::DatePerhapsTime::Date(day(text)))
    };
    assert!(is_day(own.get_start(), "2025-06-30") && is_day(own.get_end(), "2025-07-01"));
    assert_eq!(read.get_name(), Some("成安县教育局 时间表"));
    // Written again later, entries keep their ids.
    let again = ics::write(&copy.ledger, &entries, "成安县教育局 时间表", NOW + 86_400_000, None);
    let ids =
        |text: &str| text.lines().filter(|l| l.starts_with("UID")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(ids(&again), ids(&file));
}

/// The value of a property of the event with an id.
fn of_event(file: &str, n: u128, name: &str) -> Vec<String> {
    let whole = file.replace("\r\n ", "");
    let own = format!("UID:{}@taizhang", id(n));
    let event = whole.split("BEGIN:VEVENT").find(|e| e.contains(&own)).unwrap_or_default();
    let start = format!("{name}:");
    event.lines().filter_map(|l| l.strip_prefix(&start)).map(str::to_owned).collect()
}

#[test]
fn reminders_come_working_days_before_at_nine_and_not_for_what_is_done() {
    let mut copy = with_plan();
    // A Monday: three working days before is the Wednesday.
    copy.set(Kind::Task, TASK, Field::Due, date("2025-06-30"));
    let write = |copy: &Copy, days| {
        let entries = deadlines(&copy.ledger, &index(copy), None, None, today());
        ics::write(&copy.ledger, &entries, "", NOW, days)
    };
    let trigger = |days| of_event(&write(&copy, Some(days)), TASK, "TRIGGER");
    // From the beginning of the 30th back to nine o'clock on the 25th.
    assert_eq!(trigger(3), ["-P4DT15H"]);
    // On the Friday before.
    assert_eq!(trigger(1), ["-P2DT15H"]);
    assert_eq!(trigger(0), ["PT9H"]);
    assert!(of_event(&write(&copy, None), TASK, "TRIGGER").is_empty());
    let file = write(&copy, Some(3));
    let read: icalendar::Calendar = file.parse().unwrap();
    assert!(read.events().count() > 1);
    assert_eq!(of_event(&file, 40, "ACTION"), ["DISPLAY"]);
    copy.set(Kind::Milestone, 40, Field::Date, date("2025-03-20"));
    assert!(of_event(&write(&copy, Some(3)), 40, "ACTION").is_empty());
}

#[test]
fn an_altered_deadline_keeps_its_id_and_its_sequence_grows() {
    let mut copy = with_plan();
    let write = |copy: &Copy| {
        let entries = deadlines(&copy.ledger, &index(copy), None, None, today());
        ics::write(&copy.ledger, &entries, "", NOW, Some(3))
    };
    let number = |file: &str, n| of_event(file, n, "SEQUENCE")[0].parse::<u64>().unwrap();
    let first = write(&copy);
    assert_eq!(number(&first, 40), number(&write(&copy), 40), "written again without a change");
    copy.set(Kind::Milestone, 40, Field::Due, date("2025-05-06"));
    let second = write(&copy);
    assert!(number(&second, 40) > number(&first, 40));
    assert_eq!(number(&second, 42), number(&first, 42), "what was not touched");
    assert_eq!(of_event(&second, 40, "DTSTART;VALUE=DATE"), ["20250506"]);
    // A milestone is named with its task: that counts too.
    copy.set(Kind::Task, TASK, Field::Title, text("另一个名字"));
    assert!(number(&write(&copy), 40) > number(&second, 40));
}
