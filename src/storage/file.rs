//! Files in and out, by the means every browser has: a picked file, and a link that downloads.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use super::{error::FileError, wait::sleep};

/// How long a download's URL stays valid, in milliseconds: slow disks and virus scanners take their time.
const URL_LIFE: i32 = 60_000;

/// Hands bytes to the browser as a download called `name`. That it was handed over does not mean that it
/// arrived: only the person can say so.
///
/// # Errors
/// When the browser refuses to make the link.
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), FileError> {
    let js = |error: JsValue| FileError::from_js(&error);
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or_else(|| FileError::Other("no document".into()))?;
    let body = document.body().ok_or_else(|| FileError::Other("no body".into()))?;
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let content = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&content, &kind).map_err(js)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(js)?;
    let link: HtmlAnchorElement = document
        .create_element("a")
        .map_err(js)?
        .dyn_into()
        .map_err(|_| FileError::Other("no link".into()))?;
    link.set_href(&url);
    link.set_download(name);
    link.set_hidden(true);
    // Some engines ignore a click on a link that is not in the page.
    body.append_child(&link).map_err(js)?;
    link.click();
    link.remove();
    spawn_local(async move {
        sleep(URL_LIFE).await;
        // An unknown URL is no error worth telling.
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}

/// Reads a picked file of at most `cap` bytes.
///
/// # Errors
/// [`FileError::TooLarge`] before anything is read; [`FileError::Unreadable`] when it changed since it was
/// picked.
pub async fn read(file: &File, cap: u64) -> Result<Vec<u8>, FileError> {
    fits(file, cap)?;
    Ok(read_buffer(file.clone()).await.map_err(|error| FileError::from_js(&error))?.to_vec())
}

/// [`FileError::TooLarge`] for a picked file of more than `cap` bytes.
pub fn fits(file: &File, cap: u64) -> Result<(), FileError> {
    let size = file.size() as u64;
    if size > cap { Err(FileError::TooLarge { size, cap }) } else { Ok(()) }
}

/// Reads a picked file without taking it into the program's memory; the browser's own error.
pub(super) async fn read_buffer(file: File) -> Result<Uint8Array, JsValue> {
    JsFuture::from(file.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer))
}

/// Puts a text on the clipboard; `false` where there is none or the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return false };
    // Pages over plain http have no clipboard.
    let is_there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object());
    is_there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
