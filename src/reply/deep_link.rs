//! A link that leads to the very words of a quote: the source's address with a text fragment (`#:~:text=…`), by the rules
//! of the WICG's URL Fragment Text Directives.
//!
//! Made so that a browser's search, which takes the first match in the page, finds these words in the stored text: with
//! words before or after them where they, or their beginning, stand earlier too. Never changes a word: where the page
//! differs from the stored text, the browser shows the top of the page.
//! Called by: `attribution`, `cli::machine`.

use crate::library::Source;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A quote of at most so many characters stands in the link as a whole; of a longer one, its beginning and its end.
const MAX_EXACT: usize = 300;
/// The beginning and the end have so many words, and more where they must …
const FEW_WORDS: usize = 4;
/// … up to so many.
const MANY_WORDS: usize = 20;
/// So many words stand at most on each side of a quote to tell it from the same words elsewhere.
const MAX_CONTEXT: usize = 20;

/// The link to these bytes of the source; `None` where the source has no address.
pub fn deep_link(source: &Source, range: &Range<usize>) -> Option<String> {
    let url = source.citation.url.as_deref()?;
    let (page, fragment) = url.split_once('#').unwrap_or((url, ""));
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    match directive(source.text(), source.paragraphs(), range) {
        Some(directive) => Some(format!("{page}#{fragment}:~:text={directive}")),
        None => Some(url.to_owned()),
    }
}

/// The text directive for these bytes: `[prefix-,]start[,end][,-suffix]`, percent-encoded. `None` where they hold no word.
pub(super) fn directive(text: &str, paragraphs: &[Range<usize>], range: &Range<usize>) -> Option<String> {
    let exact = text.get(range.clone())?;
    let words: Vec<Range<usize>> = words(exact).map(|word| range.start + word.start..range.start + word.end).collect();
    let (first, last) = (words.first()?, words.last()?);
    let range = first.start..last.end;
    let paragraph_of = |byte: usize| paragraphs.iter().find(|p| p.start <= byte && byte < p.end).cloned();
    let (home, end_home) = (paragraph_of(first.start)?, paragraph_of(last.start)?);
    let earlier = folded(&text[..range.start]);
    let stands_earlier = |range: Range<usize>| contains(&earlier, &folded(&text[range]));
    let whole = home == end_home && text[range.clone()].chars().count() <= MAX_EXACT;
    let (start, end) = if whole {
        (range.clone(), None)
    } else {
        let in_first = words.iter().take_while(|word| word.end <= home.end).count();
        let from = |count: usize| range.start..words[count - 1].end;
        let counts = FEW_WORDS.min(in_first)..=MANY_WORDS.min(in_first);
        let count = counts.clone().find(|count| !stands_earlier(from(*count))).unwrap_or(*counts.end());
        let start = from(count);
        (start.clone(), Some(end_of(text, &words, start.end, end_home.start)))
    };

    let mut terms = Vec::new();
    let mut suffix = None;
    if stands_earlier(start.clone()) {
        // A term stands in one paragraph; the context of a paragraph's first word stands in the one before.
        let above = paragraphs.iter().rev().find(|paragraph| paragraph.end <= home.start);
        let is_first = self::words(&text[home.start..start.start]).next().is_none();
        let within = above.filter(|_| is_first).map_or(home.start, |above| above.start);
        let before: Vec<Range<usize>> = self::words(&text[within..start.start]).collect();
        let mut context = before.iter().rev().take(MAX_CONTEXT).map(|word| within + word.start);
        let found = context.clone().find(|from| !stands_earlier(*from..start.end));
        let prefix =
            found.or_else(|| context.next_back()).map(|from| from..from + text[from..start.start].trim_end().len());
        if found.is_none() && end.is_none() {
            // The words before do not tell it apart: those after may.
            let from = prefix.as_ref().map_or(start.start, |prefix| prefix.start);
            let after = self::words(&text[start.end..home.end]).take(MAX_CONTEXT);
            let ends: Vec<Range<usize>> = after.map(|word| start.end + word.start..start.end + word.end).collect();
            let until = ends.iter().find(|word| !stands_earlier(from..word.end)).or(ends.last());
            // Only white space may stand between: a comma behind the quote is part of the suffix.
            let begins = start.end + (text[start.end..].len() - text[start.end..].trim_start().len());
            suffix = until.map(|until| begins..until.end);
        }
        terms.extend(prefix.map(|prefix| format!("{}-", encoded(&text[prefix]))));
    }
    terms.push(encoded(&text[start]));
    terms.extend(end.map(|end| encoded(&text[end])));
    terms.extend(suffix.map(|suffix| format!("-{}", encoded(&text[suffix]))));
    Some(terms.join(","))
}

/// The words with which a long quote ends: the fewest of its last that do not stand earlier within it, behind `from`.
fn end_of(text: &str, words: &[Range<usize>], from: usize, paragraph: usize) -> Range<usize> {
    let last = words.last().map_or(from, |word| word.end);
    let begins = |count: usize| words.get(words.len().checked_sub(count)?).map(|word| word.start);
    let in_reach = |start: &usize| *start >= from && *start >= paragraph;
    let counts = (FEW_WORDS..=MANY_WORDS).filter_map(begins).filter(in_reach);
    let is_first = |start: &usize| !contains(&folded(&text[from..*start]), &folded(&text[*start..last]));
    let fewest = (1..FEW_WORDS).rev().filter_map(begins).find(in_reach);
    let start = counts.clone().find(is_first).or_else(|| counts.clone().next_back()).or(fewest).unwrap_or(last);
    start..last
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.unicode_word_indices().map(|(at, word)| at..at + word.len())
}

/// As a browser compares: case does not count, nor how much white space there is.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether `term` stands in `text` between borders of words.
fn contains(text: &str, term: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !term.is_empty()
        && text.match_indices(term).any(|(at, found)| {
            !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + found.len()..].chars().next())
        })
}

/// One term of a directive: UTF-8, percent-encoded but for letters, digits and `._~`. A hyphen, comma or ampersand would
/// be read as syntax.
fn encoded(term: &str) -> String {
    let mut out = String::new();
    for byte in term.split_whitespace().collect::<Vec<_>>().join(" ").bytes() {
        if byte.is_ascii_alphanumeric() || b"._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::words;
    use super::{deep_link, directive, folded};
    use crate::library::{ParagraphStyle, Source, parse};
    use crate::shelf::built_in;
    use std::ops::Range;

    /// What a browser finds in these paragraphs, by the specification's "find a range from a text directive".
    fn found(paragraphs: &str, directive: &str) -> Option<String> {
        let mut terms: Vec<String> = directive.split(',').map(decoded).collect();
        let raw: Vec<&str> = directive.split(',').collect();
        let prefix = raw.first()?.ends_with('-').then(|| terms.remove(0).trim_end_matches('-').to_owned());
        let suffix = raw.last()?.starts_with('-').then(|| terms.pop()).flatten();
        let suffix = suffix.map(|suffix| suffix.trim_start_matches('-').to_owned());
        let (start, end) = (terms.first()?.clone(), terms.get(1).cloned());
        let text: Vec<char> = paragraphs.chars().collect();
        let mut at = 0;
        loop {
            let (from, to) = match &prefix {
                Some(prefix) => {
                    let before = next(&text, prefix, at)?;
                    let start_at = skip(&text, before.end);
                    match next(&text, &start, start_at).filter(|found| found.start == start_at) {
                        Some(found) => (found.start, found.end),
                        None => {
                            at = before.start + 1;
                            continue;
                        }
                    }
                }
                None => next(&text, &start, at).map(|found| (found.start, found.end))?,
            };
            let to = match &end {
                Some(end) => next(&text, end, to)?.end,
                None => to,
            };
            let fits = suffix.as_ref().is_none_or(|suffix| {
                let after = skip(&text, to);
                next(&text, suffix, after).is_some_and(|found| found.start == after)
            });
            if fits {
                return Some(text[from..to].iter().collect());
            }
            at = from + 1;
        }
    }

    /// The next word-bounded instance of `term`.
    fn next(text: &[char], term: &str, from: usize) -> Option<Range<usize>> {
        let term: Vec<char> = folded(term).chars().collect();
        let lower = |c: &char| if c.is_whitespace() { ' ' } else { c.to_lowercase().next().unwrap_or(*c) };
        let letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_alphanumeric());
        (from..=text.len().saturating_sub(term.len())).map(|at| at..at + term.len()).find(|found| {
            text[found.clone()].iter().map(lower).eq(term.iter().copied())
                && !letter(found.start.checked_sub(1))
                && !letter(Some(found.end))
        })
    }

    fn skip(text: &[char], from: usize) -> usize {
        from + text[from..].iter().take_while(|c| c.is_whitespace()).count()
    }

    fn decoded(term: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = term.bytes();
        while let Some(byte) = rest.next() {
            let hex = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).unwrap_or(0) as u8;
            bytes.push(if byte == b'%' { hex(rest.next()) * 16 + hex(rest.next()) } else { byte });
        }
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn made(text: &str, exact: &str, nth: usize) -> (String, String) {
        let source = Source::new("s", text.to_owned(), ParagraphStyle::Lines);
        let (at, _) = text.match_indices(exact).nth(nth).expect("it stands there");
        let made = directive(text, source.paragraphs(), &(at..at + exact.len())).expect("it has words");
        let found = found(text, &made).unwrap_or_default();
        (made, found)
    }

    #[test]
    fn the_specifications_examples_are_read_as_it_says() {
        let page = "Here is a page: this is an example text fragment, and an example of more.";
        for (directive, marked) in [
            ("an%20example%20text%20fragment", "an example text fragment"),
            ("an%20example,text%20fragment", "an example text fragment"),
            ("this%20is-,an%20example,-text%20fragment", "an example"),
            ("an%20example,-of%20more", "an example"),
        ] {
            assert_eq!(found(page, directive).as_deref(), Some(marked), "{directive}");
        }
    }

    #[test]
    fn what_stands_once_is_enough_and_what_stands_earlier_gets_context() {
        let text =
            "We went. The gate is shut, they say.\nBut the gate is shut-in; 5 & 6, no more. The gate is shut\nThe end";
        for (exact, nth, directive) in [
            ("they say", 0, "they%20say"),
            ("5 & 6, no more", 0, "5%20%26%206%2C%20no%20more"),
            ("shut-in", 0, "shut%2Din"),
            ("gate is shut", 0, "gate%20is%20shut"),
            ("gate is shut", 1, "But%20the-,gate%20is%20shut"),
            ("The gate is shut", 1, "more.-,The%20gate%20is%20shut"),
            ("The", 2, "shut-,The"),
        ] {
            let (made, found) = made(text, exact, nth);
            assert_eq!((made.as_str(), found.as_str()), (directive, exact), "{exact}");
        }
    }

    #[test]
    fn a_long_quote_is_named_by_its_beginning_and_its_end() {
        let middle = "word after word ".repeat(30);
        let text = format!("It began one fine day, {middle}and so it ended at last.\nThen more, and so it ended.");
        let (long, found) = made(&text, text.split('\n').next().expect("a line"), 0);
        assert_eq!(long, "It%20began%20one%20fine,it%20ended%20at%20last");
        assert!(text.starts_with(&found) && found.ends_with("at last"));
        let over_two = &text[text.find("and so").expect("it stands there")..text.len() - 1];
        assert_eq!(made(&text, over_two, 0).0, "and%20so%20it%20ended,and%20so%20it%20ended");
    }

    #[test]
    fn an_address_may_have_a_fragment_of_its_own_and_none_gives_no_link() {
        let mut source = Source::new("s", "To be sure.".to_owned(), ParagraphStyle::Lines);
        assert_eq!(deep_link(&source, &(0..5)), None);
        for (url, link) in [
            ("https://a.example/x?y=1", "https://a.example/x?y=1#:~:text=To%20be"),
            ("https://a.example/x#two", "https://a.example/x#two:~:text=To%20be"),
            ("https://a.example/x#two:~:text=old", "https://a.example/x#two:~:text=To%20be"),
        ] {
            source.citation.url = Some(url.to_owned());
            assert_eq!(deep_link(&source, &(0..5)).as_deref(), Some(link));
        }
    }

    /// Of the shipped text: every sentence, every two that follow each other, and every five words of them.
    #[test]
    fn every_passage_is_found_where_it_stands() {
        let library = parse(&built_in()).0;
        let source = &library.sources[0];
        let (text, sentences) = (source.text(), source.sentences());
        let pairs = sentences.windows(2).map(|pair| pair[0].start..pair[1].end);
        let fives = sentences.iter().flat_map(|sentence| {
            let words: Vec<Range<usize>> = words(&text[sentence.clone()]).collect();
            let at = sentence.start;
            words.windows(5).map(|five| at + five[0].start..at + five[4].end).collect::<Vec<_>>()
        });
        for range in sentences.iter().cloned().chain(pairs).chain(fives) {
            let made = directive(text, source.paragraphs(), &range).expect("it has words");
            let exact = text[range.clone()].trim_matches(|c: char| !c.is_alphanumeric());
            let found = found(text, &made).unwrap_or_default();
            assert_eq!(found, exact, "{made}");
        }
    }
}
