//! Many claims about the shipped article, of every kind and verdict, and every fragment of its sentences.

use super::SHIPPED;
use sayswho::lookup::{ClaimedSpeaker, Verdict};
use serde::Deserialize;

const CLAIMS: &str = include_str!("claims.toml");

#[derive(Deserialize)]
struct File {
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    verdict: String,
    speaker: Option<String>,
    who: Option<String>,
    sense: Option<String>,
    text: String,
}

#[test]
fn every_claim_gets_its_verdict_its_speaker_and_the_name_of_what_was_changed() {
    let (library, index) = &*SHIPPED;
    let file: File = toml::from_str(CLAIMS).expect("claims");
    assert!(file.claims.len() >= 150);
    let mut wrong = Vec::new();
    for claim in &file.claims {
        let check = index.verify(library, &claim.text);
        let attribution = check.attribution.name();
        let who = check.claimed.as_ref().and_then(|claimed| match claimed {
            ClaimedSpeaker::Person(person) => Some(library.people[*person].id.as_str()),
            ClaimedSpeaker::Stranger(_) => None,
        });
        // Nobody is right or wrong about words that are not there; words of several places may be several people's.
        let is_attributed = matches!(check.verdict, Verdict::Verbatim | Verdict::Altered);
        let speaker = claim.speaker.as_deref().unwrap_or("none");
        let named = claim.sense.as_deref().is_none_or(|sense| {
            check.differences.iter().any(|found| found.kind.counts() && found.sense.name() == sense)
        });
        if check.verdict.name() != claim.verdict
            || (is_attributed && (attribution != speaker || (claim.who.is_some() && who != claim.who.as_deref())))
            || !named
        {
            let found: Vec<_> = check.differences.iter().filter(|found| found.kind.counts()).collect();
            let verdict = check.verdict.name();
            wrong.push(format!("{}\n  {verdict}, {attribution} {who:?}, {found:?}", claim.text));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), file.claims.len(), wrong.join("\n"));
}

/// Words whose loss can turn what is left, as the issue of this feature lists them.
const GOVERNING: &[&str] = &[
    "not", "no", "never", "neither", "nor", "without", "if", "unless", "only", "absence", "than", "none", "nobody",
    "until",
];

/// Every three to twelve words in a row of every sentence, by an oracle that knows nothing of clauses: where nothing that
/// is lost can govern, it must be verbatim; where "not" or the like stands directly before it, altered. In between,
/// whatever comes, the words are found where they stand.
#[test]
fn fragments_are_verbatim_unless_what_governs_them_is_cut_off() {
    let (library, index) = &*SHIPPED;
    let source = &library.sources[0];
    let (mut verbatim, mut altered) = (0, 0);
    for sentence in source.sentences() {
        let words: Vec<&str> = source.text()[sentence.clone()].split(' ').collect();
        let form = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let forms: Vec<String> = words.iter().map(|word| form(word)).collect();
        let governs = |form: &String| GOVERNING.contains(&form.as_str());
        for from in 0..words.len() {
            for to in from + 3..=words.len().min(from + 12) {
                let claim = words[from..to].join(" ");
                let claim = claim.trim_matches(|c: char| !c.is_alphanumeric());
                let check = index.verify(library, claim);
                let kept = format!("{claim:?}: {:?}", check.differences);
                assert!(matches!(check.verdict, Verdict::Verbatim | Verdict::Altered), "{kept}");
                if !forms[..from].iter().chain(&forms[to..]).any(governs) {
                    assert_eq!(check.verdict, Verdict::Verbatim, "{kept}");
                }
                let stands_once = source.text().to_lowercase().matches(&claim.to_lowercase()).count() == 1;
                let before = from.checked_sub(1).map(|before| forms[before].as_str());
                if stands_once && matches!(before, Some("not" | "never" | "neither" | "nor" | "no" | "without")) {
                    assert_eq!(check.verdict, Verdict::Altered, "{kept}");
                }
                if check.verdict == Verdict::Verbatim { verbatim += 1 } else { altered += 1 }
            }
        }
    }
    // How many are called altered: where this grows, a rule has become too eager.
    let share = f64::from(altered) / f64::from(verbatim + altered);
    assert!((0.02..0.05).contains(&share), "{altered} of {} fragments are altered", verbatim + altered);
}
