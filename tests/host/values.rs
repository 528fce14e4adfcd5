use proptest::prelude::*;
use taizhang::model::value::parse_number;

#[test]
fn numbers_as_people_type_them() {
    let cases = [
        ("88.5", Some("88.5")),
        (" 88.50 ", Some("88.5")),
        ("８８．５％", Some("88.5")),
        ("1,234", Some("1234")),
        ("1，234", Some("1234")),
        ("−3", Some("-3")),
        ("0", Some("0")),
        ("", None),
        ("八十", None),
        ("1e5", None),
        ("1.2.3", None),
        ("5.", None),
        ("NaN", None),
        ("+5", None),
        ("0.123456789", None),
        ("1234567890123456", None),
    ];
    for (typed, wanted) in cases {
        assert_eq!(parse_number(typed).map(|n| n.to_string()).as_deref(), wanted, "{typed:?}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,40}") {
        let _any = parse_number(&text);
    }

    #[test]
    fn a_number_reads_back_as_itself(whole in -999_999_999i64..999_999_999, cents in 0..100u8) {
        let text = format!("{whole}.{cents:02}");
        let number = parse_number(&text).unwrap();
        prop_assert_eq!(parse_number(&number.to_string()), Some(number));
    }
}
