//! The settings of a place: a guild, or a room.
//!
//! Called by: the platforms.

use super::{Store, StoreError, explain, lock};
use crate::library::Language;
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

/// Where settings hold: `discord:guild:1`, `matrix:room:!a:b`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place(String);

impl Place {
    /// The place that `platform` calls `id`.
    pub fn new(platform: &str, id: impl std::fmt::Display) -> Place {
        Place(format!("{platform}:{id}"))
    }
}

/// How the bot behaves in a place. The defaults are those of a place where nobody has set anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of replies; the reader's own where it is not set.
    pub language: Option<Language>,
    /// Whether replies are seen by the asker only, unless they say otherwise; what config.toml says where it is not set.
    pub private: Option<bool>,
    /// The channels in which everybody may see replies, by their ids; all where it is empty.
    pub channels: Vec<String>,
    /// How many seconds lie between two public answers to one person.
    pub cooldown: u32,
}

impl Store {
    /// The settings of a place: the defaults where nobody has set any, or where they can not be read (which is logged).
    pub fn settings(&self, place: &Place) -> Settings {
        if let Some(unkept) = lock(&self.unkept).get(place) {
            return unkept.clone();
        }
        // Read each time: another process that shares the file may have changed them.
        match self.read_settings(place) {
            Ok(settings) => settings,
            Err(StoreError::Nowhere) => Settings::default(),
            Err(error) => {
                tracing::warn!("the settings of {} are the defaults for now: {error}", place.0);
                Settings::default()
            }
        }
    }

    /// Keeps the settings of a place. They hold in this process even where they can not be kept.
    ///
    /// # Errors
    /// [`StoreError`] where they will be gone with the process.
    pub fn set_settings(&self, place: &Place, settings: &Settings) -> Result<(), StoreError> {
        let written = serde_json::to_string(settings).unwrap_or_default();
        let kept = self.with(|connection| {
            connection.execute(
                "INSERT INTO settings (place, written) VALUES (?1, ?2)
                 ON CONFLICT (place) DO UPDATE SET written = excluded.written",
                (&place.0, &written),
            )
        });
        let mut unkept = lock(&self.unkept);
        match kept {
            Ok(_) => {
                unkept.remove(place);
                Ok(())
            }
            Err(error) => {
                unkept.insert(place.clone(), settings.clone());
                Err(error)
            }
        }
    }

    fn read_settings(&self, place: &Place) -> Result<Settings, StoreError> {
        let reader = lock(self.reader.as_ref().ok_or(StoreError::Nowhere)?);
        let read = || {
            let mut statement = reader.prepare_cached("SELECT written FROM settings WHERE place = ?1")?;
            statement.query_row([&place.0], |row| row.get::<_, String>(0)).optional()
        };
        let Some(written) = read().map_err(|error| explain(&self.path, error))? else { return Ok(Settings::default()) };
        serde_json::from_str(&written).map_err(|_| StoreError::Damaged(self.path.clone()))
    }
}
