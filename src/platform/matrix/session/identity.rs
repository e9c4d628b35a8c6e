//! The account's own keys: made where it has none, so that what the bot says is shown and can be read after a loss.
//!
//! The recovery key is given to whoever called, once, before anything else can fail. Called by: `session`.

use super::{Secrets, Session, is_signed};
use crate::platform::matrix::stop::Stop;
use matrix_sdk::encryption::CrossSigningResetAuthType;
use matrix_sdk::encryption::recovery::{RecoveryError, RecoveryState};
use matrix_sdk::ruma::api::client::uiaa::{AuthData, MatrixUserIdentifier, Password, UiaaInfo, UserIdentifier};

/// How the account's own keys stand, after signing in.
#[derive(Debug, PartialEq, Eq)]
pub enum Identity {
    /// They were made now, and this device is signed with them; this is the recovery key.
    New(String),
    /// This device is signed with them.
    Signed,
    /// They are there, and this device is not signed with them: it must be recovered.
    ToRecover,
}

/// Makes the account's own keys where it has none, or where others are wanted; else looks how they stand.
pub(super) async fn ensure(session: &Session, new: bool, secrets: &mut Secrets<'_, '_>) -> Result<Identity, Stop> {
    let encryption = session.client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    let is_there = encryption.request_user_identity(&session.me).await?.is_some();
    if is_there && !new {
        if !is_signed(session).await? {
            return Ok(Identity::ToRecover);
        }
        // Keys without a recovery key are of a sign-in that did not come to its end.
        let has_keys = encryption.cross_signing_status().await.is_some_and(|status| status.is_complete());
        if !has_keys || encryption.recovery().state() != RecoveryState::Disabled {
            return Ok(Identity::Signed);
        }
    } else if is_there {
        make_anew(session, secrets).await?;
    } else if let Err(error) = encryption.bootstrap_cross_signing(None).await {
        let Some(info) = error.as_uiaa_response() else { return Err(error.into()) };
        let proof = proof(session, info, secrets)?;
        encryption.bootstrap_cross_signing(Some(proof)).await.map_err(not_proved)?;
    }
    let key = match encryption.recovery().enable().await {
        Ok(key) => key,
        Err(RecoveryError::Sdk(error)) => return Err(error.into()),
        Err(error) => return Err(Stop::Store(error.to_string())),
    };
    // Handed out before anything else can fail; whether this device is signed, `run` and `doctor` look.
    Ok(Identity::New(key))
}

async fn make_anew(session: &Session, secrets: &mut Secrets<'_, '_>) -> Result<(), Stop> {
    let reset = session.client.encryption().recovery().reset_identity().await;
    let failed = |error: RecoveryError| match error {
        RecoveryError::Sdk(error) => not_proved(error),
        error => Stop::Store(error.to_string()),
    };
    let Some(handle) = reset.map_err(failed)? else { return Ok(()) };
    let CrossSigningResetAuthType::Uiaa(info) = handle.auth_type() else { return Err(Stop::NoPasswordProof) };
    let proof = proof(session, info, secrets)?;
    handle.reset(Some(proof)).await.map_err(failed)
}

/// The proof that it is the owner who gives the account new keys.
fn proof(session: &Session, info: &UiaaInfo, secrets: &mut Secrets<'_, '_>) -> Result<AuthData, Stop> {
    let takes_password =
        info.flows.iter().any(|flow| flow.stages.iter().all(|stage| stage.as_str() == "m.login.password"));
    if !takes_password {
        return Err(Stop::NoPasswordProof);
    }
    let user = UserIdentifier::Matrix(MatrixUserIdentifier::new(session.me.to_string()));
    let mut password = Password::new(user, secrets.password(session.me.as_str())?);
    password.session = info.session.clone();
    Ok(AuthData::Password(password))
}

fn not_proved(error: matrix_sdk::Error) -> Stop {
    match error.as_uiaa_response() {
        Some(info) if info.auth_error.is_some() => Stop::Refused,
        Some(_) => Stop::NoPasswordProof,
        None => error.into(),
    }
}
