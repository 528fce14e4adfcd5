//! Writes a made-up city's files: `cargo run --release --example city -- --counties 20 --schools 100
//! --tasks 100 --seed 1 --out DIR`. The bureau's ledger to open first, one folder for each county, `damaged/`
//! beside them.

#![cfg_attr(target_arch = "wasm32", allow(unused))]
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/city/mod.rs"]
mod city;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use city::{Sent, Size, county_files, damaged, school_file};
    use taizhang::format::{Scope, SnapshotInfo, encode_snapshot};
    let args: Vec<String> = std::env::args().collect();
    let given = |name: &str| args.iter().position(|a| a == name).and_then(|at| args.get(at + 1)).cloned();
    let number = |name: &str, usual: u32| given(name).map_or(usual, |text| text.parse().unwrap());
    let size = Size {
        seed: u64::from(number("--seed", 1)),
        counties: number("--counties", 1),
        schools: number("--schools", 100),
        tasks: number("--tasks", 100),
    };
    let out = std::path::PathBuf::from(given("--out").expect("--out DIR"));
    let (mut files, mut bytes) = (0, 0);
    let mut write = |folder: String, name: String, content: &[u8]| {
        let folder = out.join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), content).unwrap();
        files += 1;
        bytes += content.len();
    };
    let mut ledger = city::frame(&size);
    (0..size.counties).for_each(|c| city::add_county(&mut ledger, &size, c));
    let info = SnapshotInfo { exported_at: city::NOW, app: "0.1.0".to_owned(), ..SnapshotInfo::default() };
    write(String::new(), "bureau.json".to_owned(), &encode_snapshot(&ledger, Scope::Whole, &info));
    for c in 0..size.counties {
        for (name, content) in county_files(&size, c) {
            write(format!("county-{:02}", c + 1), name, &content);
        }
    }
    for bad in damaged::all(&school_file(&size, 0, 0, Sent::Good)) {
        write("damaged".to_owned(), format!("{}.json", bad.name), &bad.bytes);
    }
    println!(
        "{files} files, {:.1} MB in {}",
        f64::from(u32::try_from(bytes >> 10).unwrap()) / 1024.0,
        out.display()
    );
}
