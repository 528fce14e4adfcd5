//! Files of dropped folders, where the browser tells folders from files.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

/// No drop brings more files than this; the rest is left.
const MAX_FILES: usize = 50_000;

/// What was dropped. Has to be asked for while the drop is handled: afterwards the browser forgets it.
pub fn dropped(transfer: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = transfer.items();
    let entry = |i| items.get(i).and_then(|item| item.webkit_get_as_entry().ok().flatten());
    (0..items.length()).filter_map(entry).collect()
}

/// All files in what was dropped, folders within folders too. What cannot be read is left out: it may be
/// gone already.
pub async fn files_in(entries: Vec<FileSystemEntry>) -> Vec<File> {
    let mut files = Vec::new();
    let mut next = entries;
    while let Some(entry) = next.pop() {
        if files.len() >= MAX_FILES {
            break;
        }
        if entry.is_directory() {
            let folder: FileSystemDirectoryEntry = entry.unchecked_into();
            next.extend(children(&folder.create_reader()).await);
        } else {
            let entry: FileSystemFileEntry = entry.unchecked_into();
            let file =
                Promise::new(&mut |done, failed| entry.file_with_callback_and_callback(&done, &failed));
            files.extend(JsFuture::from(file).await.ok().and_then(|file| file.dyn_into::<File>().ok()));
        }
    }
    files.sort_by_key(File::name);
    files
}

/// Everything in a folder: a reader gives it piece by piece, an empty piece last.
async fn children(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let mut found = Vec::new();
    loop {
        let piece = Promise::new(&mut |done, failed| {
            let asked = reader.read_entries_with_callback_and_callback(&done, &failed);
            if asked.is_err() {
                // Calling a promise's own `reject` does not throw.
                let _ = failed.call0(&JsValue::UNDEFINED);
            }
        });
        let Ok(piece) = JsFuture::from(piece).await else { return found };
        let piece: Array = piece.unchecked_into();
        if piece.length() == 0 {
            return found;
        }
        found.extend(piece.iter().map(|entry| entry.unchecked_into::<FileSystemEntry>()));
    }
}
