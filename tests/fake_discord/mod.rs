//! A Discord of the tests' own: REST, over TLS and without, and a gateway, on loopback and free ports.
//!
//! It behaves as Discord's documentation says (<https://discord.com/developers/docs>): one callback for an interaction,
//! within 3 seconds; sessions that are resumed with what was missed; rate limits with their headers. What a test wants
//! to go wrong goes wrong ([`Fault`], [`Fake::close`], …). Every request is held against Discord's OpenAPI description
//! ([`openapi`]) and the rules that it leaves out ([`rules`]); a [`Fake`] that is dropped with a violation panics.
//! Nothing sleeps to wait for something: [`Fake::wait`] looks whenever something has happened.

pub mod events;
pub mod faults;
pub mod gateway;
pub mod openapi;
pub mod rest;
pub mod routes;
pub mod rules;
pub mod state;
mod tests;
pub mod tls;

pub use events::Call;
pub use faults::{Chaos, Fault, Trouble};
pub use state::{OnIdentify, Order, Seen, Setup, State};

use serde_json::Value;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// What the servers share with the test.
pub struct Shared {
    state: Mutex<State>,
    /// Counts changes, so that whoever waits looks again.
    changes: watch::Sender<u64>,
    /// Where the gateway is, as `GET /gateway/bot` says.
    pub gateway: SocketAddr,
}

impl Shared {
    /// Changes the state, and wakes whoever waits for something.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.lock());
        self.changes.send_modify(|count| *count += 1);
        result
    }

    /// Looks at the state.
    pub fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running Discord. It ends when it is dropped.
pub struct Fake {
    shared: Arc<Shared>,
    authority: tls::Authority,
    http: SocketAddr,
    https: SocketAddr,
    _servers: JoinSet<()>,
}

impl Fake {
    /// Starts one as most tests need it.
    pub async fn start() -> Fake {
        Fake::with(Setup::default()).await
    }

    /// Starts one.
    pub async fn with(setup: Setup) -> Fake {
        let [http, https, gateway] = [listen().await, listen().await, listen().await];
        let address = |listener: &TcpListener| listener.local_addr().expect("an address");
        let addresses = [address(&http), address(&https)];
        let shared = Arc::new(Shared {
            gateway: address(&gateway),
            state: Mutex::new(State::new(setup)),
            changes: watch::Sender::new(0),
        });
        let authority = tls::Authority::new();
        let mut servers = JoinSet::new();
        servers.spawn(rest::serve(http, None, shared.clone()));
        servers.spawn(rest::serve(https, Some(authority.acceptor()), shared.clone()));
        servers.spawn(gateway::serve(gateway, shared.clone()));
        Fake { shared, authority, http: addresses[0], https: addresses[1], _servers: servers }
    }

    /// What goes into `[discord] api_base`.
    pub fn api_base(&self) -> String {
        format!("http://{}", self.http)
    }

    /// The gateway's address, `ws://…`.
    pub fn gateway_url(&self) -> String {
        format!("ws://{}", self.shared.gateway)
    }

    /// A client for which this is discord.com, with a certificate that it believes.
    pub fn client(&self) -> reqwest::Client {
        let root = reqwest::Certificate::from_pem(self.authority.pem().as_bytes()).expect("a certificate");
        reqwest::Client::builder()
            .use_rustls_tls()
            .tls_built_in_root_certs(false)
            .add_root_certificate(root)
            .resolve("discord.com", self.https)
            .timeout(Duration::from_secs(20))
            .build()
            .expect("a client")
    }

    /// Changes how it behaves from now on.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        self.shared.change(change)
    }

    /// Looks at what has happened.
    pub fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        self.shared.look(look)
    }

    /// Waits until `look` finds something. `what` is said where it does not come.
    pub async fn wait<T>(&self, what: &str, mut look: impl FnMut(&State) -> Option<T>) -> T {
        let mut changes = self.shared.changes.subscribe();
        let search = async {
            loop {
                changes.mark_unchanged();
                if let Some(found) = self.shared.look(&mut look) {
                    return found;
                }
                let violations = self.shared.look(|state| state.violations.join("\n"));
                assert!(violations.is_empty(), "no {what} came, but the bot did wrong:\n{violations}");
                changes.changed().await.expect("the fake is there as long as this is");
            }
        };
        match tokio::time::timeout(self.shared.look(|state| state.setup.patience), search).await {
            Ok(found) => found,
            Err(_) => panic!("no {what} came. What came:\n{}", self.shared.look(State::story)),
        }
    }

    /// Waits for the `count`th thing that `is` fits, from 1.
    pub async fn seen(&self, what: &str, count: usize, is: impl Fn(&Seen) -> bool) -> Seen {
        self.wait(what, |state| state.log.iter().filter(|seen| is(seen)).nth(count - 1).cloned()).await
    }

    /// Waits until a bot is there: identified for the `count`th time.
    pub async fn identified(&self, count: usize) -> Value {
        let seen = self.seen("IDENTIFY", count, |seen| matches!(seen, Seen::Identify { .. })).await;
        let Seen::Identify { data, .. } = seen else { unreachable!("it was looked for") };
        data
    }

    /// Waits until a bot has resumed its session for the `count`th time.
    pub async fn resumed(&self, count: usize) -> Value {
        let seen = self.seen("RESUME", count, |seen| matches!(seen, Seen::Resume { .. })).await;
        let Seen::Resume { data, .. } = seen else { unreachable!("it was looked for") };
        data
    }

    /// Waits for the `count`th request of an operation of [`routes`].
    pub async fn requested(&self, operation: &'static str, count: usize) -> Value {
        let is = |seen: &Seen| matches!(seen, Seen::Request { operation: made, .. } if *made == operation);
        let Seen::Request { body, .. } = self.seen(operation, count, is).await else {
            unreachable!("it was looked for")
        };
        body
    }

    /// How many requests of an operation have come so far.
    pub fn count(&self, operation: &'static str) -> usize {
        self.look(|state| {
            let is = |seen: &&Seen| matches!(seen, Seen::Request { operation: made, .. } if *made == operation);
            state.log.iter().filter(is).count()
        })
    }

    /// Sends an event to the bot, or keeps it for when it resumes.
    pub fn dispatch(&self, event: &str, data: Value) {
        self.change(|state| state.dispatch(event, data));
    }

    /// Sends an interaction, and returns its id.
    pub fn send(&self, call: Call) -> u64 {
        self.change(|state| {
            let (id, data) = state.begin(call);
            state.dispatch("INTERACTION_CREATE", data);
            id
        })
    }

    /// Waits until an interaction has a message for an answer, and returns the message as Discord shows it.
    pub async fn answered(&self, id: u64) -> Value {
        self.wait("answer to an interaction", |state| {
            state.interactions.get(&id).and_then(|given| given.message).and_then(|id| state.messages.get(&id)).cloned()
        })
        .await
    }

    /// Sends an interaction and waits for its answer.
    pub async fn ask(&self, call: Call) -> Value {
        let id = self.send(call);
        self.answered(id).await
    }

    /// Sends an order to the connection of the last session.
    pub fn order(&self, order: Order) {
        self.change(|state| {
            let session = state.sessions.last_mut().expect("a session");
            session.connection.as_ref().expect("a connection").send(order).expect("a connection that is open");
        });
    }

    /// Closes the connection with a code.
    pub fn close(&self, code: u16) {
        self.order(Order::Close(code));
    }

    /// Makes something go wrong.
    pub fn fault(&self, fault: Fault) {
        self.change(|state| state.faults.push(fault));
    }

    /// What was wrong with the requests so far; they are forgiven.
    pub fn take_violations(&self) -> Vec<String> {
        self.change(|state| std::mem::take(&mut state.violations))
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        let violations = self.shared.look(|state| state.violations.join("\n"));
        if !std::thread::panicking() {
            assert!(violations.is_empty(), "what the bot did wrong:\n{violations}");
        }
    }
}

async fn listen() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port")
}
