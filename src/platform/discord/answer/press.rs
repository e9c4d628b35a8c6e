//! Buttons and menus. What they mean stands in their `custom_id` and in the footer of their message, never in memory, so
//! that a button of last month works, and says so when what it is about is gone.
//!
//! Whoever may see a message may turn its pages. What is asked beyond that (surroundings, a citation, a reason) only the
//! one who asks sees; a list of suggestions is replaced only for whom it was made.
//! Called by: `answer`.

use super::made::{Answer, answer, answer_to};
use super::scene::Scene;
use super::{Desk, PREFIX, Refusal};
use crate::library::Language;
use crate::matching::Verdict;
use crate::platform::discord::custom_id::{Press, Recall};
use crate::platform::discord::memory::{Earlier, Key};
use crate::platform::discord::message::{Effect, Message, Response, Turn};
use crate::platform::discord::render;
use crate::reply::strings::key;
use crate::reply::{Block, Choice, Outcome, Reply, at_page};
use crate::service::{Command, Explain, Request};
use crate::store::Reason;
use serde_json::Value;
use serenity::builder::CreateActionRow;
use serenity::model::application::{
    ActionRowComponent, ButtonKind, ComponentInteraction, ComponentInteractionDataKind, MessageInteractionMetadata,
};
use serenity::model::channel::MessageFlags;
use serenity::model::id::UserId;

/// Other entries that are offered to whoever says that an answer was not what they asked.
const OTHERS: usize = 3;

/// What to answer to a button or a line of a menu.
pub(super) fn press(desk: &Desk<'_>, component: &ComponentInteraction) -> Turn {
    let scene = Scene::of_component(desk, component);
    let pressed = Pressed { desk, scene, component };
    match what(component) {
        Some((Press::Page(page, recall), _)) => pressed.page(page, &recall),
        Some((Press::Entry(id), _)) => pressed.pick(&Recall::Entry(id)),
        Some((Press::Topic(id), _)) => pressed.pick(&Recall::Topic(id)),
        Some((Press::More(page), _)) => pressed.more(page),
        Some((Press::Context(id), _)) => pressed.privately(Command::Context(id)),
        Some((Press::Cite(id), style)) => pressed.cite(&id, style),
        Some((Press::Why(recall), _)) => pressed.why(&recall),
        Some((Press::NotIt(recall), _)) => pressed.not_it(&recall),
        Some((Press::Show, _)) => pressed.show(),
        None => pressed.stale().into(),
    }
}

/// What was pressed; for a menu of styles, with the style.
fn what(component: &ComponentInteraction) -> Option<(Press, Option<&str>)> {
    let id = &component.data.custom_id;
    match &component.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => {
            let value = values.first()?;
            match Press::read(id) {
                Some(press @ Press::Cite(_)) => Some((press, Some(value))),
                _ => Press::read(value).map(|press| (press, None)),
            }
        }
        _ => Press::read(id).map(|press| (press, None)),
    }
}

/// A button or a menu's line that was pressed.
struct Pressed<'a> {
    desk: &'a Desk<'a>,
    scene: Scene,
    component: &'a ComponentInteraction,
}

impl Pressed<'_> {
    /// Another page in place of this one.
    fn page(mut self, page: usize, recall: &Recall) -> Turn {
        let made = match self.again(recall) {
            Ok(made) => made,
            Err(refusal) => return refusal.into(),
        };
        if made.is_problem() {
            return self.say(made);
        }
        let made = self.in_its_language(made, recall);
        Response::Update(made.message(self.desk, page, self.may_be_shown())).into()
    }

    /// An entry or a topic, in place of the list that it was picked from where that was made for this person.
    fn pick(mut self, recall: &Recall) -> Turn {
        let made = match self.again(recall) {
            Ok(made) => made,
            Err(refusal) => return refusal.into(),
        };
        if made.is_problem() || !self.may_replace() {
            return self.say(made);
        }
        let made = self.in_its_language(made, recall);
        Response::Update(made.message(self.desk, 0, self.may_be_shown())).into()
    }

    /// Another page of the passages that hold the words in the footer, in place of this one.
    fn more(self, page: usize) -> Turn {
        let Some(asked) = self.asked() else { return self.question_gone().into() };
        let asked = at_page(&asked, page);
        let made = answer(self.desk, &self.scene, Command::Quote(asked.clone()), Some(asked));
        if made.is_problem() {
            return self.say(made);
        }
        Response::Update(made.message(self.desk, 0, self.may_be_shown())).into()
    }

    fn privately(self, command: Command) -> Turn {
        let made = answer(self.desk, &self.scene, command, None);
        self.say(made)
    }

    fn cite(self, id: &str, style: Option<&str>) -> Turn {
        let command = Command::Cite { id: id.to_owned(), style: style.map(str::to_owned) };
        let made = answer(self.desk, &self.scene, command, None);
        // Picking a style changes the citation that was shown to this person.
        if style.is_some() && self.is_private() && !made.is_problem() {
            return Response::Update(made.message(self.desk, 0, self.may_be_shown())).into();
        }
        self.say(made)
    }

    /// Why the answer was given, to whoever asks.
    fn why(self, recall: &Recall) -> Turn {
        let Some(asked) = self.asked() else {
            // An entry that was picked needs no words to have been picked.
            return match recall {
                Recall::Asked => self.question_gone().into(),
                _ => self.not_matched().into(),
            };
        };
        let request =
            Request { explain: Explain::InFigures, ..Request::new(Command::Ask(asked.clone()), self.scene.language) };
        let mut made = answer_to(self.desk, &request, Some(asked));
        made.reply.blocks.retain(|block| matches!(block, Block::Details { .. }));
        if made.reply.blocks.is_empty() {
            return self.not_matched().into();
        }
        let mut message = made.message(self.desk, 0, false);
        // What leads on from the answer stands under the answer.
        message.components.clear();
        Response::Say { message, private: true }.into()
    }

    /// Keeps the question as a gap, and offers what else may have been meant.
    fn not_it(self, recall: &Recall) -> Turn {
        let Some(asked) = self.asked() else { return self.question_gone().into() };
        let wording = self.desk.wording(&self.scene);
        let mut made = answer(self.desk, &self.scene, Command::Ask(asked.clone()), Some(asked.clone()));
        let others = self.others(&made.reply, recall);
        made.reply.blocks = vec![Block::Text(wording.say(key("discord-noted")))];
        if !others.is_empty() {
            let heading = Block::Text(wording.say(key("discord-others")));
            made.reply.blocks.extend([heading, Block::Choices(others)]);
        }
        made.recall = Recall::Asked;
        let mut message = made.message(self.desk, 0, false);
        message.components.retain(|row| matches!(row, CreateActionRow::SelectMenu(_)));
        let effects = if self.is_first_objection(&asked) {
            vec![Effect::Gap { query: asked, language: self.scene.language, reason: Reason::NotIt }]
        } else {
            Vec::new()
        };
        Turn { response: Response::Say { message, private: true }, effects }
    }

    /// The entries nearest to the question, without the one that was shown.
    fn others(&self, reply: &Reply, recall: &Recall) -> Vec<Choice> {
        let library = self.desk.bot.service.library();
        let Outcome::Decided { decision, .. } = &reply.outcome else { return Vec::new() };
        let shown = match (recall, &decision.verdict) {
            (Recall::Entry(id), _) => library.entry(id).map(|(entry, _)| entry),
            (_, Verdict::Answer { entry, .. }) => Some(*entry),
            _ => None,
        };
        let others = decision.candidates.iter().map(|candidate| candidate.entry).filter(|entry| Some(*entry) != shown);
        let choice = |entry: usize| {
            let entry = library.entries.get(entry)?;
            let label = entry.questions.first(self.scene.language).unwrap_or(&entry.id).to_owned();
            Some(Choice { label, detail: String::new(), command: Command::Entry(entry.id.clone()) })
        };
        others.filter_map(choice).take(OTHERS).collect()
    }

    /// Whether this person says so for the first time in a while: whoever presses twice is not two people.
    fn is_first_objection(&self, asked: &str) -> bool {
        let objection = format!("{}\n{asked}", self.scene.user);
        let key = Key::new(self.scene.channel, self.scene.language, "not it", &objection);
        let mut memory = self.desk.memory();
        let is_first = memory.earlier(&key, self.desk.now).is_none();
        memory.answered(key, Earlier::Message(self.component.message.id), self.desk.now);
        is_first
    }

    /// The message, which only this person sees, for everyone.
    fn show(self) -> Turn {
        let wording = self.desk.wording(&self.scene);
        if !self.scene.open {
            return Refusal::new(wording.say(key("discord-closed")), wording.say(key("discord-closed-next"))).into();
        }
        if let Some(seconds) = self.scene.wait(self.desk) {
            return Refusal::bare(wording.say_with(key("discord-wait"), &[("seconds", seconds.into())])).into();
        }
        if !self.scene.alone {
            self.scene.answered_publicly(self.desk);
        }
        let again = || render::again(&self.component.message);
        Response::Publish { update: again(), public: again() }.into()
    }

    /// The reply that `recall` stands for; or what to say where it can not be made again.
    fn again(&self, recall: &Recall) -> Result<Answer, Refusal> {
        let library = self.desk.bot.service.library();
        let asked = self.asked();
        let command = match recall {
            Recall::Asked => asked.clone().map(Command::Ask),
            Recall::Found => asked.clone().map(Command::Quote),
            Recall::Verified => asked.clone().map(Command::Verify),
            Recall::Entry(id) => Some(Command::Entry(id.clone())),
            // A name that is no topic any more would be taken for words.
            Recall::Topic(id) if library.topic(id).is_none() => return Err(self.gone(id)),
            Recall::Topic(id) => Some(Command::Stance(id.clone())),
            Recall::Context(id) => Some(Command::Context(id.clone())),
            Recall::Cited { style, id } => Some(Command::Cite { id: id.clone(), style: Some(style.clone()) }),
            Recall::Topics => Some(Command::Topics),
            Recall::Sources => Some(Command::Sources),
            Recall::Help => Some(Command::Help),
        };
        match command {
            Some(command) => Ok(answer(self.desk, &self.scene, command, asked)),
            None => Err(self.question_gone()),
        }
    }

    /// The reply in the language that its message is in: whoever turns a page does not turn it into their language for
    /// everyone. A message does not say in which language it is; the labels of its buttons do.
    fn in_its_language(&mut self, made: Answer, recall: &Recall) -> Answer {
        if self.desk.settings.language.is_some() || self.is_private() || self.scene.alone {
            return made;
        }
        let there = self.labels();
        let shared = |made: &Answer| {
            let labels = labels_of(&made.message(self.desk, 0, false));
            labels.iter().filter(|label| there.contains(label)).count()
        };
        let reader = self.scene.language;
        let mut best = (shared(&made), made);
        for language in Language::ALL.into_iter().filter(|language| *language != reader) {
            self.scene.language = language;
            let Ok(made) = self.again(recall) else { continue };
            let shared = shared(&made);
            if shared > best.0 {
                best = (shared, made);
            }
        }
        self.scene.language = best.1.reply.language;
        best.1
    }

    /// What the message's buttons say.
    fn labels(&self) -> Vec<String> {
        let components = self.component.message.components.iter().flat_map(|row| &row.components);
        let label = |component: &ActionRowComponent| match component {
            ActionRowComponent::Button(button) => button.label.clone(),
            ActionRowComponent::SelectMenu(menu) => menu.placeholder.clone(),
            _ => None,
        };
        components.filter_map(label).collect()
    }

    /// An answer of its own, for this person only.
    fn say(&self, made: Answer) -> Turn {
        let may_be_shown = self.scene.seen_by_asker().may_be_shown() && !made.is_problem();
        Response::Say { message: made.message(self.desk, 0, may_be_shown), private: true }.into()
    }

    /// What was asked, from the message's footer.
    fn asked(&self) -> Option<String> {
        render::asked_in(&self.component.message.embeds)
    }

    /// Whether only this person sees the message.
    fn is_private(&self) -> bool {
        self.component.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL))
    }

    /// Whether the message has the button that shows it to everyone.
    fn may_be_shown(&self) -> bool {
        let components = self.component.message.components.iter().flat_map(|row| &row.components);
        let mut buttons = components.filter_map(|component| match component {
            ActionRowComponent::Button(button) => Some(&button.data),
            _ => None,
        });
        buttons.any(
            |data| matches!(data, ButtonKind::NonLink { custom_id, .. } if Press::read(custom_id) == Some(Press::Show)),
        )
    }

    /// Whether the message was made for this person, and they may have another in its place.
    fn may_replace(&self) -> bool {
        self.is_private() || self.scene.alone || self.asker() == Some(self.scene.user)
    }

    /// Who got the message as an answer.
    fn asker(&self) -> Option<UserId> {
        let message = &self.component.message;
        match message.interaction_metadata.as_deref() {
            Some(MessageInteractionMetadata::Command(from)) => Some(from.user.id),
            Some(MessageInteractionMetadata::Component(from)) => Some(from.user.id),
            _ => message.referenced_message.as_ref().map(|question| question.author.id),
        }
    }

    fn stale(&self) -> Refusal {
        Refusal::new(self.desk.wording(&self.scene).say(key("discord-stale")), self.ask_again())
    }

    fn question_gone(&self) -> Refusal {
        Refusal::new(self.desk.wording(&self.scene).say(key("discord-question-gone")), self.ask_again())
    }

    fn not_matched(&self) -> Refusal {
        Refusal::bare(self.desk.wording(&self.scene).say(key("discord-not-matched")))
    }

    fn gone(&self, id: &str) -> Refusal {
        let wording = self.desk.wording(&self.scene);
        Refusal::new(wording.say_with(key("no-such-entry"), &[("id", id.into())]), wording.say(key("next-ask-again")))
    }

    fn ask_again(&self) -> String {
        self.desk.wording(&self.scene).say_with(key("discord-ask-again"), &[("prefix", PREFIX.into())])
    }
}

/// What the buttons of a message of ours say.
fn labels_of(message: &Message) -> Vec<String> {
    let rows = serde_json::to_value(&message.components).unwrap_or_default();
    let components = rows.as_array().into_iter().flatten().filter_map(|row| row["components"].as_array()).flatten();
    let label =
        |component: &Value| component["label"].as_str().or(component["placeholder"].as_str()).map(str::to_owned);
    components.filter_map(label).collect()
}
