//! What leads on from a page: buttons and menus, each with what it does in its `custom_id` or value.
//!
//! Never two with the same `custom_id`, which Discord refuses; one whose id would be too long is left out.
//! Called by: `render`.

use super::View;
use super::pages::{Page, Shown};
use crate::matching::Verdict;
use crate::platform::discord::custom_id::Press;
use crate::platform::discord::limits::{BUTTON_LABEL, BUTTONS, MENU_LINE, MENU_LINES, PLACEHOLDER};
use crate::platform::discord::markdown::shortened;
use crate::reply::citation::Style;
use crate::reply::strings::{Key, key};
use crate::reply::{Choice, Outcome, Reply, page_of};
use crate::service::Command;
use serenity::builder::{
    CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};
use serenity::model::application::ButtonStyle;

/// The rows under a page.
pub(super) fn rows(reply: &Reply, view: &View<'_>, pages: &[Page], number: usize) -> Vec<CreateActionRow> {
    let Some(page) = pages.get(number) else { return Vec::new() };
    let under = Under { reply, view };
    let onwards = [under.turning(pages, number), under.quote(page)].concat();
    let about_it = [under.reasons(), under.others()].concat();
    // In one row where that holds them, so that none stands alone without need.
    let buttons = if onwards.len() + about_it.len() <= BUTTONS {
        vec![[onwards, about_it].concat()]
    } else {
        vec![onwards, about_it]
    };
    let mut rows: Vec<CreateActionRow> =
        buttons.into_iter().filter(|row| !row.is_empty()).map(CreateActionRow::Buttons).collect();
    rows.extend(under.menus(page));
    rows.extend(under.styles());
    rows
}

/// What all buttons of a page are made from.
struct Under<'a> {
    reply: &'a Reply,
    view: &'a View<'a>,
}

impl Under<'_> {
    fn button(&self, press: &Press, label: &str, style: ButtonStyle) -> Option<CreateButton> {
        Some(CreateButton::new(press.write()?).label(shortened(label, BUTTON_LABEL)).style(style))
    }

    fn said(&self, press: &Press, label: Key) -> Option<CreateButton> {
        self.button(press, &self.view.wording.say(label), ButtonStyle::Secondary)
    }

    /// To the pages before and after.
    fn turning(&self, pages: &[Page], number: usize) -> Vec<CreateButton> {
        let press = |to: usize| self.view.recall.clone().map(|recall| Press::Page(to, recall));
        let back = match number.checked_sub(1) {
            Some(before) => press(before),
            None => self.passages_before(),
        };
        let back = back.and_then(|press| self.said(&press, key("button-previous")));
        let next = pages.get(number + 1).and_then(|page| {
            let label = match &page.opens {
                Some(heading) => heading.clone(),
                None => {
                    let place = [("page", (number + 2).into()), ("pages", pages.len().into())];
                    self.view.wording.say_with(key("button-next"), &place)
                }
            };
            self.button(&press(number + 1)?, &label, ButtonStyle::Primary)
        });
        back.into_iter().chain(next).chain(self.more(&pages[number])).collect()
    }

    /// To the passages before those that a search shows.
    fn passages_before(&self) -> Option<Press> {
        self.view.recall.as_ref()?;
        match &self.reply.outcome {
            Outcome::Found { found, .. } if found.page > 1 => Some(Press::More(found.page - 1)),
            _ => None,
        }
    }

    /// To the next passages that hold the words looked for.
    fn more(&self, page: &Page) -> Option<CreateButton> {
        let (press, label) = page.choices.iter().find_map(|choice| Some((more(choice)?, &choice.label)))?;
        self.view.recall.as_ref()?;
        self.button(&press, label, ButtonStyle::Primary)
    }

    /// To what stands around the page's one quote, and its citation.
    fn quote(&self, page: &Page) -> Vec<CreateButton> {
        let [Shown { id, .. }] = page.shown.as_slice() else { return Vec::new() };
        let is_context = matches!(self.reply.outcome, Outcome::Context { .. });
        let is_citation = matches!(self.reply.outcome, Outcome::Cited { .. });
        let around = (!is_context).then(|| self.said(&Press::Context(id.clone()), key("button-context"))).flatten();
        let cite = (!is_citation).then(|| self.said(&Press::Cite(id.clone()), key("button-cite"))).flatten();
        around.into_iter().chain(cite).collect()
    }

    /// Why the matcher decided so: where it did, and the question is kept.
    fn reasons(&self) -> Vec<CreateButton> {
        let decided = matches!(self.reply.outcome, Outcome::Decided { .. } | Outcome::NoTopic { .. });
        let recall = self.view.recall.clone().filter(|_| decided && self.view.footer.is_some());
        recall.and_then(|recall| self.said(&Press::Why(recall), key("button-why"))).into_iter().collect()
    }

    /// That it is not what was asked, and showing it to everyone.
    fn others(&self) -> Vec<CreateButton> {
        let is_guess = match &self.reply.outcome {
            Outcome::Decided { decision, .. } => !matches!(decision.verdict, Verdict::Silent(_)),
            Outcome::Picked { .. } => true,
            _ => false,
        };
        let recall = self.view.recall.clone().filter(|_| is_guess && self.view.footer.is_some());
        let not_it = recall.and_then(|recall| self.said(&Press::NotIt(recall), key("button-not-it")));
        let show = self.view.private.then(|| self.said(&Press::Show, key("button-show"))).flatten();
        not_it.into_iter().chain(show).collect()
    }

    /// What can be picked; else, where the page has several quotes, what stands around one of them.
    fn menus(&self, page: &Page) -> Vec<CreateActionRow> {
        let lines = lines(&page.choices);
        let (placeholder, lines) = match (lines.as_slice(), page.shown.as_slice()) {
            ([], [] | [_]) => return Vec::new(),
            ([], shown) => {
                let line = |shown: &Shown| {
                    // The id first: it tells them apart, and the place may be too long.
                    let detail = format!("{} · {}", shown.id, shown.place);
                    menu_line(&Press::Context(shown.id.clone()), &shown.voice, &detail)
                };
                (key("button-context-of"), shown.iter().filter_map(line).collect::<Vec<_>>())
            }
            _ => (key("button-pick"), lines),
        };
        let placeholder = shortened(&self.view.wording.say(placeholder), PLACEHOLDER);
        let menu = |(number, lines): (usize, &[CreateSelectMenuOption])| {
            let kind = CreateSelectMenuKind::String { options: lines.to_vec() };
            CreateActionRow::SelectMenu(CreateSelectMenu::new(format!("m:{number}"), kind).placeholder(&placeholder))
        };
        lines.chunks(MENU_LINES).enumerate().map(menu).collect()
    }

    /// Under a citation: the other styles, where there are some. The menu's own id says what is cited.
    fn styles(&self) -> Option<CreateActionRow> {
        let Outcome::Cited { quote, style } = &self.reply.outcome else { return None };
        let line = |other: Style| {
            let line = CreateSelectMenuOption::new(shortened(other.title(), MENU_LINE), other.name());
            if other == *style { line.default_selection(true) } else { line }
        };
        let options = Style::names().filter_map(Style::from_name).map(line).take(MENU_LINES).collect();
        let id = Press::Cite(quote.id().to_owned()).write()?;
        Some(CreateActionRow::SelectMenu(CreateSelectMenu::new(id, CreateSelectMenuKind::String { options })))
    }
}

/// The lines of a menu, one for each thing that can be picked.
fn lines(choices: &[Choice]) -> Vec<CreateSelectMenuOption> {
    let mut presses: Vec<Press> = Vec::new();
    let mut lines = Vec::new();
    for choice in choices {
        let press = match &choice.command {
            Command::Entry(id) => Press::Entry(id.clone()),
            Command::Stance(topic) => Press::Topic(topic.clone()),
            Command::Context(quote) => Press::Context(quote.clone()),
            _ => continue,
        };
        // Discord refuses a menu with two lines of the same value.
        if !presses.contains(&press) {
            lines.extend(menu_line(&press, &choice.label, &choice.detail));
            presses.push(press);
        }
    }
    lines
}

/// What asks for more passages with the same words, where a choice does: it has a button, and no line of a menu.
pub(super) fn more(choice: &Choice) -> Option<Press> {
    let Command::Quote(words) = &choice.command else { return None };
    page_of(words).map(Press::More)
}

fn menu_line(press: &Press, label: &str, detail: &str) -> Option<CreateSelectMenuOption> {
    let label = match shortened(label, MENU_LINE) {
        label if label.is_empty() => "…".to_owned(),
        label => label,
    };
    let line = CreateSelectMenuOption::new(label, press.write()?);
    let detail = shortened(detail, MENU_LINE);
    Some(if detail.is_empty() { line } else { line.description(detail) })
}
