//! Looks whether all that Discord has to know is set up: only reads, changes nothing.
//!
//! For whoever runs the bot, so in English.
//! Called by: `cli::doctor`.

use super::send::{NotSent, Rest};
use super::{Connection, Stop, register, rest};
use crate::config::{self, Interactions};
use crate::platform::Finding;
use crate::platform::discord::Bot;
use serde_json::Value;
use serenity::http::Route;
use serenity::model::permissions::Permissions;

/// Where applications are set up.
const PORTAL: &str = "https://discord.com/developers/applications";
/// The least that the bot needs in a channel where it is asked by mention. Commands need nothing of it.
const PERMISSIONS: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::READ_MESSAGE_HISTORY);

/// What Discord knows of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examination {
    /// What was looked at, in order.
    pub findings: Vec<Finding>,
    /// The address at which the bot is invited into a guild, with the least permissions.
    pub invite: Option<String>,
}

/// Asks Discord what it knows of the application, and compares.
///
/// # Errors
/// [`Stop`] where there is no token to ask with.
pub async fn examine(config: &config::Discord, bot: &Bot, connection: Connection) -> Result<Examination, Stop> {
    let rest = rest(config, connection)?;
    let mut findings = Vec::new();
    let user = match rest.get(Route::UserMe, &[]).await {
        Ok(user) => user,
        Err(error) => {
            findings.push(unreached(config, &error));
            return Ok(Examination { findings, invite: None });
        }
    };
    findings.push(Finding::good(format!("Discord takes the token: it is {}'s", name(&user, "username"))));
    let application = match rest.application().await {
        Ok(application) => application,
        Err(error) => {
            findings
                .push(Finding::bad(format!("Discord does not tell of the application: {error}"), "Try again later"));
            return Ok(Examination { findings, invite: None });
        }
    };
    findings.push(Finding::good(format!("the application is “{}”", name(&application, "name"))));
    findings.extend(of_application(&application, config));
    findings.push(of_commands(&rest, &application, bot).await);
    let invite = application["id"].as_str().map(invite);
    Ok(Examination { findings, invite })
}

fn name<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or("?")
}

/// The address at which the application with this id is invited.
fn invite(id: &str) -> String {
    let permissions = PERMISSIONS.bits();
    format!(
        "https://discord.com/oauth2/authorize?client_id={id}&scope=bot%20applications.commands&permissions={permissions}"
    )
}

fn unreached(config: &config::Discord, error: &NotSent) -> Finding {
    if error.is_unauthorized() {
        return Finding::bad("Discord refuses the token", Stop::Token.to_string());
    }
    let next = match &config.api_base {
        Some(base) => format!("Does the server of [discord] api_base run? It is {base}"),
        None => "Is this machine on the Internet, and is https://discordstatus.com green? A proxy is taken from \
                 HTTPS_PROXY"
            .to_owned(),
    };
    Finding::bad(format!("Discord does not answer: {error}"), next)
}

/// What the application's page in the portal says, against what the configuration needs.
fn of_application(application: &Value, config: &config::Discord) -> Vec<Finding> {
    let mut findings = Vec::new();
    if application["bot_require_code_grant"] == true {
        findings.push(Finding::bad(
            "the application requires a code grant, so the invitation below does not work",
            format!("Switch it off: {PORTAL}, your application, Bot, Requires OAuth2 Code Grant"),
        ));
    }
    findings.push(if application["bot_public"] == false {
        Finding::good("only you can invite the bot (Public Bot is off)")
    } else {
        Finding::good("anybody can invite the bot (Public Bot is on)")
    });
    let by_users = !application["integration_types_config"]["1"].is_null();
    findings.push(if by_users {
        Finding::good("users can install it for themselves, and ask it in any server")
    } else {
        let next = "If they should: Installation, User Install, with the scope applications.commands";
        let next = Some(format!("{next}: {PORTAL}, your application"));
        Finding { next, ..Finding::good("users can not install it for themselves") }
    });
    findings.push(Finding::good("no privileged intent is needed"));
    findings.extend(of_endpoint(application, config));
    findings
}

/// Where Discord sends interactions, against where they are waited for.
fn of_endpoint(application: &Value, config: &config::Discord) -> Vec<Finding> {
    let endpoint = application["interactions_endpoint_url"].as_str().filter(|url| !url.is_empty());
    let page = format!("{PORTAL}, your application, General Information");
    match (&config.interactions, endpoint) {
        (Interactions::Gateway, None) => vec![Finding::good("interactions come over the gateway")],
        (Interactions::Gateway, Some(url)) => vec![Finding::bad(
            format!("Discord sends interactions to {url}, so that none come over the gateway"),
            format!("Empty Interactions Endpoint URL: {page}. Or set [discord] interactions = \"http\""),
        )],
        (Interactions::Http { public_key, .. }, endpoint) => {
            let hex: String = public_key.iter().map(|byte| format!("{byte:02x}")).collect();
            let is_ours = application["verify_key"].as_str().is_none_or(|key| key.eq_ignore_ascii_case(&hex));
            let key = if is_ours {
                Finding::good("[discord] public_key is the application's")
            } else {
                Finding::bad("[discord] public_key is another application's", format!("Copy Public Key: {page}"))
            };
            let url = match endpoint {
                Some(url) => Finding::good(format!("Discord sends interactions to {url}")),
                None => Finding::bad(
                    "Discord sends no interactions over HTTP",
                    format!(
                        "While `sayswho run` runs and is reached from the Internet over https, set Interactions \
                         Endpoint URL to https://YOUR-HOST/discord/interactions: {page}"
                    ),
                ),
            };
            vec![key, url]
        }
    }
}

async fn of_commands(rest: &Rest, application: &Value, bot: &Bot) -> Finding {
    let state = match register::id(application) {
        Ok(id) => register::state(rest, id, bot).await,
        Err(error) => Err(error),
    };
    match state {
        Ok(state) if state.is_equal => Finding::good("the commands are registered, and are those of this version"),
        Ok(_) => Finding::bad(
            "the commands that Discord shows are not those of this version",
            "Start `sayswho run`: it registers them. Then restart your Discord client (Ctrl-R) to see them at once",
        ),
        Err(error) => Finding::bad(format!("Discord does not tell its commands: {error}"), "Try again later"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn bad(application: &Value, config: &config::Discord) -> Vec<String> {
        let findings = of_application(application, config).into_iter().filter(|finding| !finding.is_good);
        findings.map(|finding| finding.what).collect()
    }

    #[test]
    fn the_invitation_asks_for_five_permissions() {
        let expected = "https://discord.com/oauth2/authorize?client_id=42&scope=bot%20applications.commands\
                        &permissions=274877991936";
        assert_eq!(invite("42"), expected);
        assert_eq!((1_u64 << 10) + (1 << 11) + (1 << 14) + (1 << 16) + (1 << 38), 274_877_991_936);
    }

    #[test]
    fn a_portal_that_does_not_fit_the_configuration_is_found_out() {
        let gateway = config::Discord::default();
        let listen = "127.0.0.1:1".parse().expect("an address");
        let interactions = Interactions::Http { listen, public_key: [0xab; 32] };
        let http = config::Discord { interactions, ..config::Discord::default() };
        let well = json!({"bot_public": true, "integration_types_config": {"0": {}, "1": {}}});
        assert_eq!(bad(&well, &gateway), Vec::<String>::new());
        assert_eq!(bad(&well, &http), ["Discord sends no interactions over HTTP"]);
        let other = json!({
            "bot_require_code_grant": true, "verify_key": "cd".repeat(32),
            "interactions_endpoint_url": "https://bot.example/discord/interactions",
        });
        assert_eq!(
            bad(&other, &gateway),
            [
                "the application requires a code grant, so the invitation below does not work",
                "Discord sends interactions to https://bot.example/discord/interactions, so that none come over the \
                 gateway",
            ]
        );
        assert_eq!(bad(&other, &http)[1..], ["[discord] public_key is another application's"]);
        let upper = json!({
            "verify_key": "AB".repeat(32), "interactions_endpoint_url": "https://bot.example/discord/interactions",
            "integration_types_config": {"1": {}},
        });
        assert_eq!(bad(&upper, &http), Vec::<String>::new());
    }
}
