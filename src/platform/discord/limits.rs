//! Discord's limits, each beside the page that sets it.
//!
//! Called by: `custom_id`, `render`, `commands`, `cli::check`.

/// Characters of a component's `custom_id`, and of the value of a menu's line.
/// <https://discord.com/developers/docs/components/reference>
pub const CUSTOM_ID: usize = 100;
