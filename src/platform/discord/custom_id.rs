//! What a button or a menu's line carries: a [`Press`] ↔ a `custom_id` of at most 100 characters.
//!
//! State lives in Discord's message, not in memory, so that a button of last month works after a restart. Never holds
//! words of a user: what was asked stands in the footer of the button's own message, and [`Recall::Asked`] says so.
//! Never changes what a form written by an older version means: new forms get new letters.
//! Called by: `render` (writes), `answer` (reads).

use super::limits::CUSTOM_ID;

/// What was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// `p`: show this page (from 0) of a reply, in place of the message.
    Page(usize, Recall),
    /// `e`: show this entry, picked from suggestions.
    Entry(String),
    /// `t`: show this topic.
    Topic(String),
    /// `f`: show this page (from 1) of the passages that hold the words in the footer.
    More(usize),
    /// `c`: show the paragraphs around this quote.
    Context(String),
    /// `q`: cite the source of this quote.
    Cite(String),
    /// `w`: why this answer?
    Why(Recall),
    /// `n`: this is not what was asked.
    NotIt(Recall),
    /// `s`: show the private message to everyone.
    Show,
}

/// How to make a reply again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recall {
    /// `a`: ask the question in the footer again.
    Asked,
    /// `f`: look for the words in the footer again.
    Found,
    /// `v`: check the claim in the footer again.
    Verified,
    /// `e`: an entry.
    Entry(String),
    /// `t`: a topic.
    Topic(String),
    /// `c`: the paragraphs around a quote.
    Context(String),
    /// `q`: the citation of a quote.
    Cited {
        /// The style's name, which has no colon.
        style: String,
        /// The quote's id.
        id: String,
    },
    /// `T`: all topics.
    Topics,
    /// `S`: all sources.
    Sources,
    /// `H`: help.
    Help,
}

impl Press {
    /// The press as a `custom_id`; `None` where an id of the library is so long that it would not fit (`check` finds
    /// such ids, and the button is left out).
    pub fn write(&self) -> Option<String> {
        let written = match self {
            Press::Page(page, recall) => format!("p:{page}:{}", recall.write()),
            Press::Entry(id) => format!("e:{id}"),
            Press::Topic(id) => format!("t:{id}"),
            Press::More(page) => format!("f:{page}"),
            Press::Context(id) => format!("c:{id}"),
            Press::Cite(id) => format!("q:{id}"),
            Press::Why(recall) => format!("w:{}", recall.write()),
            Press::NotIt(recall) => format!("n:{}", recall.write()),
            Press::Show => "s".to_owned(),
        };
        (written.chars().count() <= CUSTOM_ID).then_some(written)
    }

    /// The press that a `custom_id` stands for; `None` for one that no version of sayswho has written.
    pub fn read(custom_id: &str) -> Option<Press> {
        let (verb, rest) = custom_id.split_once(':').unwrap_or((custom_id, ""));
        let id = || (!rest.is_empty()).then(|| rest.to_owned());
        match verb {
            "p" => {
                let (page, recall) = rest.split_once(':')?;
                Some(Press::Page(page.parse().ok()?, Recall::read(recall)?))
            }
            "e" => id().map(Press::Entry),
            "t" => id().map(Press::Topic),
            "f" => rest.parse().ok().filter(|page| *page > 0).map(Press::More),
            "c" => id().map(Press::Context),
            "q" => id().map(Press::Cite),
            "w" => Recall::read(rest).map(Press::Why),
            "n" => Recall::read(rest).map(Press::NotIt),
            "s" => Some(Press::Show),
            _ => None,
        }
    }
}

impl Recall {
    fn write(&self) -> String {
        match self {
            Recall::Asked => "a".to_owned(),
            Recall::Found => "f".to_owned(),
            Recall::Verified => "v".to_owned(),
            Recall::Entry(id) => format!("e:{id}"),
            Recall::Topic(id) => format!("t:{id}"),
            Recall::Context(id) => format!("c:{id}"),
            Recall::Cited { style, id } => format!("q:{style}:{id}"),
            Recall::Topics => "T".to_owned(),
            Recall::Sources => "S".to_owned(),
            Recall::Help => "H".to_owned(),
        }
    }

    fn read(written: &str) -> Option<Recall> {
        let (kind, id) = written.split_once(':').unwrap_or((written, ""));
        let whole = || (!id.is_empty()).then(|| id.to_owned());
        match kind {
            "a" => Some(Recall::Asked),
            "f" => Some(Recall::Found),
            "v" => Some(Recall::Verified),
            "e" => whole().map(Recall::Entry),
            "t" => whole().map(Recall::Topic),
            "c" => whole().map(Recall::Context),
            "q" => {
                let (style, id) = id.split_once(':').filter(|(style, id)| !style.is_empty() && !id.is_empty())?;
                Some(Recall::Cited { style: style.to_owned(), id: id.to_owned() })
            }
            "T" => Some(Recall::Topics),
            "S" => Some(Recall::Sources),
            "H" => Some(Recall::Help),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Press, Recall};

    #[test]
    fn every_press_is_read_back_and_these_forms_never_change() {
        let id = || "news-az:p16.1-21".to_owned();
        for (press, written) in [
            (Press::Page(2, Recall::Asked), "p:2:a"),
            (Press::Page(0, Recall::Found), "p:0:f"),
            (Press::Page(1, Recall::Verified), "p:1:v"),
            (Press::Page(1, Recall::Entry("no-troops".into())), "p:1:e:no-troops"),
            (Press::Page(3, Recall::Topic("gaza".into())), "p:3:t:gaza"),
            (Press::Page(1, Recall::Context(id())), "p:1:c:news-az:p16.1-21"),
            (Press::Page(1, Recall::Cited { style: "apa".into(), id: id() }), "p:1:q:apa:news-az:p16.1-21"),
            (Press::Page(1, Recall::Topics), "p:1:T"),
            (Press::Page(1, Recall::Sources), "p:1:S"),
            (Press::Page(1, Recall::Help), "p:1:H"),
            (Press::Entry("no-troops".into()), "e:no-troops"),
            (Press::Topic("gaza".into()), "t:gaza"),
            (Press::More(2), "f:2"),
            (Press::Context(id()), "c:news-az:p16.1-21"),
            (Press::Cite(id()), "q:news-az:p16.1-21"),
            (Press::Why(Recall::Asked), "w:a"),
            (Press::NotIt(Recall::Entry("no-troops".into())), "n:e:no-troops"),
            (Press::Show, "s"),
        ] {
            assert_eq!(press.write().as_deref(), Some(written));
            assert_eq!(Press::read(written), Some(press));
        }
    }

    #[test]
    fn nothing_else_is_understood_and_nothing_too_long_is_written() {
        for foreign in [
            "",
            "x",
            "p",
            "p:1",
            "p:x:a",
            "p:1:",
            "e",
            "e:",
            "w:",
            "w:z",
            "p:-1:a",
            "f:",
            "f:0",
            "p:1:q:apa",
            "p:1:q::a",
            "a:b",
        ] {
            assert_eq!(Press::read(foreign), None, "{foreign}");
        }
        assert_eq!(Press::Context("ə".repeat(98)).write().map(|id| id.chars().count()), Some(100));
        assert_eq!(Press::Context("ə".repeat(99)).write(), None);
    }
}
