//! Why a document was not read.

/// The largest file taken, in bytes.
pub const MAX_FILE: usize = 32 << 20;
/// The most cells kept of one table; a text counts once for each 64 bytes begun.
pub const MAX_CELLS: usize = 1_000_000;

/// Why a document was not read; nothing of it is used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadError {
    /// Nothing in it.
    Empty,
    /// Larger than so many bytes.
    TooLarge(usize),
    /// Neither UTF-8 nor UTF-16, and the caller's decoder could not read it either.
    Encoding,
    /// None of the kinds that are read, by its first bytes and its name.
    UnknownKind,
    /// A workbook or document of the format before 2007 (.xls, .doc, .et, .wps).
    OldFormat,
    /// Closed with a password.
    Encrypted,
    /// An archive with archives or documents in it, rather than a document.
    Nested,
    /// The archive is cut off or damaged.
    DamagedArchive,
    /// The archive has more entries than so many.
    TooManyEntries(usize),
    /// An entry of the archive unfolds to more than it may: its size, or against its packed size.
    Bomb {
        /// The entry's name.
        part: String,
    },
    /// A part that such a document has to have.
    MissingPart(&'static str),
    /// A part is not well-formed.
    DamagedPart {
        /// The part's name.
        part: String,
        /// The byte it stopped at.
        at: u64,
    },
    /// A cell whose address or content cannot be.
    DamagedCell {
        /// The sheet's name.
        sheet: String,
        /// The address as the file has it.
        cell: String,
    },
    /// More than [`MAX_CELLS`].
    TooManyCells {
        /// The sheet's name.
        sheet: String,
    },
}
