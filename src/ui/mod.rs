//! The page: routes, screens, parts and words. Knows nothing of the store's or the file's bytes.
//!
//! - [`route`]: where the page is
//! - [`page`]: one file a screen; [`part`]: pieces that know the domain; [`widget`]: pieces that do not
//! - [`words`]: every text for people; [`svg`]: icons

pub mod page;
pub mod part;
pub mod route;
pub mod svg;
pub mod widget;
pub mod words;

use crate::state::session::Phase;
use crate::state::{Review, Session, Settings};
use leptos::prelude::*;
use route::Route;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use widget::toast::Toasts;

/// Mounts the page on the body.
pub fn start() {
    std::panic::set_hook(Box::new(|info| rescue(&info.to_string())));
    leptos::mount::mount_to_body(App);
    if let Some(loading) = document().get_element_by_id("boot") {
        loading.remove();
    }
}

/// Hands over to the rescue panel, which is plain JavaScript and needs nothing of this program.
fn rescue(reason: &str) {
    let panel = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("taizhangRescue"));
    if let Some(show) = panel.ok().and_then(|f| f.dyn_into::<js_sys::Function>().ok()) {
        // There is nobody left to tell if this fails.
        let _shown = show.call1(&JsValue::NULL, &JsValue::from_str(reason));
    }
}

/// The whole page.
#[component]
fn App() -> impl IntoView {
    let settings = Settings::open();
    let session = Session::new(settings);
    let route = route::follow();
    let toasts = Toasts::new();
    provide_context(settings);
    provide_context(session);
    provide_context(session.store);
    provide_context(route);
    provide_context(toasts);
    let review = Review::new(session);
    provide_context(review);
    provide_context(part::document::Documents::new(session, review, toasts, words::words()));
    provide_context(part::import::Import::new(session, toasts, words::words()));
    session.start();
    reflect_settings(settings);
    listen(session, review);
    let screen = move || match session.phase.get() {
        Phase::Loading => {
            view! { <p class="loading">{words::words().t(words::shell::Shell::Loading)}</p> }.into_any()
        }
        Phase::Welcome => view! { <page::welcome::Welcome /> }.into_any(),
        Phase::TooOld => view! { <page::too_old::TooOld /> }.into_any(),
        Phase::Open => view! { <part::shell::Shell /> }.into_any(),
    };
    move || {
        // Another language makes everything anew: no text has to follow it by itself.
        settings.lang.track();
        view! {
            {screen}
            <part::import::ImportDialog />
            <part::import::ManyDialog />
            <part::document::DocumentDialog />
            <widget::toast::ToastRegion />
        }
    }
}

/// The screen inside the shell.
pub fn screen(route: Route) -> AnyView {
    match route {
        Route::Overview => view! { <page::overview::Overview /> }.into_any(),
        Route::Targets(_) | Route::Target(_) => view! { <page::targets::Targets /> }.into_any(),
        Route::Tasks(_) | Route::Task(_) => view! { <page::tasks::Tasks /> }.into_any(),
        Route::Plan(_) => view! { <page::plan::Plan /> }.into_any(),
        Route::Wall(_) | Route::WallTask(_) => view! { <page::wall::Wall /> }.into_any(),
        Route::Units => view! { <page::units::Units /> }.into_any(),
        Route::Data => view! { <page::data::Data /> }.into_any(),
        Route::Share => view! { <page::share::Share /> }.into_any(),
        Route::Draft => view! { <page::draft::DraftPage /> }.into_any(),
        Route::Panic => fail_on_purpose(),
    }
}

#[allow(clippy::panic)]
fn fail_on_purpose() -> AnyView {
    // The rescue panel is only trusted because a test brings the page down for real.
    panic!("asked for by #/panic")
}

fn reflect_settings(settings: Settings) {
    use crate::state::settings::{Lang, Look};
    Effect::new(move |_| {
        let Some(root) = document().document_element() else { return };
        let lang = if settings.lang.get() == Lang::En { "en" } else { "zh-CN" };
        let look = match settings.look.get() {
            Look::System => None,
            Look::Light => Some("light"),
            Look::Dark => Some("dark"),
        };
        // Attributes of a document that is there cannot fail to be set.
        let _lang = root.set_attribute("lang", lang);
        let _look = match look {
            Some(look) => root.set_attribute("data-theme", look),
            None => root.remove_attribute("data-theme"),
        };
    });
}

fn listen(session: Session, review: Review) {
    let again = Closure::<dyn Fn()>::new(move || session.look_again());
    let leave =
        Closure::<dyn Fn(web_sys::BeforeUnloadEvent)>::new(move |event: web_sys::BeforeUnloadEvent| {
            if session.has_unsaved() || review.has_unsaved() {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
    let page = window();
    let added = [
        page.add_event_listener_with_callback("focus", again.as_ref().unchecked_ref()),
        document().add_event_listener_with_callback("visibilitychange", again.as_ref().unchecked_ref()),
        page.add_event_listener_with_callback("beforeunload", leave.as_ref().unchecked_ref()),
    ];
    if added.iter().all(Result::is_ok) {
        // Both live as long as the page.
        again.forget();
        leave.forget();
    }
}
