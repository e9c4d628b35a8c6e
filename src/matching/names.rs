//! Names of countries, organisations and people in the news, in five languages: which of them a text names.
//!
//! Pure; the general table is part of the program (data/names) and knows nothing of any library; a library's own people are
//! a table of their own. Never decides anything: `gate` and the evidence of `model` weigh what is found.
//! Called by: `model`, `matcher`.

use super::tokens::{Script, Stemmers, Token, bare_arabic};
use rustc_hash::{FxHashMap, FxHashSet};

const COUNTRIES: &str = include_str!("../../data/names/countries.tsv");
const OTHERS: &str = include_str!("../../data/names/others.tsv");

/// Shortest Latin or Cyrillic name whose inflected forms are recognised by their beginning.
const SHORTEST_PREFIX: usize = 5;

/// A named thing: an index into the table.
pub type Name = u16;

/// The table of names.
#[derive(Default)]
pub struct Names {
    ids: Vec<String>,
    /// First word, whole → the forms that begin with it.
    whole: FxHashMap<String, Vec<Form>>,
    /// Beginning of the first word → the forms that begin with it.
    beginning: FxHashMap<String, Vec<Form>>,
    /// The first letters of all those beginnings: most words of a text begin otherwise, and are done with.
    leads: FxHashSet<Lead>,
}

/// The first letters of a word; where it has fewer, zeros after them.
type Lead = [char; 3];

fn lead(word: &str) -> Lead {
    let mut letters = word.chars();
    std::array::from_fn(|_| letters.next().unwrap_or_default())
}

/// The words after the first of one form of a name.
struct Form {
    name: Name,
    rest: Vec<String>,
}

impl Names {
    /// The program's own tables.
    pub fn general() -> Names {
        let mut names = Names::default();
        let lines = |table: &'static str| table.lines().filter(|line| !line.starts_with('#'));
        for (id, forms) in lines(COUNTRIES).filter_map(|line| line.split_once('\t')) {
            // Two-letter codes are words of some language ("us", "in", "at").
            for form in forms.split('|').filter(|form| form.chars().count() > 2) {
                names.add(id, form, false);
            }
        }
        for (id, forms) in lines(OTHERS).filter_map(|line| line.split_once('\t')) {
            for form in forms.split('|') {
                names.add(id, form.trim_end_matches('*'), form.ends_with('*'));
            }
        }
        names
    }

    /// Adds one form of the name `id`. `open`: every word that begins so is the name, however short.
    pub fn add(&mut self, id: &str, form: &str, open: bool) {
        let name = self.ids.iter().position(|known| known == id).unwrap_or_else(|| {
            self.ids.push(id.to_owned());
            self.ids.len() - 1
        });
        let stemmers = Stemmers::default();
        let mut words = stemmers.tokens(form).into_iter().map(|token| token.word);
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.map(|word| beginning(&word)).collect();
        let letters = first.chars().count();
        let form = Form { name: name as Name, rest };
        if open || letters >= SHORTEST_PREFIX {
            let start = if open { bare(&first).to_owned() } else { beginning(&first) };
            self.leads.insert(lead(&start));
            self.beginning.entry(start).or_default().push(form);
        } else {
            self.whole.entry(bare(&first).to_owned()).or_default().push(form);
        }
    }

    /// The id of a name.
    #[cfg(test)]
    pub fn id(&self, name: Name) -> &str {
        &self.ids[name as usize]
    }

    /// The names in a text, in the order in which they stand, with repeats.
    pub fn find(&self, tokens: &[Token]) -> Vec<Name> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.longest(&tokens[at..]) {
                Some((name, words)) => {
                    found.push(name);
                    at += words;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The form with most words, then with the longest beginning, at the start of `tokens`; with its number of words.
    fn longest(&self, tokens: &[Token]) -> Option<(Name, usize)> {
        let first = bare(&tokens[0].word);
        let mut best: Option<(Name, usize)> = None;
        let mut consider = |forms: Option<&Vec<Form>>| {
            for form in forms.into_iter().flatten() {
                let words = 1 + form.rest.len();
                let fits = tokens.len() >= words
                    && form
                        .rest
                        .iter()
                        .zip(&tokens[1..])
                        .all(|(start, token)| bare(&token.word).starts_with(start.as_str()));
                if fits && best.is_none_or(|(_, most)| words > most) {
                    best = Some((form.name, words));
                }
            }
        };
        consider(self.whole.get(first));
        let [one, two, three] = lead(first);
        let leads = [[one, two, three], [one, two, '\0'], [one, '\0', '\0']];
        if leads.iter().any(|lead| self.leads.contains(lead)) {
            consider(self.beginning.get(first));
            let ends = first.char_indices().rev().map(|(end, _)| end);
            ends.for_each(|end| consider(self.beginning.get(&first[..end])));
        }
        best
    }
}

/// A folded word without Arabic prefixes; other scripts as they are.
fn bare(word: &str) -> &str {
    if Script::of(word) == Script::Arabic { bare_arabic(word) } else { word }
}

/// The part of a folded name that all its inflected forms begin with: without a final vowel (or Russian soft sign).
fn beginning(word: &str) -> String {
    let bare = bare(word);
    let letters = bare.chars().count();
    if letters < SHORTEST_PREFIX {
        return bare.to_owned();
    }
    let cut = match Script::of(bare) {
        Script::Cyrillic => bare.trim_end_matches(['а', 'я', 'й', 'ь', 'о', 'е', 'ы', 'и']),
        Script::Latin if letters > SHORTEST_PREFIX => bare.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']),
        _ => bare,
    };
    if cut.chars().count() >= 4 { cut.to_owned() } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let names = Names::general();
        names.find(&Stemmers::default().tokens(text)).into_iter().map(|name| names.id(name).to_owned()).collect()
    }

    #[test]
    fn a_name_is_found_in_every_language_and_form() {
        for (text, ids) in [
            ("Does Palestine pay for Azerbaijan's embassy?", vec!["PS", "AZ"]),
            ("saudi arabia and the UAE", vec!["SA", "AE"]),
            ("Israeli and Egyptian officials", vec!["IL", "EG"]),
            ("Fələstinin Azərbaycandakı səfirliyi", vec!["PS", "AZ"]),
            ("Türkiye Gazze'ye asker gönderecek mi?", vec!["TR", "gaza"]),
            ("В Организации исламского сотрудничества и ООН", vec!["oic", "un"]),
            ("позиция Азербайджана по Палестине", vec!["AZ", "PS"]),
            ("موقف أذربيجان من القضية الفلسطينية", vec!["AZ", "PS"]),
            ("the United States and United Nations", vec!["US", "un"]),
            ("who protected us? hayat nece gedir", vec![]),
        ] {
            assert_eq!(found(text), ids, "{text}");
        }
    }
}
