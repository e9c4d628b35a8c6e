//! A reply → messages: embeds that look the same everywhere, with the buttons that lead on from them.
//!
//! An embed has no fields (telephones stack them): all is Markdown in its description. Pure and deterministic, so that
//! a button of last month finds its page again. Never cuts a quote and never changes one but by escaping; never decides
//! what is said. How it reads: [`pages`] parts a reply into pages that fit (`pages`, with `markdown`), [`message`] puts
//! one of them into an embed and adds `buttons`.
//! Called by: `answer`, `limits::proof`.

mod buttons;
mod pages;

pub use pages::{Page, Shown};

use super::custom_id::{Press, Recall};
use super::limits::{ASKED, BUTTONS, DESCRIPTION, EMBEDS_SUM, size};
use super::markdown::{escape, shortened};
use super::message::Message;
use crate::library::Language;
use crate::lookup::{SpeakerCheck, Verdict as Checked};
use crate::matching::Verdict;
use crate::reply::strings::{Strings, Wording};
use crate::reply::{Outcome, Reply};
use crate::service::Service;
use serenity::builder::{
    CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};
use serenity::model::application::{ActionRow, ActionRowComponent, Button, ButtonKind, SelectMenu};
use serenity::model::channel::Embed;

/// What stands before the words that were asked, in the footer.
const ASKED_MARK: &str = "› ";

/// Colours, by what came of the request: an answer or what was looked for …
const ANSWER: u32 = 0x2b_6c_b0;
/// … something to pick from …
const SUGGESTION: u32 = 0xd6_9e_2e;
/// … nothing …
const SILENCE: u32 = 0x71_80_96;
/// … a claim that holds …
const VERIFIED: u32 = 0x2f_85_5a;
/// … and one that does not.
const ALTERED: u32 = 0xc5_30_30;

/// Everything that makes a page look as it does.
#[derive(Clone)]
pub struct Look<'a> {
    /// Whose words of the bot to use.
    pub service: &'a Service,
    /// Their language.
    pub language: Language,
    /// What was asked, in the user's words, for the footer; left out where it is longer than [`ASKED`].
    pub asked: Option<&'a str>,
    /// How the buttons make the reply again. Where it needs a footer and there is none, no button turns the pages.
    pub recall: Recall,
    /// Whether only the asker sees it: adds "Show to everyone".
    pub private: bool,
}

/// A [`Look`] as the renderer uses it: without a service, which the proof does not have.
pub(super) struct View<'a> {
    pub(super) wording: Wording<'a>,
    /// The footer.
    pub(super) footer: Option<String>,
    /// `None` where nothing could make the reply again.
    pub(super) recall: Option<Recall>,
    pub(super) private: bool,
}

impl<'a> View<'a> {
    pub(super) fn new(
        strings: &'a Strings,
        language: Language,
        asked: Option<&str>,
        recall: &Recall,
        private: bool,
    ) -> View<'a> {
        let asked = asked.map(str::trim).filter(|asked| !asked.is_empty() && size(asked) <= ASKED);
        let footer = asked.map(|asked| format!("{ASKED_MARK}{asked}"));
        let needs_footer = matches!(recall, Recall::Asked | Recall::Found | Recall::Verified);
        let recall = (footer.is_some() || !needs_footer).then(|| recall.clone());
        View { wording: strings.wording(language), footer, recall, private }
    }

    fn of(look: &Look<'a>) -> View<'a> {
        View::new(look.service.strings(), look.language, look.asked, &look.recall, look.private)
    }

    /// How much a description may hold beside this title and the footer.
    fn room(&self, title: &str) -> usize {
        let taken = size(title) + self.footer.as_deref().map_or(0, size);
        DESCRIPTION.min(EMBEDS_SUM.saturating_sub(taken))
    }
}

/// A reply as the messages that Discord can hold, at least one, in order. Nothing of a quote is lost or changed but by
/// escaping; where one had to be parted, `[…]` stands at the cut.
pub fn pages(reply: &Reply, look: &Look<'_>) -> Vec<Page> {
    pages_in(reply, &View::of(look))
}

pub(super) fn pages_in(reply: &Reply, view: &View<'_>) -> Vec<Page> {
    pages::of(reply, view)
}

/// Page `number` (from 0; beyond the last: the last) with its buttons.
pub fn message(reply: &Reply, look: &Look<'_>, number: usize) -> Message {
    let view = View::of(look);
    page_message(reply, &view, &pages_in(reply, &view), number)
}

/// One of a reply's pages with its buttons.
pub(super) fn page_message(reply: &Reply, view: &View<'_>, pages: &[Page], number: usize) -> Message {
    let number = number.min(pages.len().saturating_sub(1));
    let Some(page) = pages.get(number) else { return Message::default() };
    let mut embed = CreateEmbed::new().description(&page.description).colour(colour(&reply.outcome));
    if let Some(title) = &page.title {
        embed = embed.title(title);
    }
    if let Some(footer) = &view.footer {
        embed = embed.footer(CreateEmbedFooter::new(footer));
    }
    let components = buttons::rows(reply, view, pages, number);
    Message { content: String::new(), embeds: vec![embed], components }
}

fn colour(outcome: &Outcome) -> u32 {
    match outcome {
        Outcome::Decided { decision, .. } => match decision.verdict {
            Verdict::Answer { .. } => ANSWER,
            Verdict::Suggest => SUGGESTION,
            Verdict::Silent(_) => SILENCE,
        },
        Outcome::Checked { check, .. } => match (check.verdict, check.attribution) {
            (_, SpeakerCheck::Wrong) => ALTERED,
            (Checked::Verbatim, _) => VERIFIED,
            _ => ALTERED,
        },
        Outcome::Found { found, .. } if found.passages.is_empty() => SILENCE,
        Outcome::SeveralTopics { .. } => SUGGESTION,
        Outcome::NoTopic { .. } | Outcome::Problem(_) => SILENCE,
        _ => ANSWER,
    }
}

/// A short notice in the bot's look: what there is to say, and the next step.
pub fn notice(text: &str, next: Option<&str>) -> Message {
    const PART: usize = DESCRIPTION / 4;
    let mut description = format!("**{}**", escape(&shortened(text, PART)));
    if let Some(next) = next {
        description.push('\n');
        description.push_str(&escape(&shortened(next, PART)));
    }
    let embed = CreateEmbed::new().description(description).colour(SILENCE);
    Message { content: String::new(), embeds: vec![embed], components: Vec::new() }
}

/// What was asked, from the footer of a message of ours; `None` where it has none.
pub fn asked_in(embeds: &[Embed]) -> Option<String> {
    let footer = embeds.first()?.footer.as_ref()?;
    footer.text.strip_prefix(ASKED_MARK).map(str::to_owned)
}

/// The embeds and components of a message of ours, as Discord gives it back, to be posted again or in its place, without
/// the button that shows it to everyone.
pub fn again(message: &serenity::model::channel::Message) -> Message {
    Message {
        content: message.content.clone(),
        embeds: message.embeds.iter().map(embed_again).collect(),
        components: rows_again(&message.components),
    }
}

/// The rows, with their buttons in one where that holds them, as `buttons` does it.
fn rows_again(rows: &[ActionRow]) -> Vec<CreateActionRow> {
    let (mut buttons, mut menus) = (Vec::new(), Vec::new());
    for row in rows.iter().filter_map(row_again) {
        match row {
            CreateActionRow::Buttons(row) => buttons.push(row),
            menu => menus.push(menu),
        }
    }
    if buttons.iter().map(Vec::len).sum::<usize>() <= BUTTONS {
        buttons = vec![buttons.concat()];
    }
    let buttons = buttons.into_iter().filter(|row| !row.is_empty()).map(CreateActionRow::Buttons);
    buttons.chain(menus).collect()
}

/// Only what we set: Discord adds what can not be sent.
fn embed_again(embed: &Embed) -> CreateEmbed {
    let mut again = CreateEmbed::new();
    if let Some(title) = &embed.title {
        again = again.title(title);
    }
    if let Some(description) = &embed.description {
        again = again.description(description);
    }
    if let Some(colour) = embed.colour {
        again = again.colour(colour);
    }
    if let Some(footer) = &embed.footer {
        again = again.footer(CreateEmbedFooter::new(&footer.text));
    }
    again
}

fn row_again(row: &ActionRow) -> Option<CreateActionRow> {
    let mut buttons: Vec<CreateButton> = Vec::new();
    for component in &row.components {
        match component {
            ActionRowComponent::Button(button) if shows_to_everyone(button) => {}
            ActionRowComponent::Button(button) => buttons.push(button.clone().into()),
            ActionRowComponent::SelectMenu(menu) => return menu_again(menu).map(CreateActionRow::SelectMenu),
            _ => {}
        }
    }
    (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons))
}

fn shows_to_everyone(button: &Button) -> bool {
    matches!(&button.data, ButtonKind::NonLink { custom_id, .. } if Press::read(custom_id) == Some(Press::Show))
}

fn menu_again(menu: &SelectMenu) -> Option<CreateSelectMenu> {
    let line = |option: &serenity::model::application::SelectMenuOption| {
        let mut line = CreateSelectMenuOption::new(&option.label, &option.value);
        if option.default {
            line = line.default_selection(true);
        }
        match &option.description {
            Some(description) => line.description(description),
            None => line,
        }
    };
    let options: Vec<CreateSelectMenuOption> = menu.options.iter().map(line).collect();
    let kind = CreateSelectMenuKind::String { options };
    let again = CreateSelectMenu::new(menu.custom_id.as_ref()?, kind);
    Some(match &menu.placeholder {
        Some(placeholder) => again.placeholder(placeholder),
        None => again,
    })
}
