//! Whether all is set up for the bot to be on Matrix, and what to do where it is not.
//!
//! Changes nothing on the homeserver. For whoever runs the bot, so in English.
//! Called by: `cli::doctor`.

use super::hub::now;
use super::journal::Journal;
use super::session;
use super::stop::{Failure, Stop};
use crate::config;
use crate::platform::Finding;
use std::path::Path;
use std::time::Duration;

/// Looks at the folder, the session, the device, and who may invite.
pub async fn examine(config: &config::Matrix) -> Vec<Finding> {
    let session = match session::restore(config).await {
        Ok(session) => session,
        // The bot that runs has the folder, and has looked at the rest when it started.
        Err(Stop::InUse(folder)) => {
            let running = Finding {
                is_good: true,
                what: "the bot runs with this account: it has looked at all of this when it started".to_owned(),
                next: Some("To look at it anew, end the bot first".to_owned()),
            };
            return std::iter::once(running).chain(waiting(&folder)).collect();
        }
        Err(Stop::NotSignedIn) => return before_sign_in(config).await,
        Err(stop) => return vec![Finding::bad("not on Matrix", stop)],
    };
    let mut findings = Vec::new();
    match session.client.whoami().await {
        Ok(found) => findings.push(Finding::good(format!("signed in to Matrix as {}", found.user_id))),
        Err(error) => {
            let stop = match Failure::of_http(&error) {
                Failure::UnknownToken => Stop::UnknownToken,
                _ => Stop::Unreachable {
                    homeserver: config.homeserver.clone().unwrap_or_default(),
                    error: error.to_string(),
                },
            };
            findings.push(Finding::bad("not signed in to Matrix", stop));
            return findings;
        }
    }
    let (device, fingerprint) = session::device(&session).await;
    findings.push(Finding::good(format!("its device is {device}, with the fingerprint {fingerprint}")));
    findings.push(match session::is_signed(&session).await {
        Ok(true) => Finding::good("what the bot says is shown in encrypted rooms: its device is signed".to_owned()),
        Ok(false) => Finding::bad("what the bot says is hidden in encrypted rooms", Stop::NotSigned),
        Err(stop) => Finding::bad("whether the bot's device is signed is not known", stop),
    });
    let rooms = session.client.joined_rooms().len();
    findings.push(Finding::good(format!("rooms that the bot was in when it last ran: {rooms}")));
    let waiting = session.client.invited_rooms().len();
    if waiting > 0 {
        findings.push(Finding {
            is_good: true,
            what: format!("invitations that were not accepted, of whom [matrix] allow does not name: {waiting}"),
            next: Some("To accept them, add who invited the bot; the log of `sayswho run` names them".to_owned()),
        });
    }
    findings
}

/// Whether questions wait for longer than answering takes.
fn waiting(folder: &Path) -> Option<Finding> {
    const LONG: Duration = Duration::from_secs(5 * 60);
    let (count, oldest) = Journal::open(folder).and_then(|journal| journal.waiting()).ok()?;
    let long = Duration::from_millis(now().saturating_sub(oldest?));
    (long > LONG).then(|| {
        Finding::bad(
            format!("{count} questions wait for an answer, the oldest for {} minutes", long.as_secs() / 60),
            "the log of `sayswho run` says what the homeserver does not take",
        )
    })
}

/// Before anybody has signed in: what that needs.
async fn before_sign_in(config: &config::Matrix) -> Vec<Finding> {
    let mut findings = Vec::new();
    match session::reach(config).await {
        Ok((address, true)) => findings.push(Finding::good(format!("the homeserver answers: {address}"))),
        Ok((address, false)) => findings.push(Finding {
            is_good: true,
            what: format!("the homeserver answers: {address}"),
            next: Some(
                "It takes no passwords: sign in with a client, and give the bot that session with `sayswho matrix login \
                 --token --device-id ID`"
                    .to_owned(),
            ),
        }),
        Err(stop) => findings.push(Finding::bad("the homeserver does not answer", stop)),
    }
    findings.push(match config.user.as_deref() {
        Some(user) => Finding::good(format!("the account to sign in with: {user}")),
        None => Finding::bad("no account", Stop::NoUser),
    });
    findings.push(Finding::bad("not on Matrix", Stop::NotSignedIn));
    findings
}
