//! The rules of the house that no compiler checks: layers, texts in the catalogue, no test skipped.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files under a folder with one of these endings.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(at: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, out) } else { out.push(path) }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    let wanted = paths.into_iter().filter(|p| endings.iter().any(|e| p.to_string_lossy().ends_with(e)));
    let found: Vec<_> = wanted
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    assert!(!found.is_empty(), "nothing under {folder}");
    found
}

/// Lines that are code, numbered from 1.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(n, l)| (n + 1, l)).filter(|(_, l)| !l.trim_start().starts_with("//"))
}

/// Fails with every place where code under a folder says one of the words.
fn forbid(folder: &str, words: &[&str], why: &str) {
    let mut found = Vec::new();
    for (name, text) in files(folder, &[".rs"]) {
        for (line, content) in code(&text) {
            for word in words.iter().filter(|word| content.contains(**word)) {
                found.push(format!("{name}:{line} {word}"));
            }
        }
    }
    assert!(found.is_empty(), "{why}:\n{}", found.join("\n"));
}

const BROWSER: [&str; 6] = ["web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo", "indexed_db"];

#[test]
fn imports_point_only_down() {
    let up =
        ["crate::format", "crate::intake", "crate::document", "crate::storage", "crate::state", "crate::ui"];
    forbid("src/model", &up, "the model knows nothing above it");
    forbid("src/model", &BROWSER, "the model knows no browser");
    forbid(
        "src/model",
        &["serde", "SystemTime", "Utc::now", "Local::now", "now_v7", "new_v4"],
        "the model knows no JSON, clock or chance",
    );
    forbid("src/format", &up[1..], "the file knows only the model");
    forbid("src/format", &BROWSER, "the file knows no browser");
    forbid(
        "src/intake",
        &["crate::format", "crate::document", "crate::storage", "crate::state", "crate::ui"],
        "drafts know only the model",
    );
    forbid("src/intake", &BROWSER, "drafts know no browser");
    forbid(
        "src/document",
        &["crate::format", "crate::intake", "crate::storage", "crate::state", "crate::ui"],
        "documents know only the model",
    );
    forbid("src/document", &BROWSER, "documents know no browser");
    forbid(
        "src/storage",
        &["crate::model", "crate::format", "crate::intake", "crate::document", "crate::state", "crate::ui"],
        "the store knows only bytes",
    );
    forbid("src/state", &["crate::ui"], "the state knows no looks");
    forbid("src/ui", &["crate::storage", "crate::format"], "the page goes through the state");
}

#[test]
fn clock_and_chance_are_read_in_one_place() {
    let read = ["Date::now", "Date::new_0", "now_v7"];
    // The store names what it puts aside by the time; nothing else in it depends on a clock.
    let allowed = |name: &str| name == "src/state/env.rs" || name.starts_with("src/storage/");
    let mut found = Vec::new();
    for (name, text) in files("src", &[".rs"]) {
        for (line, content) in code(&text).filter(|_| !allowed(&name)) {
            if read.iter().any(|word| content.contains(word)) {
                found.push(format!("{name}:{line}"));
            }
        }
    }
    assert!(found.is_empty(), "only state/env.rs reads the clock: {found:?}");
}

#[test]
fn texts_for_people_are_in_the_catalogue() {
    // The name a language gives itself is the same in every language.
    let own_names = ["简体中文"];
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut found = Vec::new();
    for (name, text) in files("src", &[".rs"]) {
        if !(name.starts_with("src/ui/") || name.starts_with("src/state/"))
            || name.starts_with("src/ui/words/")
        {
            continue;
        }
        for (line, content) in code(&text) {
            let quoted = content.split('"').skip(1).step_by(2);
            for text in quoted.filter(|q| q.chars().any(is_han) && !own_names.contains(q)) {
                found.push(format!("{name}:{line} {text}"));
            }
        }
    }
    assert!(found.is_empty(), "move to src/ui/words:\n{}", found.join("\n"));
}

#[test]
fn every_text_is_there_in_both_languages() {
    for (name, text) in files("src/ui/words", &[".rs"]) {
        for (line, content) in code(&text) {
            let parts: Vec<&str> = content.split('"').collect();
            let is_entry =
                parts.len() == 5 && parts[0].trim_end().ends_with(':') && parts[4].starts_with(';');
            if is_entry {
                assert!(!parts[1].is_empty() && !parts[3].is_empty(), "{name}:{line}");
                let marks = |t: &str| (0..9).filter(|n| t.contains(&format!("{{{n}}}"))).collect::<Vec<_>>();
                assert_eq!(marks(parts[1]), marks(parts[3]), "{name}:{line} fills in other values");
            }
        }
    }
}

#[test]
fn no_test_is_skipped() {
    let this = "tests/tidy.rs";
    let words = [
        "#[ignore",
        ".skip(",
        "skip:",
        ".only(",
        "only:",
        "todo(",
        "todo:",
        "xit(",
        "xdescribe",
        "waitForTimeout",
    ];
    let mut found = Vec::new();
    for (name, text) in files("tests", &[".rs", ".mjs"]) {
        for (line, content) in code(&text).filter(|_| name != this) {
            let iterator = name.ends_with(".rs") && content.contains(".skip(");
            if words.iter().any(|word| content.contains(word)) && !iterator {
                found.push(format!("{name}:{line} {}", content.trim()));
            }
        }
    }
    assert!(found.is_empty(), "skipped or waiting for luck:\n{}", found.join("\n"));
}

#[test]
fn markup_is_never_made_from_text() {
    forbid(
        "src",
        &["inner_html", "set_inner_html", "insert_adjacent_html", "eval("],
        "text must not become markup",
    );
}

#[test]
fn no_module_is_a_junk_drawer_and_none_is_endless() {
    for (name, text) in files("src", &[".rs"]) {
        let stem = Path::new(&name).file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!["utils", "util", "helpers", "helper", "common", "misc"].contains(&stem.as_str()), "{name}");
        assert!(text.lines().count() <= 600, "{name} has {} lines", text.lines().count());
        assert!(text.starts_with("//!") || name == "src/main.rs", "{name} says what it is in its first line");
    }
}

#[test]
fn every_icon_that_is_used_is_drawn() {
    let sprite = fs::read_to_string(root().join("public/icons.svg")).unwrap();
    for (name, text) in files("src/ui", &[".rs"]) {
        for used in text.split("icon(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(sprite.contains(&format!("id=\"i-{used}\"")), "{name}: {used}");
        }
    }
}

#[test]
fn the_change_log_knows_this_version() {
    let log = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    assert!(log.contains(env!("CARGO_PKG_VERSION")));
}
