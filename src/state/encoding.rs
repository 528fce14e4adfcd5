//! Texts in the encoding of older Chinese programs, decoded by the browser: it has the tables.

use web_sys::{TextDecoder, TextDecoderOptions};

/// Decodes GB18030, which holds GBK and GB2312; `None` when the bytes are none.
pub fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
