//! The routes of Discord's API that a bot like this one needs, by the names of Discord's OpenAPI description.
//!
//! Called by: `rest` (which operation a request is), `openapi` (its schema), tests (what they count).

pub const GATEWAY: &str = "get /gateway";
pub const GATEWAY_BOT: &str = "get /gateway/bot";
pub const ME: &str = "get /users/@me";
pub const APPLICATION: &str = "get /applications/@me";
/// As libraries older than `get /applications/@me` ask for it.
pub const OLD_APPLICATION: &str = "get /oauth2/applications/@me";
pub const COMMANDS: &str = "get /applications/{application_id}/commands";
pub const REGISTER: &str = "put /applications/{application_id}/commands";
pub const CALLBACK: &str = "post /interactions/{interaction_id}/{interaction_token}/callback";
pub const FOLLOW_UP: &str = "post /webhooks/{webhook_id}/{webhook_token}";
pub const ORIGINAL: &str = "get /webhooks/{webhook_id}/{webhook_token}/messages/@original";
pub const EDIT_ORIGINAL: &str = "patch /webhooks/{webhook_id}/{webhook_token}/messages/@original";
pub const DELETE_ORIGINAL: &str = "delete /webhooks/{webhook_id}/{webhook_token}/messages/@original";
pub const CREATE_MESSAGE: &str = "post /channels/{channel_id}/messages";
pub const MESSAGE: &str = "get /channels/{channel_id}/messages/{message_id}";

pub const ALL: [&str; 14] = [
    GATEWAY,
    GATEWAY_BOT,
    ME,
    APPLICATION,
    OLD_APPLICATION,
    COMMANDS,
    REGISTER,
    CALLBACK,
    FOLLOW_UP,
    ORIGINAL,
    EDIT_ORIGINAL,
    DELETE_ORIGINAL,
    CREATE_MESSAGE,
    MESSAGE,
];

/// The operation that a request is, and what stands in its path for `{…}`. The path is without `/api/v10`.
pub fn operation<'p>(method: &str, path: &'p str) -> Option<(&'static str, Vec<&'p str>)> {
    ALL.into_iter().find_map(|operation| {
        let (its_method, template) = operation.split_once(' ')?;
        let given = parameters(template, path).filter(|_| its_method.eq_ignore_ascii_case(method))?;
        Some((operation, given))
    })
}

fn parameters<'p>(template: &str, path: &'p str) -> Option<Vec<&'p str>> {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    let mut parameters = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(parameters),
            (Some(name), Some(part)) if name.starts_with('{') && !part.is_empty() && !part.starts_with('@') => {
                parameters.push(part);
            }
            (Some(word), Some(part)) if word == part => {}
            _ => return None,
        }
    }
}
