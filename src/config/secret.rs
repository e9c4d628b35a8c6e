//! A string that must not be seen: a token, a password.
//!
//! Never printed: `Debug` shows dots, and there is no `Display`.
//! Called by: `config` (makes it), the platforms (expose it to whoever it is for).

/// A secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret; spaces and line ends around it, as files have them, are dropped. `None` where nothing is left.
    pub fn new(secret: &str) -> Option<Secret> {
        let secret = secret.trim();
        (!secret.is_empty()).then(|| Secret(secret.to_owned()))
    }

    /// The secret itself, for the one that it is for.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
