//! The start page: restore first when something was lost, else three ways to begin.

use crate::model::choice::{Choice, UnitKind};
use crate::model::field::Field as RecordField;
use crate::model::id::UnitId;
use crate::model::kind::Kind;
use crate::model::outline::guess_kind;
use crate::model::rule::Refusal;
use crate::model::template;
use crate::state::session::Kept;
use crate::state::{Session, env};
use crate::ui::part::import::ImportPicker;
use crate::ui::route::Route;
use crate::ui::svg::icon;
use crate::ui::widget::field::Field;
use crate::ui::widget::focus::focus;
use crate::ui::words::draft::Draft as DraftText;
use crate::ui::words::shell::{Shell, Welcome as Text};
use crate::ui::words::{Words, label, trouble, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The start page.
#[component]
pub fn Welcome() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = words();
    // The document is asked for once there is a ledger to enter its drafts in.
    let from_document = move |_| {
        Route::Draft.go();
        focus("blank-unit");
    };
    view! {
        <main class="welcome" id="main">
            <header class="welcome-head">
                <h1>{move || words.t(Text::Title)}</h1>
                <p>{move || words.t(Text::Lead)}</p>
                <SettingsButtons />
            </header>
            <Show when=move || session.evicted.get()>
                <div class="banner is-warn" role="alert">
                    {icon("warn")}
                    <p class="banner-text">
                        <strong>{move || words.t(Shell::Evicted)}</strong>
                        <span>{move || words.t(Shell::EvictedNext)}</span>
                    </p>
                </div>
                <section class="choice" id="restore">
                    <h2>{move || words.t(Text::Restore)}</h2>
                    <ImportPicker />
                </section>
            </Show>
            {move || {
                session
                    .trouble
                    .get()
                    .map(|error| {
                        view! {
                            <div class="banner is-error" role="alert">
                                {icon("error")}
                                <p class="banner-text">
                                    <strong>{trouble::storage(words, &error)}</strong>
                                    <span>{words.t(trouble::Trouble::NoStoreNext)}</span>
                                </p>
                            </div>
                        }
                    })
            }}
            <KeptList />
            <p class="note draft-entry">
                {icon("file")}
                <span>{move || words.t(DraftText::StartText)}</span>
                <button class="btn is-small" type="button" id="start-draft" on:click=from_document>{move || words.t(DraftText::StartDo)}</button>
            </p>
            <div class="choices">
                <Choices />
            </div>
            <section aria-label=move || words.t(Text::Steps)>
                <ol class="first-steps">
                    {[Text::Step1, Text::Step2, Text::Step3]
                        .map(|step| view! { <li>{move || words.t(step)}</li> })
                        .into_iter()
                        .collect::<Vec<_>>()}
                </ol>
            </section>
        </main>
    }
    .into_any()
}

#[component]
fn SettingsButtons() -> impl IntoView {
    use crate::state::settings::Lang;
    let settings = expect_context::<Session>().settings;
    let words = words();
    let text = move || if settings.lang.get() == Lang::Zh { Shell::ToEnglish } else { Shell::ToChinese };
    let turn = move |_| {
        settings.set_lang(if settings.lang.get_untracked() == Lang::Zh { Lang::En } else { Lang::Zh });
    };
    view! {
        <button class="btn is-quiet is-small" type="button" id="lang" on:click=turn>
            {icon("globe")}
            <span>{move || words.t(text())}</span>
        </button>
    }
}

#[component]
fn KeptList() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = words();
    let row = move |kept: Kept| {
        let title = if kept.head.title.is_empty() {
            words.t(Text::Untitled).to_owned()
        } else {
            label::visible(&kept.head.title)
        };
        let year = kept.head.year.map(|y| words.fill(Shell::Year, &[&y.to_string()]));
        let id = kept.id.clone();
        let open = move |_| {
            let id = id.clone();
            leptos::task::spawn_local(async move { session.open(&id).await });
        };
        view! {
            <li>
                <button class="btn" type="button" on:click=open>
                    <strong>{title}</strong>
                    <span class="muted">{year}</span>
                    <span>{words.t(Text::OpenKept)}</span>
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || session.kept.with(|kept| !kept.is_empty())>
            <section class="card">
                <div class="card-head"><h2>{move || words.t(Text::Kept)}</h2></div>
                <div class="card-body">
                    <ul class="kept-list">{move || session.kept.get().into_iter().map(row).collect::<Vec<_>>()}</ul>
                </div>
            </section>
        </Show>
    }
    .into_any()
}

/// The form's fields, shared by the template and the blank ledger.
#[derive(Clone, Copy)]
struct Draft {
    year: RwSignal<String>,
    /// As typed; until then the ledger is named by its year.
    title: RwSignal<Option<String>>,
    unit: RwSignal<String>,
    kind: RwSignal<Option<UnitKind>>,
    refused: RwSignal<Option<Refusal>>,
}

impl Draft {
    fn kind_now(self) -> UnitKind {
        self.kind.get().unwrap_or_else(|| guess_kind(self.unit.get().trim()))
    }

    fn title_now(self, words: Words) -> String {
        self.title.get().unwrap_or_else(|| words.fill(Text::LedgerTitleIs, &[self.year.get().trim()]))
    }

    fn begin(self, session: Session, words: Words, from_template: bool) {
        let year = self.year.get_untracked().trim().parse().unwrap_or_default();
        let title = untrack(move || self.title_now(words));
        let unit = self.unit.get_untracked();
        let kind = untrack(move || self.kind_now());
        let more = |root: UnitId| {
            if from_template {
                template::commands(&template::SPEECH, root, &mut env::new_id, year)
            } else {
                Vec::new()
            }
        };
        match session.create(&title, year, (&unit, kind), more) {
            Ok(beginning) => session.begin(beginning),
            Err(refusal) => self.refused.set(Some(refusal)),
        }
    }
}

#[component]
fn Choices() -> impl IntoView {
    let words = words();
    let year = template::SPEECH.year;
    let draft = |with: &str| Draft {
        year: RwSignal::new(with.to_owned()),
        title: RwSignal::new(None),
        unit: RwSignal::new(String::new()),
        kind: RwSignal::new(None),
        refused: RwSignal::new(None),
    };
    let (targets, tasks) =
        (template::SPEECH.targets.len().to_string(), template::SPEECH.tasks.len().to_string());
    view! {
        <section class="choice" id="start-file">
            {icon("file")}
            <h2>{move || words.t(Text::File)}</h2>
            <p>{move || words.t(Text::FileText)}</p>
            <ImportPicker />
        </section>
        <section class="choice" id="start-template">
            {icon("target")}
            <h2>{move || words.t(Text::Template)}</h2>
            <p>{move || words.fill(Text::TemplateText, &[&targets, &tasks])}</p>
            <StartForm id="template" draft=draft(&year.to_string()) from_template=true />
        </section>
        <section class="choice" id="start-blank">
            {icon("plus")}
            <h2>{move || words.t(Text::Blank)}</h2>
            <p>{move || words.t(Text::BlankText)}</p>
            <StartForm id="blank" draft=draft(&env::year().to_string()) from_template=false />
        </section>
    }
    .into_any()
}

#[component]
fn StartForm(id: &'static str, draft: Draft, from_template: bool) -> impl IntoView {
    let session = expect_context::<Session>();
    let words = words();
    let error = move |kind: Kind, field: RecordField| {
        Signal::derive(move || {
            draft.refused.get().and_then(|r| {
                let here = r.field == Some(field) && r.record.is_some_and(|record| record.kind == kind);
                here.then(|| trouble::refusal(words, &r))
            })
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        draft.begin(session, words, from_template);
    };
    let input = move |name: &str| format!("{id}-{name}");
    view! {
        <form class="form" on:submit=submit>
            <Field id=input("unit") label=move || words.t(Text::UnitName).to_owned() hint=Signal::derive(move || words.t(Text::UnitHint).to_owned()) error=error(Kind::Unit, RecordField::Title) required=true>
                <input class="control" id=input("unit") name="unit" required autocomplete="organization" prop:value=draft.unit on:input=move |e| draft.unit.set(event_target_value(&e)) />
            </Field>
            <Field id=input("kind") label=move || words.t(Text::UnitKind).to_owned()>
                <select class="control" id=input("kind") on:change=move |e| draft.kind.set(UnitKind::from_code(&event_target_value(&e)))>
                    {UnitKind::ALL
                        .iter()
                        .map(|kind| {
                            let kind = *kind;
                            view! { <option value=kind.code() selected=move || draft.kind_now() == kind>{move || words.t(kind)}</option> }
                        })
                        .collect::<Vec<_>>()}
                </select>
            </Field>
            <Field id=input("title") label=move || words.t(Text::LedgerTitle).to_owned() error=error(Kind::Meta, RecordField::Title) required=true>
                <input class="control" id=input("title") required prop:value=move || draft.title_now(words) on:input=move |e| draft.title.set(Some(event_target_value(&e))) />
            </Field>
            <Field id=input("year") label=move || words.t(Text::LedgerYear).to_owned() error=error(Kind::Meta, RecordField::Year) required=true>
                <input class="control" id=input("year") inputmode="numeric" pattern="20[0-9]{2}|2100" required prop:value=draft.year on:input=move |e| draft.year.set(event_target_value(&e)) />
            </Field>
            <button class="btn is-primary" type="submit">{move || words.t(Text::Start)}</button>
        </form>
    }
    .into_any()
}
