//! Mounts the page; in a worker, answers it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    taizhang::start();
}
