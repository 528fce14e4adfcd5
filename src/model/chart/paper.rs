//! The chart's paper: sizes, how much goes on a sheet, and a large sheet cut into small ones that
//! are glued together (`K9`). Lengths in millimetres.

/// What the chart is printed on, always across.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Size {
    /// A4.
    A4,
    /// A3.
    #[default]
    A3,
    /// A2.
    A2,
    /// A1.
    A1,
    /// A1, cut into four sheets of A3 across.
    A1OnA3,
    /// A1, cut into eight sheets of A4 upright.
    A1OnA4,
}

/// A large sheet cut into small ones.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cut {
    /// Small sheets across.
    pub columns: usize,
    /// Small sheets down.
    pub rows: usize,
    /// The small sheet.
    pub sheet: (f64, f64),
}

/// What a drawing has to fit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Layout {
    /// How wide and high the drawing is.
    pub area: (f64, f64),
    /// Millimetres to a unit of the drawing: larger sheets are read from farther away.
    pub scale: f64,
    /// Set where the drawing is cut.
    pub cut: Option<Cut>,
}

/// A small sheet's part of the drawing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tile {
    /// From the top, from 0.
    pub row: usize,
    /// From the left, from 0.
    pub column: usize,
    /// Its left and top on the drawing.
    pub at: (f64, f64),
    /// How wide and high it is.
    pub area: (f64, f64),
}

/// Printers leave so much of a sheet white; cut marks stand in it.
pub const MARGIN: f64 = 10.0;
/// Sheets lie so far over one another where they are glued.
pub const OVERLAP: f64 = 10.0;

impl Size {
    /// From the handiest to the largest.
    pub const ALL: [Self; 6] = [Self::A4, Self::A3, Self::A2, Self::A1, Self::A1OnA3, Self::A1OnA4];

    /// Its word in choices and styles.
    pub fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
            Self::A2 => "a2",
            Self::A1 => "a1",
            Self::A1OnA3 => "a1-a3",
            Self::A1OnA4 => "a1-a4",
        }
    }

    /// What a word stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }

    /// What fits on it.
    pub fn layout(self) -> Layout {
        let whole = |wide: f64, high: f64, scale| Layout {
            // A hair less than the sheet: rounding must not make a second page of it.
            area: (wide - 2.0 * MARGIN, high - 2.0 * MARGIN - 1.0),
            scale,
            cut: None,
        };
        let cut = |columns: usize, rows: usize, sheet: (f64, f64)| {
            let side = |count: usize, length: f64| {
                (length - 2.0 * MARGIN) * count as f64 - OVERLAP * count.saturating_sub(1) as f64
            };
            let cut = Cut { columns, rows, sheet };
            Layout { area: (side(columns, sheet.0), side(rows, sheet.1)), scale: 1.6, cut: Some(cut) }
        };
        match self {
            Self::A4 => whole(297.0, 210.0, 0.85),
            Self::A3 => whole(420.0, 297.0, 1.0),
            Self::A2 => whole(594.0, 420.0, 1.3),
            Self::A1 => whole(841.0, 594.0, 1.7),
            Self::A1OnA3 => cut(2, 2, (420.0, 297.0)),
            Self::A1OnA4 => cut(4, 2, (210.0, 297.0)),
        }
    }
}

impl Layout {
    /// The drawing's width in its own units.
    pub fn wide(&self) -> f64 {
        self.area.0 / self.scale
    }

    /// Rows of a height that fit below a head; both in units of the drawing. At least one.
    pub fn rows(&self, head: f64, row: f64) -> usize {
        ((self.area.1 / self.scale - head) / row).floor().max(1.0) as usize
    }

    /// The small sheets that show anything of a drawing `high` millimetres high, row by row from
    /// the top; none where nothing is cut.
    pub fn tiles(&self, high: f64) -> Vec<Tile> {
        let Some(cut) = self.cut else { return Vec::new() };
        let area = (cut.sheet.0 - 2.0 * MARGIN, cut.sheet.1 - 2.0 * MARGIN);
        let step = (area.0 - OVERLAP, area.1 - OVERLAP);
        let down = (0..cut.rows).filter(|row| *row == 0 || step.1 * *row as f64 + OVERLAP < high);
        let tile = |row: usize, column: usize| Tile {
            row,
            column,
            at: (step.0 * column as f64, step.1 * row as f64),
            area,
        };
        down.flat_map(|row| (0..cut.columns).map(move |column| tile(row, column))).collect()
    }
}
