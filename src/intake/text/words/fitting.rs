//! How those whom a statement binds are named.

/// The characters that such names end with.
pub static BODIES: &str = "校师长中县员学市级区生心组任室局部园镇导班院志会专处门记府点堂人办位关乡政道委队股弟科支所联村户员岗子体构街位者织";
/// The characters after which they begin, inside of a clause.
pub static LEADS: &str = "由对向从给让使在到把促动令求导织于，、：（";
