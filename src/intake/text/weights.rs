//! Weights of traits as they are stored: the step of a level and the weight of anything (`f32`, little-endian), then
//! two levels a byte.

/// Half a byte's levels are -7 to 7, stored from 0.
const MIDDLE: i32 = 8;
/// Bytes before the levels.
const HEAD: usize = 8;

/// The log-odds that traits give, each counted once.
pub fn odds(weights: &[u8], traits: &[u16]) -> f32 {
    odds_of(weights, level(weights, traits))
}

/// The levels of traits, together.
pub fn level(weights: &[u8], traits: &[u16]) -> i32 {
    let levels = weights.get(HEAD..).unwrap_or_default();
    let level = |of: &u16| {
        let of = usize::from(*of);
        let byte = i32::from(levels.get(of / 2).copied().unwrap_or(0x88));
        (if of % 2 == 0 { byte & 15 } else { byte >> 4 }) - MIDDLE
    };
    traits.iter().map(level).sum()
}

/// The log-odds that levels give, together.
pub fn odds_of(weights: &[u8], level: i32) -> f32 {
    let [a, b, c, d, e, f, g, h, ..] = weights else { return 0.0 };
    let (step, base) = (f32::from_le_bytes([*a, *b, *c, *d]), f32::from_le_bytes([*e, *f, *g, *h]));
    base + step * level as f32
}

/// Weights as they are stored.
pub fn stored(weights: &[f32], base: f32) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    // The few largest are cut, for finer steps of the others.
    let step = sizes.get(sizes.len() * 99 / 100).copied().unwrap_or(1.0) / 7.0;
    let level = |w: f32| ((w / step).round().clamp(-7.0, 7.0) as i32 + MIDDLE) as u8;
    let mut out = Vec::new();
    out.extend(step.to_le_bytes());
    out.extend(base.to_le_bytes());
    out.extend(
        weights.chunks(2).map(|pair| level(pair[0]) | level(pair.get(1).copied().unwrap_or_default()) << 4),
    );
    out
}

/// A number of so many bits for a run of signs.
pub fn number(seed: u32, run: &[char], bits: u32) -> u16 {
    let mut hash = 0x811c_9dc5_u32 ^ seed;
    for c in run {
        hash = (hash.rotate_left(5) ^ u32::from(*c)).wrapping_mul(0x9e37_79b1);
    }
    (hash.wrapping_mul(0x85eb_ca6b) >> (32 - bits)) as u16
}

/// The sign of a small count in a run: 9 for more.
pub fn digit(of: usize) -> char {
    char::from_digit(of.min(9) as u32, 10).unwrap_or('9')
}
