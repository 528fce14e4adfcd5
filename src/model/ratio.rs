//! A rate's numerator and denominator beside its value: either way of entry, and whether the two
//! agree (`T3`). Rates of several units add up by these, never as a mean of percentages (`T2`).

use super::choice::RollUp;
use super::kind::Target;
use super::value::MAX_SCALE;
use rust_decimal::Decimal;

/// Why an entry cannot be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// A numerator without a denominator, or the other way round.
    Half,
    /// The denominator is zero or less.
    NoBelow,
    /// The value is another one than the two give; carries theirs.
    Differs(Decimal),
}

/// Whether a target asks for a rate: by its unit of measure, or by how its parts add up.
pub fn is_rate(target: &Target) -> bool {
    times(target.measure.get()) != Decimal::ONE || *target.roll_up.get() == Some(RollUp::Ratio)
}

/// What a rate of one is in a unit of measure: 100 in `%`.
fn times(measure: &str) -> Decimal {
    match measure.trim() {
        "%" | "\u{ff05}" => Decimal::ONE_HUNDRED,
        "\u{2030}" => Decimal::ONE_THOUSAND,
        _ => Decimal::ONE,
    }
}

/// The rate of two numbers in a unit of measure; `None` when the second is zero.
pub fn rate(measure: &str, above: Decimal, below: Decimal) -> Option<Decimal> {
    let quotient = above.checked_mul(times(measure))?.checked_div(below)?;
    Some(quotient.round_dp(MAX_SCALE).normalize())
}

/// The value an entry stands for: the one given, else the one the two numbers give, to two
/// places. A value that is given may be rounded to any number of places.
///
/// # Errors
/// When the numbers cannot be what the value was worked out from.
pub fn entry(
    measure: &str,
    value: Option<Decimal>,
    above: Option<Decimal>,
    below: Option<Decimal>,
) -> Result<Option<Decimal>, Trouble> {
    let (above, below) = match (above, below) {
        (None, None) => return Ok(value),
        (Some(above), Some(below)) => (above, below),
        _ => return Err(Trouble::Half),
    };
    if below <= Decimal::ZERO {
        return Err(Trouble::NoBelow);
    }
    let exact = rate(measure, above, below).ok_or(Trouble::NoBelow)?;
    let Some(value) = value else { return Ok(Some(exact.round_dp(2).normalize())) };
    // As exact as it is written; a zero at the end was cut off with the rest.
    let unit = Decimal::new(1, value.normalize().scale());
    if (value - exact).abs() * Decimal::TWO <= unit {
        Ok(Some(value))
    } else {
        Err(Trouble::Differs(exact.round_dp(2).normalize()))
    }
}
