//! A message of ours, in the one form that all of Discord's ways to send take; and what comes of an event.
//!
//! Data. The one place that sets `allowed_mentions`: always empty, so that no text of a user or a library ever pings.
//! Called by: `render` (makes messages), `answer` (makes turns), `wire` (sends them).

use super::memory::{Earlier, Key};
use crate::library::Language;
use crate::store::{Place, Reason, Settings};
use serenity::builder::{
    AutocompleteChoice, CreateActionRow, CreateAllowedMentions, CreateButton, CreateEmbed,
    CreateInteractionResponseFollowup, CreateInteractionResponseMessage, CreateMessage, EditInteractionResponse,
};
use serenity::model::id::MessageId;

/// A message, before it is known how it is sent.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// Plain text above the embeds; mostly empty.
    pub content: String,
    /// The reply's look.
    pub embeds: Vec<CreateEmbed>,
    /// Rows of buttons, or menus.
    pub components: Vec<CreateActionRow>,
}

/// What comes of an event.
#[derive(Clone, Debug)]
pub struct Turn {
    /// What is answered.
    pub response: Response,
    /// What is kept.
    pub effects: Vec<Effect>,
}

/// What is answered.
#[derive(Clone, Debug)]
pub enum Response {
    /// A new message.
    Say {
        /// What it is.
        message: Message,
        /// Whether only the asker sees it.
        private: bool,
    },
    /// In place of the message whose button was pressed.
    Update(Message),
    /// What only the asker saw is shown to everyone.
    Publish {
        /// In place of the private message: the same without the button.
        update: Message,
        /// For everyone, as a message of its own.
        public: Message,
    },
    /// A link to the same answer, given in this channel a moment ago. Only the asker sees it where the response is to an
    /// interaction.
    Repeat(Repeat),
    /// What may be meant by the letters typed so far.
    Complete(Vec<AutocompleteChoice>),
    /// Nothing.
    Nothing,
}

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The settings of a place.
    Settings(Place, Settings),
    /// A question that got no answer, or not the one that was meant.
    Gap {
        /// The question as it was asked; the store folds it.
        query: String,
        /// The language of the reply.
        language: Language,
        /// Why it is a gap.
        reason: Reason,
    },
    /// The answer, once it is sent and has an id: for [`super::memory::Memory::answered`]. Only answers to messages need
    /// it; those to interactions are found by the interaction's token.
    Remember(Key),
}

/// A link to an answer given a moment ago, in place of the same answer once more.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// Where the answer is.
    pub earlier: Earlier,
    /// What to say where it is gone.
    pub otherwise: Message,
    /// What the link's message says.
    pub(super) text: String,
    /// What the link says.
    pub(super) label: String,
    /// The channel's address, up to the message's id.
    pub(super) channel: String,
}

impl Repeat {
    /// The message with the link, once the id of the earlier answer is known.
    pub fn link(&self, answer: MessageId) -> Message {
        let button = CreateButton::new_link(format!("{}{answer}", self.channel)).label(self.label.clone());
        Message {
            content: self.text.clone(),
            embeds: Vec::new(),
            components: vec![CreateActionRow::Buttons(vec![button])],
        }
    }
}

impl From<Response> for Turn {
    fn from(response: Response) -> Turn {
        Turn { response, effects: Vec::new() }
    }
}

impl Message {
    /// As the first answer to an interaction; `private`: only the asker sees it.
    pub fn into_response(self, private: bool) -> CreateInteractionResponseMessage {
        CreateInteractionResponseMessage::new()
            .content(self.content)
            .embeds(self.embeds)
            .components(self.components)
            .allowed_mentions(CreateAllowedMentions::new())
            .ephemeral(private)
    }

    /// In place of an acknowledgement or of an earlier answer.
    pub fn into_edit(self) -> EditInteractionResponse {
        EditInteractionResponse::new()
            .content(self.content)
            .embeds(self.embeds)
            .components(self.components)
            .allowed_mentions(CreateAllowedMentions::new())
    }

    /// As one more answer to an interaction.
    pub fn into_followup(self, private: bool) -> CreateInteractionResponseFollowup {
        CreateInteractionResponseFollowup::new()
            .content(self.content)
            .embeds(self.embeds)
            .components(self.components)
            .allowed_mentions(CreateAllowedMentions::new())
            .ephemeral(private)
    }

    /// As a message in a channel.
    pub fn into_message(self) -> CreateMessage {
        CreateMessage::new()
            .content(self.content)
            .embeds(self.embeds)
            .components(self.components)
            .allowed_mentions(CreateAllowedMentions::new())
    }
}
