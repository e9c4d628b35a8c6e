//! What Discord sends: READY, interactions, messages, as its documentation shows them.
//!
//! Called by: `gateway`, `state`, tests.

use serde_json::{Value, json};

/// The application, and its bot user.
pub const APPLICATION: u64 = 1_100_000_000_000_000_001;
/// A guild, a channel of it, and a direct channel.
pub const GUILD: u64 = 1_200_000_000_000_000_001;
pub const CHANNEL: u64 = 1_300_000_000_000_000_001;
pub const DIRECT: u64 = 1_300_000_000_000_000_002;
/// Somebody.
pub const USER: u64 = 1_400_000_000_000_000_001;
/// May do everything but administer.
const MEMBER: u64 = 0x0000_0000_0014_CC40;
const WHEN: &str = "2026-11-24T12:00:00.000000+00:00";

/// An interaction that is to be sent; `id` and `token` come when it is.
#[derive(Clone, Debug)]
pub struct Call(pub Value);

impl Call {
    /// A slash command in the guild, in English, with text options.
    pub fn command(name: &str, options: &[(&str, &str)]) -> Call {
        let options: Vec<Value> =
            options.iter().map(|(name, value)| json!({"name": name, "type": 3, "value": value})).collect();
        Call::of(2, json!({"id": "1500000000000000001", "name": name, "type": 1, "options": options}))
    }

    /// A command with options of any kind.
    pub fn command_with(name: &str, options: Value) -> Call {
        Call::of(2, json!({"id": "1500000000000000001", "name": name, "type": 1, "options": options}))
    }

    /// A message's right-click command.
    pub fn on_message(name: &str, message: &Value) -> Call {
        let id = message["id"].as_str().expect("an id").to_owned();
        let data = json!({"id": "1500000000000000002", "name": name, "type": 3, "target_id": id,
            "resolved": {"messages": {id.clone(): message}}});
        Call::of(2, data)
    }

    /// What is typed so far into an option of a slash command.
    pub fn complete(name: &str, option: &str, typed: &str) -> Call {
        let option = json!({"name": option, "type": 3, "value": typed, "focused": true});
        Call::of(4, json!({"id": "1500000000000000001", "name": name, "type": 1, "options": [option]}))
    }

    /// A button of a message.
    pub fn press(message: &Value, custom_id: &str) -> Call {
        Call::of(3, json!({"custom_id": custom_id, "component_type": 2, "id": 2})).at(message)
    }

    /// By somebody else.
    pub fn by(mut self, user_id: u64) -> Call {
        self.0["member"]["user"] = user(user_id, "somebody");
        self
    }

    /// In another channel.
    pub fn channel(mut self, id: u64) -> Call {
        self.0["channel_id"] = json!(id.to_string());
        self.0["channel"]["id"] = json!(id.to_string());
        self
    }

    fn at(mut self, message: &Value) -> Call {
        self.0["message"] = message.clone();
        self
    }

    fn of(kind: u8, data: Value) -> Call {
        Call(json!({
            "application_id": APPLICATION.to_string(),
            "type": kind,
            "data": data,
            "guild_id": GUILD.to_string(),
            "guild": {"id": GUILD.to_string(), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "channel_id": CHANNEL.to_string(),
            "channel": {"id": CHANNEL.to_string(), "type": 0, "guild_id": GUILD.to_string(), "name": "texts",
                "permissions": MEMBER.to_string(), "position": 0, "nsfw": false, "parent_id": null, "topic": null,
                "last_message_id": null, "rate_limit_per_user": 0, "flags": 0},
            "member": {"user": user(USER, "reader"), "nick": null, "avatar": null, "roles": [], "joined_at": WHEN,
                "premium_since": null, "deaf": false, "mute": false, "flags": 0, "pending": false,
                "permissions": MEMBER.to_string(), "communication_disabled_until": null},
            "version": 1,
            "app_permissions": MEMBER.to_string(),
            "locale": "en-US",
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": GUILD.to_string()},
            "context": 0,
            "attachment_size_limit": 10_485_760,
        }))
    }
}

/// A user as events hold it.
pub fn user(id: u64, name: &str) -> Value {
    json!({"id": id.to_string(), "username": name, "global_name": name, "discriminator": "0", "avatar": null,
        "public_flags": 0, "flags": 0, "avatar_decoration_data": null, "clan": null, "primary_guild": null, "collectibles": null})
}

/// The bot's own user.
pub fn bot_user() -> Value {
    let mut user = user(APPLICATION, "sayswho");
    user["bot"] = json!(true);
    user["banner"] = json!(null);
    user["accent_color"] = json!(null);
    user
}

/// A message that a user wrote, as `MESSAGE_CREATE` holds it; in the guild, or direct.
pub fn message(id: u64, content: &str, direct: bool) -> Value {
    let mut message = bare_message(id, if direct { DIRECT } else { CHANNEL }, user(USER, "reader"));
    message["content"] = json!(content);
    if !direct {
        message["guild_id"] = json!(GUILD.to_string());
        message["member"] = json!({"roles": [], "joined_at": WHEN, "deaf": false, "mute": false, "flags": 0,
            "nick": null, "avatar": null, "premium_since": null, "pending": false});
        if content.contains(&format!("<@{APPLICATION}>")) {
            message["mentions"] = json!([bot_user()]);
        }
    }
    message
}

/// A message without content.
pub fn bare_message(id: u64, channel: u64, author: Value) -> Value {
    json!({"id": id.to_string(), "channel_id": channel.to_string(), "author": author, "content": "",
        "timestamp": WHEN, "edited_timestamp": null, "tts": false, "mention_everyone": false, "mentions": [],
        "mention_roles": [], "attachments": [], "embeds": [], "components": [], "pinned": false, "type": 0, "flags": 0})
}

/// READY of a session.
pub fn ready(session: &str, gateway: &str, shard: &Value) -> Value {
    let mut ready = json!({"v": 10, "user": bot_user(), "guilds": [{"id": GUILD.to_string(), "unavailable": true}],
        "session_id": session, "resume_gateway_url": gateway, "session_type": "normal", "private_channels": [],
        "relationships": [], "presences": [], "guild_join_requests": [], "geo_ordered_rtc_regions": [], "_trace": [],
        "application": {"id": APPLICATION.to_string(), "flags": 0}});
    ready["user"]["verified"] = json!(true);
    ready["user"]["mfa_enabled"] = json!(false);
    ready["user"]["email"] = json!(null);
    if shard.is_array() {
        ready["shard"] = shard.clone();
    }
    ready
}

/// `GET /applications/@me`.
pub fn application() -> Value {
    json!({"id": APPLICATION.to_string(), "name": "sayswho", "icon": null, "description": "", "type": null,
        "verify_key": "0".repeat(64), "flags": 0, "bot": bot_user(), "owner": user(USER, "reader"), "team": null,
        "flags_new": "0", "eligible_oauth2_scopes": [], "bot_public": true, "bot_require_code_grant": false, "summary": "", "redirect_uris": [],
        "interactions_endpoint_url": null, "role_connections_verification_url": null, "hook": true,
        "is_monetized": false, "is_verified": false, "is_discoverable": false, "storefront_available": false,
        "explicit_content_filter": 0, "approximate_guild_count": 1, "approximate_user_install_count": 0,
        "interactions_version": 1, "event_webhooks_status": 1, "tags": [],
        "approximate_user_authorization_count": 0, "integration_types_config": {"0": {}, "1": {}}})
}
