//! Opening the database, noticing that it went away, opening it again.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use indexed_db_futures::{KeyPath, database::Database as Idb, internals::SystemRepr, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, IdbVersionChangeEvent};

use super::{error::StorageError, wait::within};

/// The database's name in the product.
pub const DATABASE: &str = "taizhang";
/// The layout this build writes.
const VERSION: u32 = 1;
/// How long opening may take, in milliseconds, before the page goes on without.
const OPEN_LIMIT: i32 = 3_000;

/// Ledger id -> head.
pub(super) const HEADS: &str = "heads";
/// "ledger/part" -> part.
pub(super) const PARTS: &str = "parts";
/// "ledger/part/time" -> raw bytes of a damaged value.
pub(super) const ASIDE: &str = "aside";
/// "ledger/time" -> restore point.
pub(super) const RESTORE: &str = "restore";
/// Index over the revision of parts, so that news cost what changed and not the whole ledger.
pub(super) const BY_REV: &str = "rev";

/// What happens to the database while the page is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabaseEvent {
    /// Another tab opened a newer build's layout: our connection is closed for good, load the page again.
    Superseded,
    /// The browser closed the connection (data cleared, disk trouble). The next operation opens it again;
    /// what was stored may be gone, so look at the revision.
    Closed,
    /// Our own opening waits for another tab that still holds an older layout.
    Blocked,
}

/// One open connection; closes itself when dropped, also when opening took too long.
struct Connection {
    idb: Idb,
    alive: Rc<Cell<bool>>,
    _on_version_change: Closure<dyn Fn(IdbVersionChangeEvent)>,
    _on_close: Closure<dyn Fn(Event)>,
}

/// Holds the connection and opens it when needed.
pub(super) struct Connector {
    name: String,
    on_event: Rc<dyn Fn(DatabaseEvent)>,
    connection: RefCell<Option<Connection>>,
    superseded: Cell<bool>,
}

impl Connector {
    pub(super) fn new(name: &str, on_event: impl Fn(DatabaseEvent) + 'static) -> Rc<Self> {
        Rc::new(Self {
            name: name.to_owned(),
            on_event: Rc::new(on_event),
            connection: RefCell::new(None),
            superseded: Cell::new(false),
        })
    }

    /// The open database, opened first if it has to be.
    pub(super) async fn connected(self: &Rc<Self>) -> Result<Idb, StorageError> {
        if self.superseded.get() {
            return Err(StorageError::Superseded);
        }
        if let Some(idb) = self.current() {
            return Ok(idb);
        }
        let opening = open(self.name.clone(), Rc::clone(&self.on_event), Rc::downgrade(self));
        let fresh = within(OPEN_LIMIT, opening).await.ok_or(StorageError::Timeout)??;
        // Two operations may have opened at once: the first one in stays, the other is dropped and closes.
        if let Some(idb) = self.current() {
            return Ok(idb);
        }
        let idb = fresh.idb.clone();
        self.connection.replace(Some(fresh));
        Ok(idb)
    }

    /// Runs an operation, and once more on a new connection if the first one turns out to be lost.
    pub(super) async fn run<T>(
        self: &Rc<Self>,
        operation: impl AsyncFn(&Idb) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let idb = self.connected().await?;
        match operation(&idb).await {
            Err(error) if error.is_lost_connection() => {
                self.forget(&idb);
                let idb = self.connected().await?;
                operation(&idb).await
            }
            outcome => outcome,
        }
    }

    /// Closes the connection; the next operation opens a new one.
    pub(super) fn disconnect(&self) {
        drop(self.connection.take());
    }

    fn current(&self) -> Option<Idb> {
        self.connection
            .borrow()
            .as_ref()
            .filter(|connection| connection.alive.get())
            .map(|connection| connection.idb.clone())
    }

    /// Drops the connection if it is still the one that failed.
    fn forget(&self, failed: &Idb) {
        let same = self
            .connection
            .borrow()
            .as_ref()
            .is_some_and(|connection| connection.idb.as_sys() == failed.as_sys());
        if same {
            self.disconnect();
        }
    }

    fn lost(&self, event: DatabaseEvent) {
        if event == DatabaseEvent::Superseded {
            self.superseded.set(true);
        }
        (self.on_event)(event);
    }
}

async fn open(
    name: String,
    on_event: Rc<dyn Fn(DatabaseEvent)>,
    connector: Weak<Connector>,
) -> Result<Connection, StorageError> {
    let idb = Idb::open(name.as_str())
        .with_version(VERSION)
        .with_on_blocked(move |_| {
            on_event(DatabaseEvent::Blocked);
            Ok(())
        })
        .with_on_upgrade_needed(|_, idb| lay_out(&idb))
        .await
        .map_err(StorageError::from)?;
    let connection = Connection::new(idb, &connector);
    let names: Vec<String> = connection.idb.object_store_names().collect();
    let complete = [HEADS, PARTS, ASIDE, RESTORE].iter().all(|store| names.iter().any(|name| name == store));
    if complete { Ok(connection) } else { Err(StorageError::Layout) }
}

/// Makes the stores of version 1. Runs inside the upgrade's transaction: all of it or nothing.
fn lay_out(idb: &Idb) -> indexed_db_futures::Result<()> {
    idb.create_object_store(HEADS).build()?;
    let parts = idb.create_object_store(PARTS).build()?;
    parts.create_index(BY_REV, KeyPath::One(BY_REV)).build()?;
    idb.create_object_store(ASIDE).build()?;
    idb.create_object_store(RESTORE).build()?;
    Ok(())
}

impl Connection {
    fn new(idb: Idb, connector: &Weak<Connector>) -> Self {
        let alive = Rc::new(Cell::new(true));
        let on_version_change = {
            let (idb, alive, connector) = (idb.clone(), Rc::clone(&alive), connector.clone());
            Closure::<dyn Fn(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
                // Let go at once, or the newer build waits for this tab to be closed.
                idb.as_sys().close();
                alive.set(false);
                let deleted = event.new_version().is_none();
                if let Some(connector) = connector.upgrade() {
                    connector.lost(if deleted { DatabaseEvent::Closed } else { DatabaseEvent::Superseded });
                }
            })
        };
        let on_close = {
            let (alive, connector) = (Rc::clone(&alive), connector.clone());
            Closure::<dyn Fn(Event)>::new(move |_| {
                alive.set(false);
                if let Some(connector) = connector.upgrade() {
                    connector.lost(DatabaseEvent::Closed);
                }
            })
        };
        let sys = idb.as_sys();
        sys.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        sys.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self { idb, alive, _on_version_change: on_version_change, _on_close: on_close }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let sys = self.idb.as_sys();
        sys.set_onversionchange(None);
        sys.set_onclose(None);
        // Running transactions still end; closing twice does nothing.
        sys.close();
    }
}
