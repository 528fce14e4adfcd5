//! Start, which ledger is open, other tabs, and what went wrong with storage.

use super::env;
use super::saving::{self, RestorePoint, SaveState};
use super::settings::Settings;
use super::store::Store;
use crate::format::{self, Backup, Head};
use crate::model::command::{self, Command, Context};
use crate::model::field::Field;
use crate::model::id::{LedgerId, PartId, UnitId};
use crate::model::kind::{Kind, RecordId};
use crate::model::ledger::Ledger;
use crate::model::rule::Refusal;
use crate::model::stamp::Device;
use crate::model::value::Value;
pub use crate::storage::Room;
use crate::storage::{Backend, Channel, DATABASE, DatabaseEvent, Revision, StorageError, claim_slot};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the page is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Looking for stored ledgers.
    Loading,
    /// No ledger is open.
    Welcome,
    /// A ledger is open.
    Open,
    /// A newer build wrote the data: nothing may be touched by this one.
    TooOld,
}

/// A ledger kept in this browser.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    /// Its id, as stored.
    pub id: String,
    /// Title, year, own unit, last backup.
    pub head: Head,
}

/// What a file or template starts as.
pub struct Beginning {
    /// The ledger with everything in it.
    pub ledger: Ledger,
    /// The unit this device keeps, when known already.
    pub own_unit: Option<UnitId>,
}

/// The running page. Copy; provided as context.
#[derive(Clone, Copy)]
pub struct Session {
    /// Language, theme, name.
    pub settings: Settings,
    /// The open ledger.
    pub store: Store,
    /// What the page is doing.
    pub phase: RwSignal<Phase>,
    /// The save light.
    pub save: RwSignal<SaveState>,
    /// The ledgers kept here.
    pub kept: RwSignal<Vec<Kept>>,
    /// The head of the open ledger.
    pub head: RwSignal<Head>,
    /// Why the browser's store cannot be used: everything is in memory only.
    pub trouble: RwSignal<Option<StorageError>>,
    /// A ledger was here and is gone, though nobody removed it.
    pub evicted: RwSignal<bool>,
    /// Another tab runs a newer build and took over; this page must be loaded again.
    pub superseded: RwSignal<bool>,
    /// Parts that could not be read; their raw bytes are kept aside.
    pub damaged: RwSignal<Vec<String>>,
    /// Whether this looks like a private window: what is stored ends with it.
    pub private: RwSignal<bool>,
    /// Counts written restore points.
    pub restores_changed: RwSignal<u64>,
    pub(super) revision: StoredValue<Revision>,
    pub(super) busy: StoredValue<bool>,
    pub(super) head_changed: StoredValue<bool>,
    pub(super) restore_point: StoredValue<Option<RestorePoint>>,
    backend: StoredValue<Option<Backend>, LocalStorage>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
    device: StoredValue<Device>,
}

impl Session {
    /// A session that has not looked for anything yet; see [`Session::start`].
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            store: Store::new(),
            phase: RwSignal::new(Phase::Loading),
            save: RwSignal::new(SaveState::Clean),
            kept: RwSignal::new(Vec::new()),
            head: RwSignal::new(Head::default()),
            trouble: RwSignal::new(None),
            evicted: RwSignal::new(false),
            superseded: RwSignal::new(false),
            damaged: RwSignal::new(Vec::new()),
            private: RwSignal::new(false),
            restores_changed: RwSignal::new(0),
            revision: StoredValue::new(0),
            busy: StoredValue::new(false),
            head_changed: StoredValue::new(false),
            restore_point: StoredValue::new(None),
            backend: StoredValue::new_local(None),
            channel: StoredValue::new_local(None),
            device: StoredValue::new(Device::default()),
        }
    }

    /// Opens the store, finds the ledgers and opens the last one.
    pub fn start(self) {
        // Every edit is saved at once; this is the only place that starts it.
        Effect::new(move |_| {
            if self.store.changed() > 0 {
                saving::save_soon(self);
            }
        });
        spawn_local(async move {
            let on_event = move |event| match event {
                DatabaseEvent::Superseded => self.superseded.set(true),
                DatabaseEvent::Closed => spawn_local(saving::refresh(self)),
                DatabaseEvent::Blocked => {}
            };
            let (backend, trouble) = Backend::open(DATABASE, on_event).await;
            self.backend.set_value(Some(backend));
            let slot = claim_slot(&format!("{:012x}", self.settings.device())).await;
            self.device.set_value(Device::new(self.settings.device(), slot));
            let too_old = trouble == Some(StorageError::Newer);
            self.trouble.set(trouble);
            if too_old {
                self.phase.set(Phase::TooOld);
                return;
            }
            self.look_for_ledgers().await;
            let last = self.settings.last_ledger();
            let ids: Vec<String> =
                self.kept.with_untracked(|kept| kept.iter().map(|k| k.id.clone()).collect());
            let chosen = ids.iter().find(|id| Some(*id) == last.as_ref()).or(ids.first()).cloned();
            match chosen {
                Some(id) => self.open(&id).await,
                None => {
                    self.evicted
                        .set(self.settings.had_data() && self.trouble.with_untracked(Option::is_none));
                    self.phase.set(Phase::Welcome);
                }
            }
            self.private.set(crate::storage::private_hint().await);
        });
    }

    /// Reads the list of ledgers kept here.
    pub async fn look_for_ledgers(self) {
        let Some(backend) = self.backend() else { return };
        match backend.heads().await {
            Ok(heads) => {
                // Beside the ledgers stands what is under review.
                let ledgers = heads.into_iter().filter(|h| uuid::Uuid::try_parse(&h.ledger).is_ok());
                let kept = ledgers.map(|h| Kept { id: h.ledger, head: Head::decode(&h.data) });
                self.kept.set(kept.collect());
            }
            Err(error) => self.trouble.set(Some(error)),
        }
    }

    /// Opens a stored ledger. Parts that cannot be read are put aside with their bytes; the
    /// rest opens.
    pub async fn open(self, id: &str) {
        let Some(backend) = self.backend() else { return };
        let Ok(uuid) = uuid::Uuid::try_parse(id) else { return };
        let stored = match backend.read(id).await {
            Ok(stored) => stored,
            Err(error) => {
                self.trouble.set(Some(error));
                self.phase.set(Phase::Welcome);
                return;
            }
        };
        let parts =
            stored.parts.iter().filter_map(|(name, bytes)| Some((PartId::parse(name)?, bytes.clone())));
        let (ledger, unreadable) = format::assemble(LedgerId(uuid), parts.collect());
        let mut damaged: Vec<String> = stored.damaged.iter().map(|(name, _)| name.clone()).collect();
        for (name, bytes) in &stored.damaged {
            self.put_aside(&backend, id, name, bytes).await;
        }
        for (part, _) in unreadable {
            let name = part.name();
            if let Some((_, bytes)) = stored.parts.iter().find(|(n, _)| *n == name) {
                self.put_aside(&backend, id, &name, bytes).await;
            }
            damaged.push(name);
        }
        self.damaged.set(damaged);
        let head = Head::decode(&stored.head);
        self.show(ledger, head, stored.rev);
    }

    async fn put_aside(self, backend: &Backend, ledger: &str, part: &str, bytes: &[u8]) {
        if let Err(error) = backend.set_aside(ledger, part, bytes).await {
            self.trouble.set(Some(error));
        }
    }

    fn show(self, ledger: Ledger, head: Head, rev: Revision) {
        let id = ledger.id().to_string();
        let own_unit = head.own_unit.filter(|u| ledger.is_alive(RecordId::new(Kind::Unit, *u)));
        self.revision.set_value(rev);
        self.head_changed.set_value(false);
        self.restore_point.set_value(None);
        self.save.set(SaveState::Clean);
        self.head.set(head);
        self.store.open(ledger, self.device.get_value(), own_unit);
        self.settings.set_last_ledger(&id);
        let channel = Channel::open(&id, move |rev| {
            if rev > self.revision.get_value() {
                spawn_local(saving::refresh(self));
            }
        });
        self.channel.set_value(Some(channel));
        self.phase.set(Phase::Open);
    }

    /// Starts a new ledger from nothing: a title, a year and its top unit, then `more`, which is
    /// given the top unit.
    pub fn create(
        self,
        title: &str,
        year: i32,
        unit: (&str, crate::model::choice::UnitKind),
        more: impl FnOnce(UnitId) -> Vec<Command>,
    ) -> Result<Beginning, Refusal> {
        use crate::model::choice::Choice;
        let mut ledger = Ledger::new(LedgerId(env::new_id()));
        let root = UnitId(env::new_id());
        let mut commands = vec![
            Command::Set {
                record: RecordId::new(Kind::Meta, ledger.id()),
                fields: vec![
                    (Field::Title, Value::Text(title.trim().to_owned())),
                    (Field::Year, Value::Whole(i64::from(year))),
                ],
            },
            Command::Create {
                record: RecordId::new(Kind::Unit, root),
                unit: None,
                fields: vec![
                    (Field::Title, Value::Text(unit.0.trim().to_owned())),
                    (Field::Kind, Value::Code(unit.1.code())),
                    (Field::Order, Value::Whole(1)),
                ],
            },
        ];
        commands.extend(more(root));
        let context = Context { device: self.device.get_value(), now: env::now(), today: env::today() };
        command::run(&ledger, &commands, context)?.apply(&mut ledger);
        Ok(Beginning { ledger, own_unit: Some(root) })
    }

    /// Makes a ledger the open one and stores it whole.
    pub fn begin(self, beginning: Beginning) {
        let head = Head { own_unit: beginning.own_unit, ..Head::default() };
        let parts = beginning.ledger.parts();
        self.show(beginning.ledger, head, 0);
        self.store.give_back(parts);
        self.evicted.set(false);
        spawn_local(async move {
            saving::flush(self).await;
            self.look_for_ledgers().await;
            // Asked once there is something to keep; the answer promises nothing.
            crate::storage::persist().await;
        });
    }

    /// Goes to the start page; the open ledger stays stored.
    pub fn leave(self) {
        spawn_local(async move {
            if saving::flush(self).await || !self.store.is_dirty() {
                self.look_for_ledgers().await;
                self.phase.set(Phase::Welcome);
            }
        });
    }

    /// Removes a ledger from this browser for good; asked for twice by the page.
    pub async fn remove(self, id: &str) -> Result<(), StorageError> {
        let Some(backend) = self.backend() else { return Ok(()) };
        backend.remove_ledger(id).await?;
        backend.remove_ledger(&super::review::place(id)).await?;
        self.look_for_ledgers().await;
        if self.kept.with_untracked(Vec::is_empty) {
            self.settings.note_data(false);
        }
        if self.store.with_untracked(|l| l.id().to_string()) == id {
            self.store.take_dirty();
            self.phase.set(Phase::Welcome);
        }
        Ok(())
    }

    /// Sets the unit whose ledger this device keeps.
    pub fn keep_unit(self, unit: Option<UnitId>) {
        self.store.own_unit.set(unit);
        self.store.unit.set(unit);
        self.head.update(|head| head.own_unit = unit);
        self.save_head();
    }

    /// Notes that a person confirmed to have a file with everything up to now.
    pub fn note_backup(self, name: &str) {
        let clock = self.store.with_untracked(Ledger::clock);
        self.head.update(|head| head.backup = Some(Backup { at: env::now(), name: name.to_owned(), clock }));
        self.save_head();
    }

    /// Whether a writer is a tab of this browser.
    pub fn is_own(self, device: Device) -> bool {
        device.is_same_browser(self.device.get_value())
    }

    /// Takes another device id: another device writes under the one this had. The number of the
    /// tab is drawn by lot until the page is loaded again.
    pub(super) fn renew_device(self) {
        let bits = self.settings.renew_device();
        let device = Device::new(bits, crate::storage::slot_by_lot());
        self.device.set_value(device);
        self.store.set_device(device);
    }

    pub(super) fn save_head(self) {
        self.head_changed.set_value(true);
        saving::save_soon(self);
    }

    pub(super) fn head_bytes(self) -> Vec<u8> {
        let (title, year) = self.store.with_untracked(|l| (l.meta.title.get().clone(), *l.meta.year.get()));
        let mut head = self.head.get_untracked();
        head.epoch += self.store.epoch.get_untracked();
        head.title = title;
        head.year = year;
        head.encode()
    }

    pub(super) fn post(self, rev: Revision) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.post(rev);
            }
        });
    }

    /// The store behind the page; `None` before it was looked for.
    pub fn backend(self) -> Option<Backend> {
        self.backend.with_value(Clone::clone)
    }

    /// Bytes used and allowed, and whether the browser agreed to keep them; as far as it tells.
    pub async fn room(self) -> (Option<Room>, bool) {
        (crate::storage::estimate().await, crate::storage::persisted().await)
    }

    /// Whether leaving now would lose something.
    pub fn has_unsaved(self) -> bool {
        self.store.is_dirty() || self.busy.get_value()
    }

    /// Whether what is stored survives the page.
    pub fn is_lasting(self) -> bool {
        self.backend.with_value(|b| b.as_ref().is_some_and(Backend::is_lasting))
    }

    /// To be called when the page comes back into view: another day, another tab's edits.
    pub fn look_again(self) {
        let today = env::today();
        if self.store.today.get_untracked() != today {
            self.store.set_today(today);
        }
        if self.phase.get_untracked() == Phase::Open {
            spawn_local(saving::refresh(self));
        }
    }
}
