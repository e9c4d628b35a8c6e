//! A small library of another domain than the one that ships: the newsletter of a garden club, with two people in it.
//! That it works the same proves that nothing in src/ knows the shipped article.

use sayswho::library::{Library, LibraryFile, parse};
use sayswho::matching::Matcher;
use sayswho::service::Service;
use std::fs;
use std::path::Path;

/// The newsletter.
pub const TEXT: &str = "\
The garden club met on Sunday to vote on its statute.
“The pond stays open to everyone, and nobody will be asked to pay for it,” said Rosa Lind, who chairs the club. “I will not sign any rule that closes the gate at night.”
The treasurer, Emil Voss, told members that the club cannot afford a new greenhouse this year. According to him, the old shed will be repaired in March with money from the seed sale.
Members may keep bees on their plots if all neighbours agree. Dogs are welcome on a lead. The statute forbids chemical weedkillers on every plot.
Photo: The Leaf
";

const LIBRARY: &str = r#"
name = { en = "Garden club", ru = "Клуб садоводов" }
language = "en"
"#;

const PEOPLE: &str = r#"
[[person]]
id = "the-leaf"
name = "The Leaf"

[[person]]
id = "rosa-lind"
name = { en = "Rosa Lind", ru = "Роза Линд", ar = "روزا ليند" }
role = { en = "chair of the club", tr = "kulüp başkanı", ar = "رئيسة النادي" }

[person.names]
en = ["Rosa Lind", "Lind", "the chair"]

[[person]]
id = "emil-voss"
name = { en = "Emil Voss", ru = "Эмиль Фосс" }
role = "treasurer"

[person.names]
en = ["Emil Voss", "Voss", "the treasurer"]
"#;

const SOURCE: &str = r#"
speaker = "the-leaf"
container-title = "The Leaf"
language = "en"
label = { en = "The Leaf on the statute", tr = "The Leaf, tüzük üzerine" }

[[voice]]
person = "rosa-lind"
mode = "direct"
from = "The pond stays open"
to = "pay for it,"
cue = "said Rosa Lind"

[[voice]]
person = "rosa-lind"
mode = "direct"
from = "I will not sign"
to = "at night."
cue = "said Rosa Lind"

[[voice]]
person = "emil-voss"
mode = "reported"
from = "the club cannot afford"
to = "this year."
cue = "Emil Voss, told members that"

[[voice]]
person = "emil-voss"
mode = "reported"
from = "the old shed"
to = "seed sale."
cue = "According to him"

[[aside]]
exact = "Photo: The Leaf"
"#;

const POND: &str = r#"
name = { en = "The pond", az = "Gölməçə", tr = "Gölet", ru = "Пруд", ar = "البركة" }
order = 1
note = { en = "The vote itself is not reported.", ru = "О самом голосовании текст не сообщает." }

[aliases]
en = ["water", "access to the water"]
az = ["su"]

[[quote]]
exact = "The pond stays open to everyone"

[[quote]]
exact = "the club cannot afford a new greenhouse this year"

[[quote]]
exact = "I will not sign any rule that closes the gate at night."

[[quote]]
exact = "Dogs are welcome on a lead."
"#;

const MONEY: &str = r#"
name = { en = "Money", ru = "Деньги" }
order = 2

[aliases]
en = ["budget", "finances"]

[[quote]]
exact = "the club cannot afford a new greenhouse this year"
"#;

const ENTRIES: &str = r#"
source = "the-leaf"

[[entry]]
id = "pond-free"
topics = ["pond"]
quotes = [
    "The pond stays open to everyone, and nobody will be asked to pay for it",
    "I will not sign any rule that closes the gate at night.",
    "The garden club met on Sunday to vote on its statute.",
]
note = "Said before the vote."

[entry.questions]
en = [
    "Is the pond free for everyone?",
    "do I have to pay to visit the pond",
    "who can go to the water",
    "entry fee pond",
    "will they charge visitors for the pond",
    "isn't the pond only for members?",
    "what did Rosa Lind say about the pond",
    "pond access",
]
tr = ["Gölet herkese açık mı?", "gölete girmek ücretli mi"]
ru = ["Открыт ли пруд для всех?", "надо ли платить за пруд"]

[[entry]]
id = "greenhouse"
topics = ["money"]
quotes = ["the club cannot afford a new greenhouse this year"]

[entry.questions]
en = [
    "Will the club build a greenhouse?",
    "is there money for a new greenhouse",
    "greenhouse budget this year",
    "why is there no greenhouse",
    "can we afford a glasshouse",
    "Voss on the greenhouse",
    "did they approve a greenhouse?",
    "new greenhouse",
]
tr = ["Yeni sera yapılacak mı?", "sera için para var mı"]
ru = ["Построят ли теплицу?", "есть ли деньги на теплицу"]

[[entry]]
id = "shed"
topics = ["money"]
quotes = ["the old shed will be repaired in March with money from the seed sale."]

[entry.questions]
en = [
    "Will the old shed be repaired?",
    "when do they fix the shed",
    "who pays for the shed",
    "what happens to the seed sale money",
    "shed repair",
    "are they tearing the shed down?",
    "the hut needs mending, anyone on it?",
    "repairs in March",
]
tr = ["Eski kulübe onarılacak mı?", "kulübe ne zaman tamir edilecek"]
ru = ["Починят ли старый сарай?", "на какие деньги починят сарай"]

[[entry]]
id = "bees"
quotes = ["Members may keep bees on their plots if all neighbours agree."]

[entry.questions]
en = [
    "May I keep bees?",
    "are beehives allowed on plots",
    "bees and neighbours",
    "do neighbours have to agree to hives",
    "beekeeping rules",
    "can I put up a hive without asking",
    "honey bees on my plot",
    "bees banned?",
]
tr = ["Arı beslemek serbest mi?", "kovan koyabilir miyim"]
ru = ["Можно ли держать пчёл?", "разрешены ли ульи"]

[[entry]]
id = "dogs"
quotes = ["Dogs are welcome on a lead."]

[entry.questions]
en = [
    "Can I bring my dog?",
    "are dogs allowed",
    "dogs on a leash",
    "may my puppy run free",
    "pets in the garden",
    "is it true that dogs are banned",
    "dog rules",
    "walking the dog there",
]
tr = ["Köpek getirebilir miyim?", "köpekler serbest mi"]
ru = ["Можно ли с собакой?", "пускают ли собак"]

[[entry]]
id = "weedkillers"
quotes = ["The statute forbids chemical weedkillers on every plot."]

[entry.questions]
en = [
    "Are weedkillers allowed?",
    "can I spray herbicide",
    "chemicals on plots",
    "is roundup forbidden",
    "weed killer ban",
    "what does the statute say about chemicals",
    "may I use poison against weeds",
    "pesticide rules",
]
tr = ["Yabani ot ilacı serbest mi?", "kimyasal kullanabilir miyim"]
ru = ["Разрешены ли гербициды?", "можно ли химию от сорняков"]
"#;

const REFUSALS: &str = r#"
kind = "near"

[questions]
en = [
    "How deep is the pond?",
    "Who built the greenhouse next door?",
    "How many members does the club have?",
    "How much is the membership fee?",
    "Which seeds were sold?",
    "When was the club founded?",
    "What colour is the shed?",
    "Are cats welcome?",
    "Who is the secretary?",
    "Where do I buy a hive?",
]
ru = ["Какой глубины пруд?", "Сколько в клубе членов?"]
tr = ["Göletin derinliği ne kadar?", "Kulübün kaç üyesi var?"]
"#;

const TESTS: &str = r#"
source = "the-leaf"

[[question]]
text = "is the pond open to all?"
kind = "direct"
passages = ["The pond stays open to everyone"]

[[question]]
text = "who won the world cup in 1998"
kind = "far"
refuse = true
"#;

/// The library's files.
pub fn files() -> Vec<LibraryFile> {
    let files = [
        ("library.toml", LIBRARY),
        ("people.toml", PEOPLE),
        ("sources/the-leaf.txt", TEXT),
        ("sources/the-leaf.toml", SOURCE),
        ("topics/pond.toml", POND),
        ("topics/money.toml", MONEY),
        ("entries/all.toml", ENTRIES),
        ("refusals/near.toml", REFUSALS),
        ("questions/own.toml", TESTS),
    ];
    files.map(|(path, text)| LibraryFile { path: path.to_owned(), bytes: text.into() }).to_vec()
}

/// The library, which has no problems.
pub fn library() -> Library {
    let (library, problems) = parse(&files());
    assert_eq!(problems, []);
    library
}

/// A service on the library, its matcher trained.
pub fn service() -> Service {
    let library = library();
    let matcher = Matcher::train(&library);
    Service::new(library, matcher)
}

/// The library as a folder.
pub fn write_to(folder: &Path) {
    for file in files() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, file.bytes).expect("a file");
    }
}
