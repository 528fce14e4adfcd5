//! Files as they go wrong on their way, made from a good one.

use taizhang::format::gzip;

/// One bad file.
pub struct Bad {
    /// A name that says what is wrong with it.
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// Whether it is taken over all the same.
    pub is_taken: bool,
}

/// Every kind of damage that can be made from a file's bytes. `good` is a plain school file.
pub fn all(good: &[u8]) -> Vec<Bad> {
    let text = String::from_utf8(good.to_vec()).unwrap();
    // A hand that edits the text does not mend the check sum; what is to be found behind it must.
    let plain = unsealed(&text);
    let mut out = Vec::new();
    let mut bad = |name, bytes: Vec<u8>| out.push(Bad { name, bytes, is_taken: false });
    bad("empty", Vec::new());
    bad("blank", b" \r\n".to_vec());
    bad("cut-in-half", good[..good.len() / 2].to_vec());
    bad("cut-one-byte", good[..good.len() - 1].to_vec());
    bad("trailing", [good, b"}"].concat());
    bad("utf-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    bad("gb18030", b"{\"format\":\"taizhang\",\"title\":\"\xcc\xa8\xd5\xcb\"}".to_vec());
    bad("deep", "[".repeat(100_000).into_bytes());
    bad("number-huge", plain.replacen("\"order\":0", "\"order\":1e400", 1).into_bytes());
    bad("number-fraction", plain.replacen("\"order\":0", "\"order\":1.5", 1).into_bytes());
    bad("number-not-exact", plain.replacen("\"counter\":", "\"counter\":9007199254740993", 1).into_bytes());
    bad("key-twice", plain.replacen("\"id\":", "\"id\":\"x\",\"id\":", 1).into_bytes());
    bad("record-twice", record_twice(&plain).into_bytes());
    bad("newer-major", text.replacen("\"version\":1", "\"version\":2", 1).into_bytes());
    bad("altered", text.replacen("2025-", "2024-", 1).into_bytes());
    bad("smart-quotes", text.replacen('"', "\u{201c}", 2).into_bytes());
    bad("not-a-snapshot", b"{\"tasks\":[]}".to_vec());
    bad("web-page", b"<!doctype html><title>404</title>".to_vec());
    bad("workbook", b"PK\x03\x04\x14\0\x06\0".to_vec());
    bad("gzip-cut", {
        let packed = gzip(good);
        packed[..packed.len() / 2].to_vec()
    });
    bad("gzip-bomb", gzip(&vec![b' '; 80 << 20]));
    bad(
        "proto-key",
        plain.replacen("{\"part\":\"plan\"", "{\"part\":\"plan\",\"__proto__\":{}", 1).into_bytes(),
    );
    let mut odd = |name, bytes: Vec<u8>| out.push(Bad { name, bytes, is_taken: true });
    odd("byte-order-mark", [&b"\xef\xbb\xbf"[..], good].concat());
    odd("packed", gzip(good));
    odd("markup", plain.replacen("完成整改", "<img src=x onerror=alert(1)>", 1).into_bytes());
    odd("bidi", plain.replacen("完成整改", "报\u{202e}表\u{200b}", 1).into_bytes());
    odd("rare-characters", plain.replacen("完成整改", "\u{20000}\u{e000}\u{30000}", 1).into_bytes());
    odd("newer-field", newer_field(&plain).into_bytes());
    odd("same-again", good.to_vec());
    odd("line-ends", plain.replace("},{", "},\r\n{").into_bytes());
    // Every damage has to have hit.
    let same = out.iter().filter(|bad| bad.name != "same-again" && bad.bytes == good).count();
    assert_eq!(same, 0);
    out
}

/// Without its check sum, as written by hand.
pub fn unsealed(text: &str) -> String {
    let (before, rest) = text.split_once("\"hash\":\"").unwrap();
    let (_, after) = rest.split_once("\",").unwrap();
    format!("{before}{after}")
}

fn record_twice(text: &str) -> String {
    let start = text.find("\"tasks\":[").unwrap() + "\"tasks\":[".len();
    let mut depth = 0;
    let end = text[start..].char_indices().find_map(|(place, c)| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        (c == '}' && depth == 0).then_some(start + place + 1)
    });
    let end = end.unwrap();
    format!("{},{}", &text[..end], &text[start..])
}

/// A field that this version does not know, written with its stamp.
fn newer_field(text: &str) -> String {
    let (before, tasks) = text.split_once("\"tasks\":[").unwrap();
    let tasks = tasks.replacen("\"fields\":[\"due\"", "\"fields\":[\"a_newer_field\",\"due\"", 1);
    let tasks = tasks.replacen("\"due\":\"", "\"a_newer_field\":{\"x\":[1]},\"due\":\"", 1);
    format!("{before}\"tasks\":[{tasks}")
}
