//! Targets and tasks handed to units.

use crate::fixture::*;
use taizhang::model::assign;
use taizhang::model::field::Field;
use taizhang::model::kind::Kind;
use taizhang::model::value::Value;

#[test]
fn each_unit_gets_its_own_with_the_value_left_blank() {
    let mut copy = city();
    copy.set(Kind::Target, TARGET, Field::Quantity, number("90"));
    copy.set(Kind::Target, TARGET, Field::Person, text("赵明远"));
    let mut next = 500;
    let mut ids = || {
        next += 1;
        id(next)
    };
    let records = [record(Kind::Target, TARGET), record(Kind::Task, TASK)];
    let units = [unit(SCHOOL), unit(OTHER_SCHOOL), unit(COUNTY)];
    let commands = assign::commands(&copy.ledger, &records, &units, &mut ids);
    assert_eq!(commands.len(), 4, "the owner itself gets none");
    copy.try_run(&commands).unwrap();
    let parts: Vec<_> =
        copy.ledger.live_targets().filter(|t| *t.parent.get() == Some(target(TARGET))).collect();
    assert_eq!(parts.len(), 2);
    for part in parts {
        assert_eq!(part.title.get(), "学前教育三年毛入园率");
        assert_eq!(part.due.get(), &Some(day("2025-12-31")));
        assert_eq!(part.quantity.get(), &None);
        assert_eq!(part.person.get(), "");
    }
    // Again: nothing, as each has its part already.
    assert!(assign::commands(&copy.ledger, &records, &units, &mut ids).is_empty());
    assert_eq!(copy.read(Kind::Target, TARGET, Field::Quantity), Value::Number("90".parse().unwrap()));
}
