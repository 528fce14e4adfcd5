//! Work on bytes beside the page (`X3`, `X6`): picked files are taken out of their .zip, opened with
//! their passphrase, unpacked, their sums and signatures looked at; files are closed.
//!
//! Where the browser has no worker for it, or the worker is gone, the page does the same itself.

use super::encoding;
use crate::format::seal::{self, CloseError, closed};
use crate::format::{BundleLimits, Content, Limits, Opened, Opening};
use crate::storage::worker;
use crate::storage::{self, FileError, Message, NoAnswer, Pending, Worker};
use std::collections::HashMap;

/// Opens files one after the other; those to come are opened while one is read.
pub struct Opener {
    worker: Option<Worker>,
    passphrase: String,
}

/// The files in a picked one, on their way.
pub struct Opens {
    file: web_sys::File,
    passphrase: String,
    /// How many were given out.
    given: usize,
    stage: Stage,
}

enum Stage {
    /// Asked for, of the worker.
    Beside(Worker, Pending),
    /// To be done here.
    Here,
    /// Under way here.
    Going(Box<Opening>),
    /// All are given out.
    Done,
}

impl Opener {
    /// Begins. `passphrase` opens closed files; an empty one opens none.
    pub async fn new(passphrase: &str) -> Self {
        Self { worker: Worker::start().await, passphrase: passphrase.to_owned() }
    }

    /// Begins with a picked file; what is in it can be asked for later.
    ///
    /// # Errors
    /// When it is larger than any real file.
    pub fn open(&self, file: &web_sys::File) -> Result<Opens, FileError> {
        let name = path_of(file);
        let is_zip = name.to_lowercase().ends_with(".zip");
        let cap = if is_zip { BundleLimits::default().file } else { Limits::default().file };
        storage::fits(file, cap)?;
        let stage = match &self.worker {
            Some(worker) => {
                let words = vec![OPEN.to_owned(), name, self.passphrase.clone()];
                Stage::Beside(worker.clone(), worker.ask_with(&words, file))
            }
            None => Stage::Here,
        };
        Ok(Opens { file: file.clone(), passphrase: self.passphrase.clone(), given: 0, stage })
    }
}

impl Opens {
    /// The next file; `None` after the last.
    ///
    /// # Errors
    /// When the picked file cannot be read.
    pub async fn next(&mut self) -> Result<Option<Opened>, FileError> {
        loop {
            match std::mem::replace(&mut self.stage, Stage::Here) {
                Stage::Beside(worker, pending) => match pending.answer().await {
                    Ok(answer) if answer == Message::default() => {
                        self.stage = Stage::Done;
                        return Ok(None);
                    }
                    Ok(answer) => {
                        if let Some((number, opened)) = opened_of(answer) {
                            self.given += 1;
                            let words = vec![NEXT.to_owned(), number];
                            let next = worker.ask(&words, &[]);
                            self.stage = Stage::Beside(worker, next);
                            return Ok(Some(opened));
                        }
                    }
                    Err(NoAnswer::File(error)) => return Err(error),
                    // What it gave out is passed over here.
                    Err(NoAnswer::Gone) => {}
                },
                Stage::Here => {
                    let bytes = storage::read(&self.file, BundleLimits::default().file).await?;
                    let mut opening = begun(&path_of(&self.file), bytes, &self.passphrase).unchecked();
                    for _ in 0..self.given {
                        let _given = opening.next();
                    }
                    self.stage = Stage::Going(Box::new(opening));
                }
                Stage::Going(mut opening) => {
                    let next = opening.next();
                    self.stage = if next.is_some() { Stage::Going(opening) } else { Stage::Done };
                    return Ok(next);
                }
                Stage::Done => {
                    self.stage = Stage::Done;
                    return Ok(None);
                }
            }
        }
    }
}

/// A file's name with the folders it was picked in, so that two of one name can be told apart.
pub(super) fn path_of(file: &web_sys::File) -> String {
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|p| p.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Closes a file; see [`seal::close`].
///
/// # Errors
/// As there.
pub async fn close(
    bytes: Vec<u8>,
    passphrase: &str,
    chance: &[u8; closed::CHANCE],
) -> Result<Vec<u8>, CloseError> {
    if let Some(worker) = Worker::start().await {
        let with_chance = [chance.as_slice(), &bytes].concat();
        let words = vec![CLOSE.to_owned(), passphrase.to_owned()];
        let answer = worker.ask(&words, &with_chance).answer().await;
        if let Ok(answer) = answer
            && !answer.bytes.is_empty()
        {
            return Ok(answer.bytes);
        }
    }
    // Without a worker, or to know what is wrong.
    seal::close(&bytes, passphrase, chance)
}

/// Opens one file that is in memory already.
pub async fn open(name: &str, bytes: Vec<u8>, passphrase: &str) -> Content {
    if let Some(worker) = Worker::start().await {
        let words = vec![OPEN.to_owned(), name.to_owned(), passphrase.to_owned()];
        let answer = worker.ask(&words, &bytes).answer().await;
        if let Some((_, opened)) = answer.ok().and_then(opened_of) {
            return opened.content;
        }
    }
    let opened = begun(name, bytes, passphrase).unchecked().next();
    opened.map_or(Content::Bytes(Vec::new()), |opened| opened.content)
}

fn begun(name: &str, bytes: Vec<u8>, passphrase: &str) -> Opening {
    Opening::new(name, bytes, passphrase).naming(encoding::gb18030)
}

const OPEN: &str = "open";
const NEXT: &str = "next";
const CLOSE: &str = "close";

fn opened_of(answer: Message) -> Option<(String, Opened)> {
    let Message { words, bytes } = answer;
    let [number, name, size, word] = words.try_into().ok()?;
    let content = Content::from_word(&word, bytes)?;
    Some((number, Opened { name, size: size.parse().ok()?, content }))
}

/// The other side, when this program is a worker and no page.
pub fn serve() {
    let mut files: HashMap<u64, Opening> = HashMap::new();
    let mut count = 0;
    worker::serve(move |Message { words, bytes }| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let number = match words.as_slice() {
            [OPEN, name, passphrase] => {
                count += 1;
                files.insert(count, begun(name, bytes, passphrase));
                count
            }
            [NEXT, number] => number.parse().unwrap_or_default(),
            [CLOSE, passphrase] => return closed_of(passphrase, &bytes),
            _ => return Message::default(),
        };
        match files.get_mut(&number).and_then(Iterator::next) {
            Some(Opened { name, size, content }) => {
                let words = vec![number.to_string(), name, size.to_string(), content.word()];
                Message { words, bytes: content.into_bytes() }
            }
            None => {
                files.remove(&number);
                Message::default()
            }
        }
    });
}

fn closed_of(passphrase: &str, bytes: &[u8]) -> Message {
    let closed = bytes.split_first_chunk::<{ closed::CHANCE }>().map(|(chance, bytes)| {
        // What is wrong is said by the page, which tries again.
        seal::close(bytes, passphrase, chance).unwrap_or_default()
    });
    Message { words: Vec::new(), bytes: closed.unwrap_or_default() }
}
