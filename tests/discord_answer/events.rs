//! Events as Discord sends them: interactions and messages as JSON, written from its documentation.
//! <https://discord.com/developers/docs/interactions/receiving-and-responding>

use serde_json::{Value, json};

pub const APPLICATION: &str = "845027738276462632";
pub const BOT: u64 = 845_027_738_276_462_632;
pub const GUILD: u64 = 290_926_798_626_357_999;
pub const CHANNEL: u64 = 645_027_906_669_510_667;
pub const ASKER: u64 = 53_908_232_506_183_680;
pub const OTHER: u64 = 80_351_110_224_678_912;

/// Where somebody is, and how their client is set.
#[derive(Clone)]
pub struct From {
    pub user: u64,
    pub guild: Option<u64>,
    pub channel: u64,
    /// The channel that this one is a thread of.
    pub parent: Option<u64>,
    pub locale: &'static str,
    pub guild_locale: Option<&'static str>,
    pub permissions: u64,
    pub context: u8,
}

/// Somebody in a guild without rights, with an English client.
pub fn somebody() -> From {
    From {
        user: ASKER,
        guild: Some(GUILD),
        channel: CHANNEL,
        parent: None,
        locale: "en-US",
        guild_locale: Some("en-US"),
        permissions: 1 << 11,
        context: 0,
    }
}

/// Somebody in a direct conversation with the bot.
pub fn in_private() -> From {
    From { guild: None, guild_locale: None, context: 1, channel: 7, ..somebody() }
}

/// Somebody who may manage the guild.
pub fn manager() -> From {
    From { permissions: 1 << 5, ..somebody() }
}

pub fn user(id: u64) -> Value {
    json!({
        "id": id.to_string(), "username": "mason", "discriminator": "0", "global_name": "Mason",
        "avatar": "a_d5efa99b3eeaa7dd43acca82f5692432", "bot": id == BOT, "public_flags": 0,
    })
}

/// An interaction of this type.
pub fn interaction(from: &From, kind: u8, data: Value) -> Value {
    let mut interaction = json!({
        "id": "786008729715212338", "application_id": APPLICATION, "type": kind, "version": 1,
        "token": format!("token-of-{}-{}", from.user, from.channel),
        "data": data,
        "channel_id": from.channel.to_string(),
        "channel": {
            "id": from.channel.to_string(), "type": if from.parent.is_some() { 11 } else { 0 }, "name": "general",
            "permissions": "2048", "parent_id": from.parent.map(|parent| parent.to_string()), "last_message_id": null,
        },
        "app_permissions": "442368", "locale": from.locale, "entitlements": [],
        "authorizing_integration_owners": {}, "context": from.context, "attachment_size_limit": 10_485_760,
    });
    let user = user(from.user);
    match from.guild {
        Some(guild) => {
            interaction["guild_id"] = json!(guild.to_string());
            interaction["guild_locale"] = json!(from.guild_locale);
            interaction["guild"] = json!({ "id": guild.to_string(), "features": [], "locale": "en-US" });
            interaction["member"] = json!({
                "user": user, "roles": [], "joined_at": "2017-03-13T19:19:14.040000+00:00", "deaf": false,
                "mute": false, "nick": null, "avatar": null, "premium_since": null, "pending": false, "flags": 0,
                "permissions": from.permissions.to_string(), "communication_disabled_until": null,
            });
        }
        None => interaction["user"] = user,
    }
    interaction
}

/// A slash command; of the values, numbers and booleans are what they are, `<#1>` is a channel.
pub fn slash(from: &From, name: &str, options: &[(&str, Value)]) -> Value {
    interaction(from, 2, command_data(name, options))
}

fn command_data(name: &str, options: &[(&str, Value)]) -> Value {
    let option = |(name, value): &(&str, Value)| {
        let channel = value.as_str().and_then(|text| text.strip_prefix("<#")).and_then(|text| text.strip_suffix('>'));
        let (kind, value) = match (channel, value) {
            (Some(id), _) => (7, json!(id)),
            (_, Value::Bool(_)) => (5, value.clone()),
            (_, Value::Number(_)) => (4, value.clone()),
            _ => (3, value.clone()),
        };
        json!({ "name": name, "type": kind, "value": value })
    };
    let options: Vec<Value> = options.iter().map(option).collect();
    json!({ "id": "771825006014889984", "name": name, "type": 1, "options": options })
}

/// Letters typed into an option of a slash command.
pub fn typing(from: &From, name: &str, option: &str, typed: &str) -> Value {
    let mut data = command_data(name, &[(option, json!(typed))]);
    data["options"][0]["focused"] = json!(true);
    interaction(from, 4, data)
}

/// The context menu of a message.
pub fn menu(from: &From, name: &str, message: Value) -> Value {
    let id = message["id"].as_str().expect("an id").to_owned();
    let data = json!({
        "id": "771825006014889985", "name": name, "type": 3, "target_id": id,
        "resolved": { "messages": { id: message } },
    });
    interaction(from, 2, data)
}

/// A message that somebody wrote.
pub fn written(from: &From, content: &str) -> Value {
    let mut message = json!({
        "id": "790000000000000001", "channel_id": from.channel.to_string(), "author": user(from.user),
        "content": content, "timestamp": "2026-11-24T08:00:00.000000+00:00", "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
        "components": [], "pinned": false, "type": 0, "flags": 0,
    });
    if content.contains(&format!("{BOT}>")) {
        message["mentions"] = json!([user(BOT)]);
    }
    if let Some(guild) = from.guild {
        message["guild_id"] = json!(guild.to_string());
    }
    message
}

/// A message of ours, as Discord gives it back with an interaction: the answer to `asker`, made of what we sent.
pub fn ours(sent: &Value, asker: u64, private: bool) -> Value {
    let from = From { user: BOT, ..somebody() };
    let mut message = written(&from, sent["content"].as_str().unwrap_or_default());
    message["id"] = json!("790000000000000002");
    message["type"] = json!(20);
    message["flags"] = json!(if private { 64 } else { 0 });
    message["embeds"] = sent["embeds"].clone();
    for embed in message["embeds"].as_array_mut().into_iter().flatten() {
        embed["type"] = json!("rich");
        // Discord gives back a number for each component, and what it adds to embeds.
        embed["content_scan_version"] = json!(0);
    }
    message["components"] = sent["components"].clone();
    message["interaction_metadata"] = json!({
        "id": "786008729715212338", "type": 2, "user": user(asker), "authorizing_integration_owners": {},
        "name": "ask", "command_type": 1,
    });
    message["application_id"] = json!(APPLICATION);
    message
}

/// A button of a message.
pub fn button(from: &From, message: &Value, custom_id: &str) -> Value {
    let mut interaction = interaction(from, 3, json!({ "custom_id": custom_id, "component_type": 2, "id": 3 }));
    interaction["message"] = message.clone();
    interaction
}

/// A line of a menu of a message.
pub fn line(from: &From, message: &Value, custom_id: &str, values: &[&str]) -> Value {
    let data = json!({ "custom_id": custom_id, "component_type": 3, "values": values, "id": 4 });
    let mut interaction = interaction(from, 3, data);
    interaction["message"] = message.clone();
    interaction
}
