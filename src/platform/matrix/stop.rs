//! Why the bot is not, or no longer, on Matrix, and what to do; and what kind of failure a request met.
//!
//! Called by: `session`, `sync`, `queue`, `invites`.

use matrix_sdk::HttpError;
use matrix_sdk::ruma::api::client::uiaa::UiaaResponse;
use matrix_sdk::ruma::api::error::{ErrorBody, ErrorKind, FromHttpResponseError, RetryAfter};
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

/// Why the bot is not on Matrix, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// There is no homeserver.
    #[error(
        "Matrix is not set up. Name the homeserver in config.toml, [matrix] homeserver, or in SAYSWHO_MATRIX_HOMESERVER; \
         docs/matrix.md shows each step"
    )]
    NotSetUp,
    /// There is no account.
    #[error("there is no account to sign in with. Name it in config.toml, [matrix] user, or in SAYSWHO_MATRIX_USER")]
    NoUser,
    /// There is no place for the session and the keys.
    #[error(
        "there is no folder for the session and the keys. Name one in config.toml, [matrix] dir, or in SAYSWHO_MATRIX_DIR"
    )]
    NoFolder,
    /// The folder can not be used.
    #[error("can not use `{path}`: {error}. Give sayswho the right to read and write there, or name another folder with \
             SAYSWHO_MATRIX_DIR", path = path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// Another process uses the folder.
    #[error("another sayswho uses `{path}`. One account's keys are for one process: end the other, or give this one an account \
             and a folder of its own", path = .0.display())]
    InUse(PathBuf),
    /// Nobody has signed in.
    #[error("not signed in. Run `sayswho matrix login`")]
    NotSignedIn,
    /// The name or the password is wrong, or the account may not sign in.
    #[error(
        "the homeserver does not take this account and password. Check [matrix] user, and type the password anew: \
             `sayswho matrix login`"
    )]
    Refused,
    /// There were too many attempts to sign in.
    #[error("the homeserver takes no more sign-ins for now. Try again in {} s: `sayswho matrix login`", .0.as_secs() + 1)]
    TooSoon(Duration),
    /// The session has ended.
    #[error(
        "the homeserver no longer knows this session: somebody has signed the bot out, or the server has lost it. Run \
             `sayswho matrix login`, then `sayswho matrix recover`"
    )]
    UnknownToken,
    /// A token is another account's, or another device's.
    #[error("this token is of {0}. Check [matrix] user and --device-id")]
    AnotherSession(String),
    /// The folder is of another account than config.toml names.
    #[error(
        "`{folder}` has the keys of {kept}, but [matrix] user is {wanted}. Name another folder, [matrix] dir, for the new account; \
             or move this one away, then run `sayswho matrix login`",
        folder = .folder.display()
    )]
    AnotherAccount {
        /// Whose session is in the folder.
        kept: String,
        /// Whom config.toml names.
        wanted: String,
        /// The folder.
        folder: PathBuf,
    },
    /// The device is not signed by the account's own keys.
    #[error(
        "this device is not signed by its owner, so that clients would hide what the bot says in encrypted rooms. Run \
             `sayswho matrix recover` with the recovery key; where there is none, `sayswho matrix login --new-identity`"
    )]
    NotSigned,
    /// The recovery key is not the account's.
    #[error(
        "this is not the recovery key of this account. Check for missing characters; a newer key makes all older ones \
             invalid. Where it is lost: `sayswho matrix login --new-identity`"
    )]
    WrongKey,
    /// The account has no recovery key.
    #[error(
        "this account has nothing to recover: no recovery key was ever made. Run `sayswho matrix login --new-identity`"
    )]
    NothingToRecover,
    /// The account's keys can not be made with a password.
    #[error(
        "the homeserver wants another proof than a password before it takes new keys for this account. Make them with a \
             client (it will show you a recovery key), then run `sayswho matrix recover`"
    )]
    NoPasswordProof,
    /// The homeserver can not be reached, or is none.
    #[error("can not reach the homeserver `{homeserver}`: {error}. Check [matrix] homeserver and the network")]
    Unreachable {
        /// What config.toml says.
        homeserver: String,
        /// What the network says.
        error: String,
    },
    /// The store of keys or the journal can not be used.
    #[error(
        "can not use the bot's folder: {0}. Is the disk full, or are the files damaged? Moved away, they are made anew by \
             `sayswho matrix login`"
    )]
    Store(String),
    /// Anything else.
    #[error("Matrix: {0}")]
    Other(#[from] Box<matrix_sdk::Error>),
    /// A secret could not be read from the terminal.
    #[error("can not read from the terminal: {0}")]
    Terminal(io::Error),
}

impl From<matrix_sdk::Error> for Stop {
    fn from(error: matrix_sdk::Error) -> Stop {
        match Failure::of(&error) {
            Failure::UnknownToken => Stop::UnknownToken,
            _ => Stop::Other(Box::new(error)),
        }
    }
}

impl From<HttpError> for Stop {
    fn from(error: HttpError) -> Stop {
        matrix_sdk::Error::from(error).into()
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Stop {
        Stop::Store(error.to_string())
    }
}

/// What kind of failure a request met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It may work later; `after`: the homeserver says when.
    Later {
        /// How long to wait at least.
        after: Option<Duration>,
    },
    /// The homeserver no longer knows the session.
    UnknownToken,
    /// It may be the homeserver's own answer, or something between or within that has gone wrong: worth a few attempts.
    Unclear,
    /// It will not work.
    Never,
}

impl Failure {
    pub(super) fn of(error: &matrix_sdk::Error) -> Failure {
        match error {
            matrix_sdk::Error::Http(error) => Failure::of_http(error),
            matrix_sdk::Error::Timeout | matrix_sdk::Error::ConcurrentRequestFailed => Failure::Later { after: None },
            // Keys and stores: a neighbour may hold a lock, or a device may have gone between two requests.
            _ => Failure::Unclear,
        }
    }

    pub(super) fn of_http(error: &HttpError) -> Failure {
        match error {
            HttpError::Reqwest(_) => Failure::Later { after: None },
            HttpError::Cached(error) => Failure::of_http(error),
            HttpError::Api(error) => match error.as_ref() {
                FromHttpResponseError::Server(UiaaResponse::MatrixError(error)) => match error.error_kind() {
                    Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken) => Failure::UnknownToken,
                    Some(ErrorKind::LimitExceeded(limit)) => {
                        Failure::Later { after: limit.retry_after.as_ref().map(wait) }
                    }
                    _ if error.status_code.is_server_error() || error.status_code.as_u16() == 429 => {
                        Failure::Later { after: None }
                    }
                    // A proxy's page, while the homeserver is away.
                    _ if matches!(error.body, ErrorBody::NotJson { .. }) => Failure::Unclear,
                    _ => Failure::Never,
                },
                FromHttpResponseError::Server(_) => Failure::Never,
                // Something between has answered for the homeserver: a proxy's page.
                _ => Failure::Later { after: None },
            },
            _ => Failure::Never,
        }
    }
}

fn wait(after: &RetryAfter) -> Duration {
    match after {
        RetryAfter::Delay(delay) => *delay,
        RetryAfter::DateTime(at) => at.duration_since(SystemTime::now()).unwrap_or_default(),
    }
}

/// How long to wait before the next attempt: doubled with each, unless the homeserver says.
#[derive(Debug)]
pub(super) struct Patience {
    attempts: u32,
    most: Duration,
    /// When the first attempt had failed.
    began: Option<Instant>,
    /// After how long it is told next that there is still no success.
    due: Duration,
}

impl Patience {
    pub(super) fn new(most: Duration) -> Patience {
        /// Shorter is no trouble yet.
        const FIRST: Duration = Duration::from_secs(60);
        Patience { attempts: 0, most, began: None, due: FIRST }
    }

    /// How long to wait now.
    pub(super) fn next(&mut self, after: Option<Duration>) -> Duration {
        /// The first wait.
        const FIRST: Duration = Duration::from_millis(500);
        /// What is waited beyond what the homeserver says, since its clock is not ours.
        const BEYOND: Duration = Duration::from_millis(50);
        let own = FIRST.saturating_mul(1 << self.attempts.min(16)).min(self.most);
        self.attempts += 1;
        self.began.get_or_insert_with(Instant::now);
        after.map_or(own, |after| after + BEYOND)
    }

    /// For how long there was no success, where that is to be told: after a minute, then every hour.
    pub(super) fn long(&mut self) -> Option<Duration> {
        const AGAIN: Duration = Duration::from_secs(60 * 60);
        let long = self.began?.elapsed();
        if long < self.due {
            return None;
        }
        self.due = long + AGAIN;
        Some(long)
    }

    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }
}

#[cfg(test)]
mod tests {
    use super::Patience;
    use std::time::Duration;

    #[test]
    fn waits_grow_up_to_the_most_unless_the_homeserver_says() {
        let mut patience = Patience::new(Duration::from_secs(3));
        let waits: Vec<u128> = (0..5).map(|_| patience.next(None).as_millis()).collect();
        assert_eq!(waits, [500, 1_000, 2_000, 3_000, 3_000]);
        assert_eq!(patience.next(Some(Duration::from_secs(40))).as_millis(), 40_050);
        for _ in 0..100 {
            patience.next(None);
        }
        assert_eq!(patience.attempts(), 106);
        assert_eq!(patience.long(), None, "no minute has passed");
    }
}
