//! Signing in, the account's own keys, and whether the bot is heard.
//!
//! Never prints or logs a password, a token or a key: the recovery key is given to whoever called, once.
//! Called by: `run`, `doctor`, `cli::matrix`.

mod identity;

pub use identity::Identity;

use super::folder::{Folder, Kept};
use super::journal::Journal;
use super::stop::{Failure, Stop};
use crate::config;
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::encryption::recovery::RecoveryError;
use matrix_sdk::encryption::secret_storage::SecretStorageError;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::ruma::api::client::session::get_login_types::v3::LoginType;
use matrix_sdk::ruma::api::client::session::login;
use matrix_sdk::ruma::api::client::uiaa::{MatrixUserIdentifier, UserIdentifier};
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId, UserId};
use matrix_sdk::store::RoomLoadSettings;
use matrix_sdk::{Client, ClientBuildError, ClientBuilder, SessionMeta, SessionTokens};
use std::io;
use std::path::Path;
use std::time::Duration;

/// How long a request may take. Sync adds its own waiting.
const REQUEST: Duration = Duration::from_secs(30);

/// Asks for a secret, by what to call it.
pub type Ask<'a> = dyn FnMut(&str) -> io::Result<String> + Send + 'a;

/// How to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a password, as a new device.
    Password,
    /// With the token of a session that there is already, of this device.
    Token {
        /// The device's id.
        device: String,
    },
}

/// What came of signing in.
#[derive(Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub user: String,
    /// The device.
    pub device: String,
    /// The device's fingerprint, its Ed25519 key: who verifies the device by hand compares it.
    pub fingerprint: String,
    /// How the account's own keys stand.
    pub identity: Identity,
}

/// The bot, signed in.
pub(super) struct Session {
    pub(super) client: Client,
    pub(super) me: OwnedUserId,
    pub(super) folder: Folder,
}

/// Signs in, unless that is done, and makes the account's own keys where it has none, or where `new_identity` wants others.
///
/// # Errors
/// [`Stop`], with what to do.
pub async fn login(
    config: &config::Matrix,
    way: &Way,
    new_identity: bool,
    ask: &mut Ask<'_>,
) -> Result<SignedIn, Stop> {
    let mut secrets = Secrets { ask, password: None };
    let folder = take(config)?;
    let session = match restored(config, folder).await? {
        Restored::Session(session) => session,
        Restored::Nothing(folder) => sign_in(config, way, folder, &mut secrets).await?,
    };
    settle(&session).await?;
    session.folder.close_to_others()?;
    let identity = identity::ensure(&session, new_identity, &mut secrets).await?;
    match (session.folder.close_to_others(), &identity) {
        // A recovery key is shown once: it is not lost over this.
        (Err(stop), Identity::New(_)) => tracing::warn!("{stop}"),
        (closed, _) => closed?,
    }
    let (device, fingerprint) = device(&session).await;
    Ok(SignedIn { user: session.me.to_string(), device, fingerprint, identity })
}

/// The device's id and its fingerprint, in groups of four as clients show it.
pub(super) async fn device(session: &Session) -> (String, String) {
    let id = session.client.device_id().map(ToString::to_string).unwrap_or_default();
    let key: Vec<char> = session.client.encryption().ed25519_key().await.unwrap_or_default().chars().collect();
    let groups: Vec<String> = key.chunks(4).map(|group| group.iter().collect()).collect();
    (id, groups.join(" "))
}

/// Signs this device with the account's own keys, which the recovery key opens.
///
/// # Errors
/// [`Stop`], with what to do.
pub async fn recover(config: &config::Matrix, ask: &mut Ask<'_>) -> Result<(), Stop> {
    let session = restore(config).await?;
    settle(&session).await?;
    let key = ask("Recovery key").map_err(Stop::Terminal)?;
    let recovered = session.client.encryption().recovery().recover(key.trim()).await;
    recovered.map_err(|error| match error {
        RecoveryError::SecretStorage(SecretStorageError::MissingKeyInfo { .. }) => Stop::NothingToRecover,
        RecoveryError::SecretStorage(SecretStorageError::Sdk(error)) | RecoveryError::Sdk(error) => error.into(),
        RecoveryError::SecretStorage(_) => Stop::WrongKey,
        RecoveryError::BackupExistsOnServer => Stop::NothingToRecover,
    })?;
    session.folder.close_to_others()?;
    if is_signed(&session).await? { Ok(()) } else { Err(Stop::NotSigned) }
}

/// The session that was signed in before. Does not ask the homeserver whether it still knows it.
pub(super) async fn restore(config: &config::Matrix) -> Result<Session, Stop> {
    let folder = take(config)?;
    let kept = folder.session()?.ok_or(Stop::NotSignedIn)?;
    open(config, folder, kept).await
}

/// Whether this device is signed by its owner, as the homeserver has it now.
pub(super) async fn is_signed(session: &Session) -> Result<bool, Stop> {
    let encryption = session.client.encryption();
    encryption.request_user_identity(&session.me).await?;
    let device = encryption.get_own_device().await.map_err(|error| Stop::Store(error.to_string()))?;
    Ok(device.is_some_and(|device| device.is_cross_signed_by_owner()))
}

/// Syncs once: the homeserver gets the device's keys, and what is asked from now on is answered when the bot runs.
async fn settle(session: &Session) -> Result<(), Stop> {
    let response = super::sync::without_words(&session.client).await?;
    let journal = Journal::open(session.folder.path())?;
    if journal.since()?.is_none() {
        journal.note(&[], Some(&response.next_batch))?;
    }
    Ok(())
}

fn take(config: &config::Matrix) -> Result<Folder, Stop> {
    if config.homeserver.is_none() {
        return Err(Stop::NotSetUp);
    }
    Folder::take(config.dir.as_deref().ok_or(Stop::NoFolder)?)
}

/// What became of an earlier session.
enum Restored {
    Session(Session),
    /// There is none, or the homeserver no longer knows it.
    Nothing(Folder),
}

async fn restored(config: &config::Matrix, folder: Folder) -> Result<Restored, Stop> {
    let Some(kept) = folder.session()? else {
        // Keys without a session are of a sign-in that did not come to its end.
        folder.set_aside()?;
        return Ok(Restored::Nothing(folder));
    };
    let session = open(config, folder, kept).await?;
    match session.client.whoami().await {
        Ok(_) => Ok(Restored::Session(session)),
        Err(error) if Failure::of_http(&error) == Failure::UnknownToken => {
            let Session { client, folder, .. } = session;
            // The files must be closed before they are moved.
            drop(client);
            folder.set_aside()?;
            Ok(Restored::Nothing(folder))
        }
        Err(error) => Err(unreachable(config, &error.to_string())),
    }
}

async fn open(config: &config::Matrix, folder: Folder, kept: Kept) -> Result<Session, Stop> {
    if let Some(user) = config.user.as_deref().filter(|user| !is_called(&kept.user_id, user)) {
        return Err(Stop::AnotherAccount {
            kept: kept.user_id,
            wanted: user.to_owned(),
            folder: folder.path().to_owned(),
        });
    }
    let damaged = |error: &dyn std::fmt::Display| Stop::Store(error.to_string());
    let user_id = UserId::parse(&kept.user_id).map_err(|error| damaged(&error))?;
    let client = client(config, &kept.homeserver, &folder.store()).await?;
    let session = MatrixSession {
        meta: SessionMeta { user_id: user_id.clone(), device_id: OwnedDeviceId::from(kept.device_id) },
        tokens: SessionTokens { access_token: kept.access_token, refresh_token: None },
    };
    let restored = client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await;
    restored.map_err(|error| damaged(&error))?;
    folder.close_to_others()?;
    Ok(Session { client, me: user_id, folder })
}

/// What a homeserver says to whoever has not signed in: its address, and whether it takes passwords.
pub(super) async fn reach(config: &config::Matrix) -> Result<(String, bool), Stop> {
    let homeserver = config.homeserver.as_deref().ok_or(Stop::NotSetUp)?;
    let failed = |error: &dyn std::fmt::Display| unreachable(config, &error.to_string());
    let client = builder(homeserver).build().await.map_err(|error| failed(&error))?;
    let offered = client.matrix_auth().get_login_types().await.map_err(|error| failed(&error))?;
    let takes_passwords = offered.flows.iter().any(|flow| matches!(flow, LoginType::Password(_)));
    Ok((client.homeserver().to_string(), takes_passwords))
}

/// Whether an account is called so, with its server or without; homeservers find accounts whatever the case.
fn is_called(account: &str, user: &str) -> bool {
    let (local, _) = account.split_once(':').unwrap_or((account, ""));
    let is_local = || local.trim_start_matches('@').eq_ignore_ascii_case(user.trim_start_matches('@'));
    account.eq_ignore_ascii_case(user) || is_local()
}

async fn client(config: &config::Matrix, homeserver: &str, store: &Path) -> Result<Client, Stop> {
    builder(homeserver).sqlite_store(store, None).build().await.map_err(|error| match error {
        ClientBuildError::SqliteStore(error) => Stop::Store(error.to_string()),
        other => unreachable(config, &other.to_string()),
    })
}

fn builder(homeserver: &str) -> ClientBuilder {
    let is_address = homeserver.contains("://");
    let keys = EncryptionSettings {
        // What was said before the keys were lost can be read again, as far as it is asked for.
        backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
        ..EncryptionSettings::default()
    };
    let builder = Client::builder()
        .with_encryption_settings(keys)
        // An address that is named is the one that is meant, whatever address the homeserver gives to others.
        .respect_login_well_known(!is_address)
        .request_config(RequestConfig::new().timeout(REQUEST).retry_limit(3));
    if is_address { builder.homeserver_url(homeserver) } else { builder.server_name_or_homeserver_url(homeserver) }
}

fn unreachable(config: &config::Matrix, error: &str) -> Stop {
    Stop::Unreachable { homeserver: config.homeserver.clone().unwrap_or_default(), error: error.to_owned() }
}

/// The secrets that are asked for, each once.
struct Secrets<'s, 'a> {
    ask: &'s mut Ask<'a>,
    password: Option<String>,
}

impl Secrets<'_, '_> {
    fn password(&mut self, user: &str) -> Result<String, Stop> {
        if self.password.is_none() {
            self.password = Some((self.ask)(&format!("Password of {user}")).map_err(Stop::Terminal)?);
        }
        Ok(self.password.clone().unwrap_or_default())
    }
}

async fn sign_in(
    config: &config::Matrix,
    way: &Way,
    folder: Folder,
    secrets: &mut Secrets<'_, '_>,
) -> Result<Session, Stop> {
    let user = config.user.as_deref().ok_or(Stop::NoUser)?;
    let homeserver = config.homeserver.as_deref().ok_or(Stop::NotSetUp)?;
    let client = client(config, homeserver, &folder.store()).await?;
    let session = match proved(config, way, (&client, user), secrets).await {
        Ok(session) => session,
        Err(stop) => {
            // Made for nothing: the next attempt begins with none.
            drop(client);
            folder.discard()?;
            return Err(stop);
        }
    };
    let MatrixSession { meta, tokens } = session;
    folder.keep(&Kept {
        homeserver: client.homeserver().to_string(),
        user_id: meta.user_id.to_string(),
        device_id: meta.device_id.to_string(),
        access_token: tokens.access_token,
    })?;
    Ok(Session { client, me: meta.user_id, folder })
}

/// The session that the password or the token proves.
async fn proved(
    config: &config::Matrix,
    way: &Way,
    (client, user): (&Client, &str),
    secrets: &mut Secrets<'_, '_>,
) -> Result<MatrixSession, Stop> {
    match way {
        Way::Password => {
            let password = secrets.password(user)?;
            let session = with_password(config, client, user, password).await?;
            let restored = client.matrix_auth().restore_session(session.clone(), RoomLoadSettings::default()).await;
            restored.map_err(|error| Stop::Store(error.to_string()))?;
            Ok(session)
        }
        Way::Token { device } => {
            let token = (secrets.ask)("Access token").map_err(Stop::Terminal)?;
            with_token(config, client, user, device, token.trim()).await
        }
    }
}

/// Asks once: a homeserver that has enough of sign-ins lets wait for minutes, and whoever types is told so.
async fn with_password(
    config: &config::Matrix,
    client: &Client,
    user: &str,
    password: String,
) -> Result<MatrixSession, Stop> {
    let name = UserIdentifier::Matrix(MatrixUserIdentifier::new(user.to_owned()));
    let info = login::v3::LoginInfo::Password(login::v3::Password::new(name, password));
    let mut request = login::v3::Request::new(info);
    request.initial_device_display_name = Some(config.device_name.clone());
    let once = RequestConfig::new().timeout(REQUEST).disable_retry();
    let response = client.send(request).with_request_config(once).await;
    Ok(MatrixSession::from(&response.map_err(|error| refused(config, error.into()))?))
}

async fn with_token(
    config: &config::Matrix,
    client: &Client,
    user: &str,
    device: &str,
    token: &str,
) -> Result<MatrixSession, Stop> {
    // A name without a server is of the server that is signed in to, which the token tells.
    let named = UserId::parse(user).ok();
    let server = client.homeserver().host_str().unwrap_or_default().to_owned();
    let user_id = match named {
        Some(user_id) => user_id,
        None => UserId::parse(format!("@{user}:{server}")).map_err(|_| Stop::NoUser)?,
    };
    let session = |user_id: OwnedUserId| MatrixSession {
        meta: SessionMeta { user_id, device_id: OwnedDeviceId::from(device) },
        tokens: SessionTokens { access_token: token.to_owned(), refresh_token: None },
    };
    let restored = client.matrix_auth().restore_session(session(user_id.clone()), RoomLoadSettings::default()).await;
    restored.map_err(|error| Stop::Store(error.to_string()))?;
    let found = client.whoami().await.map_err(|error| match Failure::of_http(&error) {
        Failure::UnknownToken => Stop::UnknownToken,
        _ => unreachable(config, &error.to_string()),
    })?;
    let is_device = found.device_id.as_ref().is_none_or(|found| found.as_str() == device);
    if found.user_id != user_id || !is_device {
        let device = found.device_id.map(|device| format!(", device {device}")).unwrap_or_default();
        return Err(Stop::AnotherSession(format!("{}{device}", found.user_id)));
    }
    Ok(session(user_id))
}

/// Why a password was not taken.
fn refused(config: &config::Matrix, error: matrix_sdk::Error) -> Stop {
    if let Failure::Later { after: Some(after) } = Failure::of(&error) {
        return Stop::TooSoon(after);
    }
    match error.client_api_error_kind() {
        Some(ErrorKind::Forbidden | ErrorKind::UserDeactivated | ErrorKind::InvalidUsername) => Stop::Refused,
        Some(_) => error.into(),
        None => unreachable(config, &error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_called;

    #[test]
    fn an_account_is_the_one_that_is_named_whatever_the_case() {
        for (user, expected) in [
            ("@sayswho:a.example", true),
            ("@SaysWho:a.example", true),
            ("SaysWho", true),
            ("@sayswho", true),
            ("@sayswho:b.example", false),
            ("says", false),
        ] {
            assert_eq!(is_called("@sayswho:a.example", user), expected, "{user}");
        }
    }
}
