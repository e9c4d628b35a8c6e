//! Discord's list of the application's commands: made equal to ours where it differs, and left alone where it does not,
//! since an application may create 200 commands a day.
//!
//! Called by: `gateway` and `http` (once for each process), `doctor` (looks only).

use super::send::{NotSent, Rest};
use super::{ended, wait_after};
use crate::platform::discord::{Bot, commands};
use serde_json::{Value, json};
use serenity::http::Route;
use serenity::model::id::ApplicationId;
use tokio::sync::watch;

/// The kind of command that starts an activity. A list without it is refused once an application has one.
const ENTRY_POINT: u64 = 4;
/// How often registering is tried before it is left to the next start.
const MOST_TRIES: u32 = 20;

/// Registers our commands, if Discord has others. Tries again where that may help, until it is to end.
pub(super) async fn register(rest: &Rest, bot: &Bot, mut shutdown: watch::Receiver<bool>) {
    for tries in 1..=MOST_TRIES {
        match once(rest, bot).await {
            Ok(true) => return tracing::info!("the commands are registered with Discord"),
            Ok(false) => return tracing::info!("the commands are registered with Discord already"),
            Err(error) => tracing::warn!("the commands could not be registered: {error}"),
        }
        tokio::select! {
            () = tokio::time::sleep(wait_after(tries)) => {}
            () = ended(&mut shutdown) => return,
        }
    }
    tracing::error!("the commands are not registered; `sayswho doctor` may tell why");
}

/// Whether they had to be registered.
async fn once(rest: &Rest, bot: &Bot) -> Result<bool, NotSent> {
    let application = id(&rest.application().await?)?;
    let State { others, is_equal } = state(rest, application, bot).await?;
    if is_equal {
        return Ok(false);
    }
    let mut list = others;
    list.extend(commands::wanted(&bot.service).iter().map(|command| as_specified(json!(command))));
    rest.put(Route::Commands { application_id: application }, &list).await?;
    Ok(true)
}

/// A command as Discord's OpenAPI has it: permissions as a number, where serenity writes a string (which Discord's prose
/// asks for, and which it gives back); and what is not set left out, where serenity writes null.
fn as_specified(mut command: Value) -> Value {
    let permissions = command["default_member_permissions"].as_str().and_then(|bits| bits.parse::<u64>().ok());
    if let Some(permissions) = permissions {
        command["default_member_permissions"] = permissions.into();
    }
    without_nulls(command)
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let set = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(set.map(|(name, value)| (name, without_nulls(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

/// What Discord has.
pub(super) struct State {
    /// Commands that are not ours to say.
    others: Vec<Value>,
    /// Whether the rest is as we want it.
    pub(super) is_equal: bool,
}

/// What Discord has of the application's commands.
pub(super) async fn state(rest: &Rest, application: ApplicationId, bot: &Bot) -> Result<State, NotSent> {
    let route = Route::Commands { application_id: application };
    let registered = rest.get(route, &[("with_localizations", "true")]).await?;
    let all = registered.as_array().cloned().unwrap_or_default();
    let (others, ours): (Vec<Value>, Vec<Value>) =
        all.into_iter().partition(|command| command["type"].as_u64() == Some(ENTRY_POINT));
    let is_equal = !commands::differ(&Value::Array(ours), &commands::wanted(&bot.service));
    Ok(State { others, is_equal })
}

/// The id of an application, from what Discord says of it.
pub(super) fn id(application: &Value) -> Result<ApplicationId, NotSent> {
    let id = application["id"].as_str().and_then(|id| id.parse().ok()).filter(|id| *id != 0);
    id.map(ApplicationId::new).ok_or_else(|| NotSent::Unreached("the application has no id".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::as_specified;
    use serde_json::json;

    #[test]
    fn permissions_become_a_number_and_what_is_not_set_is_left_out() {
        let written = json!({"name": "a", "nsfw": null, "default_member_permissions": "32",
            "options": [{"name": "b", "min_length": null, "max_length": 9}]});
        let expected = json!({"name": "a", "default_member_permissions": 32,
            "options": [{"name": "b", "max_length": 9}]});
        assert_eq!(as_specified(written), expected);
        assert_eq!(as_specified(json!({"default_member_permissions": null})), json!({}));
    }
}
