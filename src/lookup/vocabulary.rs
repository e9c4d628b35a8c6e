//! Closed lists of words, folded, in the five languages: what denies, conditions, hedges and counts, and what people
//! say around a quote. Data only, laid out by hand: each language begins a line, in the order en, az, tr, ru, ar.
//!
//! Adding a language: a line in each list. An entry that ends in `*` stands for every word that begins so.
//! Called by: `sense` (what a difference does), `frame` (what is not part of a claim).

/// Whether `form` is in `list`.
pub(super) fn is_in(list: &[&str], form: &str) -> bool {
    list.iter().any(|entry| match entry.strip_suffix('*') {
        Some(start) => form.starts_with(start),
        None => *entry == form,
    })
}

/// Words that deny. Azerbaijani and Turkish deny by a syllable within the verb, which no list holds.
#[rustfmt::skip]
pub(super) const NEGATIONS: &[&str] = &[
    "not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "nowhere", "cannot", "without",
    "hardly", "scarcely", "barely", "ain't", "don't", "doesn't", "didn't", "won't", "wouldn't", "can't",
    "couldn't", "shouldn't", "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "mustn't",
    "needn't", "mightn't",
    "deyil*", "yox", "yoxdur", "hec", "hecbir", "olmadan",
    "degil*", "yok", "hic", "hicbir", "asla",
    "не", "нет", "ни", "никогда", "никто", "ничего", "ничто", "нигде", "никак*", "без", "нельзя",
    "لا", "لم", "لن", "ليس", "ليست", "ليسوا", "لسنا", "غير", "دون", "بدون", "بلا", "ابدا", "كلا",
];

/// Prefixes that deny the rest of a word.
pub(super) const NEGATING_PREFIXES: &[&str] = &["un", "in", "im", "ir", "il", "dis", "non", "не", "bi", "na"];

/// Words that make a statement hold only under a condition.
#[rustfmt::skip]
pub(super) const CONDITIONS: &[&str] = &[
    "if", "unless", "only", "until", "till", "except", "provided", "providing", "otherwise", "lest",
    "eger", "yalniz", "ancaq", "teqdirde", "istisna",
    "sadece", "ancak", "yalnizca", "takdirde", "haric", "surece",
    "если", "только", "лишь", "пока", "кроме", "разве",
    "اذا", "لو", "الا", "فقط", "حتي", "سوي", "شرط", "بشرط",
];

/// How a clause or phrase begins under which something holds.
#[rustfmt::skip]
pub(super) const OPENERS: &[&str] = &[
    "if", "unless", "without", "until", "till", "only if", "only when", "only after", "only once", "only under",
    "except", "provided", "providing", "lest", "in the absence", "as long as", "so long as", "in case",
    "on condition", "on the condition", "on one condition", "even if",
    "eger", "yalniz", "ancaq",
    "ancak", "yalnizca", "sadece",
    "если", "только если", "только когда", "без", "при условии", "в случае", "в отсутствие", "пока",
    "اذا", "لو", "بشرط", "شرط", "في حال", "في غياب", "الا اذا", "ما لم", "بدون", "دون",
];

/// Small verbs with which a sentence states something.
#[rustfmt::skip]
pub(super) const AUXILIARIES: &[&str] = &[
    "am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "has", "have", "had", "will", "would",
    "shall", "should", "can", "could", "may", "might", "must", "isn't", "aren't", "wasn't", "weren't", "don't",
    "doesn't", "didn't", "won't", "wouldn't", "can't", "cannot", "couldn't", "shouldn't", "mustn't",
];

/// Words that stand for somebody or something, or before it.
#[rustfmt::skip]
pub(super) const PRONOUNS: &[&str] = &[
    "i", "me", "my", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "it", "its", "they", "them",
    "their", "one", "anyone", "someone", "somebody", "everyone", "everybody", "anything", "something", "everything",
    "a", "an", "the", "this", "that", "these", "those", "any", "all", "ever", "always", "either", "too", "also",
    "o", "biz", "siz", "onlar", "bu", "hami", "herkes",
    "я", "мы", "нас", "вы", "он", "она", "они", "их", "это", "все", "всегда",
    "هو", "هي", "هم", "نحن", "هذا", "هذه", "كل", "احد",
];

/// Words through which a negation before them reaches the words behind.
#[rustfmt::skip]
pub(super) const LIGHT: &[&str] = &[
    "to", "of", "a", "an", "the", "any", "one", "be", "been", "being", "have", "has", "had", "do", "does", "did",
    "in", "on", "at", "as", "for", "by", "with", "only", "even", "ever", "yet", "merely", "just", "simply", "really",
    "actually", "particularly", "especially", "necessarily", "always", "fully", "entirely", "completely", "very", "so",
    "too", "quite", "longer", "way", "plan*", "seek*", "inten*", "want*", "wish*", "try*", "tried", "need*", "going",
    "able", "ready", "willing", "likely", "prepared", "allowed", "supposed", "doubt",
    "в", "на", "о", "к", "с", "за", "по", "быть", "был*", "будет", "будут", "собира*", "хот*", "намер*", "планир*",
    "очень", "всегда", "даже", "может", "могут", "должн*",
    "ان", "في", "علي", "من", "الي", "اي", "تكون", "يكون", "تريد", "يريد", "تعتزم", "يعتزم",
    "bir", "hec", "hic",
];

/// What joins a clause to the one before it, or begins one within it.
#[rustfmt::skip]
pub(super) const CONNECTIVES: &[&str] = &[
    "that", "which", "who", "whom", "whose", "where", "when", "while", "because", "since", "although", "though",
    "but", "whereas", "so", "yet",
    "ki", "amma", "lakin", "cunki",
    "ama", "fakat", "cunku",
    "что", "чтобы", "который", "которая", "которое", "которые", "но", "а", "когда", "хотя", "потому",
    "ان", "انه", "الذي", "التي", "لكن", "بل", "بينما", "لان",
];

/// Words that hedge a statement or give its degree or time.
#[rustfmt::skip]
pub(super) const QUALIFIERS: &[&str] = &[
    "may", "might", "could", "should", "would", "can", "possibly", "probably", "perhaps", "likely", "some",
    "somewhat", "partly", "partially", "part", "mostly", "mainly", "largely", "primarily", "particularly",
    "especially", "significantly", "generally", "usually", "often", "sometimes", "rarely", "almost", "nearly",
    "about", "around", "approximately", "roughly", "least", "most", "up", "merely", "just", "rather", "quite",
    "very", "fairly", "lesser", "extent", "present", "currently", "now", "today", "yet", "still", "so-called",
    "called", "alleged", "allegedly", "reportedly", "apparently", "seems", "seemingly", "formally",
    "officially", "principally", "relatively",
    "belke", "bezi", "qismen", "esasen", "xususile", "hazirda", "hele", "texminen", "guya",
    "belki", "bazi", "kismen", "ozellikle", "simdilik", "henuz", "yaklasik", "sozde", "genellikle",
    "может", "могут", "возможно", "вероятно", "частично", "отчасти", "особенно", "главным", "почти", "примерно",
    "около", "некоторые", "пока", "сейчас", "обычно", "иногда", "якобы",
    "قد", "ربما", "بعض", "خاصه", "غالبا", "حاليا", "تقريبا", "جزييا", "احيانا",
];

/// Numbers, months and days in words.
#[rustfmt::skip]
pub(super) const NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred*", "thousand*", "million*", "billion*",
    "dozen*", "half", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "twice", "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "bir", "iki", "uc", "dord", "dort", "bes", "alti", "yeddi", "yedi", "sekkiz", "sekiz", "doqquz", "dokuz",
    "yuz", "milyon*", "milyard*", "milyar*", "birinci", "ikinci", "ucuncu", "yanvar*", "fevral*", "mart*",
    "aprel*", "iyun*", "iyul*", "avqust*", "sentyabr*", "oktyabr*", "noyabr*", "dekabr*", "ocak*", "subat*",
    "nisan*", "mayis*", "haziran*", "temmuz*", "agustos*", "eylul*", "ekim*", "kasim*", "aralik*",
    "один", "одна", "одно", "два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять",
    "десять", "сто", "тысяч*", "миллион*", "миллиард*", "первы*", "перво*", "втор*", "трет*", "январ*",
    "феврал*", "апрел*", "июн*", "июл*", "август*", "сентябр*", "октябр*", "ноябр*", "декабр*",
    "واحد", "اثنان", "اثنين", "ثلاثه", "اربعه", "خمسه", "سته", "سبعه", "ثمانيه", "تسعه", "عشره", "ميه", "مايه",
    "الف", "الاف", "مليون*", "مليار*", "الاول", "الاولي", "الثاني", "الثانيه", "يناير", "فبراير", "مارس",
    "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر",
];

/// Verbs and turns by which somebody is said to have spoken.
#[rustfmt::skip]
pub(super) const SPEECH: &[&str] = &[
    "say", "says", "said", "saying", "tell", "tells", "told", "telling", "stated", "claim", "claims", "claimed",
    "claiming", "emphasize", "emphasizes", "emphasized", "emphasizing", "emphasise", "emphasised", "stress",
    "stresses", "stressed", "stressing", "noted", "noting", "add", "adds", "added", "adding", "conclude",
    "concludes", "concluded", "declare", "declares", "declared", "announce", "announced", "argue", "argues",
    "argued", "write", "writes", "wrote", "written", "tweet", "tweets", "tweeted", "posted", "quote", "quotes",
    "quoted", "quoting", "according", "remark", "remarked", "insist", "insists", "insisted", "explain",
    "explains", "explained", "mention", "mentions", "mentioned", "admit", "admits", "admitted", "warn", "warns",
    "warned", "reply", "replied", "answered", "pointed", "underlined", "highlighted", "words",
    "dedi", "deyib", "deyir", "deyirdi", "demisdi", "demisdir", "bildir*", "vurgula*", "soyle*", "qeyd", "gore",
    "elave", "yazib", "yazir", "iddia", "xatirlatdi",
    "diyor", "demis", "konustu", "dedigi", "dedigini", "belirt*", "acikla*", "ifade", "kaydet*", "ekledi", "yazdi",
    "aktardi",
    "сказал*", "говорит", "говорил*", "заяв*", "подчеркн*", "подчеркив*", "отмет*", "отмеч*", "добав*",
    "утвержда*", "написал*", "пишет", "словам", "мнению", "согласно", "сообщ*", "объясн*",
    "قال", "قالت", "يقول", "تقول", "صرح", "صرحت", "اكد", "اكدت", "يوكد", "اضاف", "ذكر", "اعلن", "اوضح", "اشار",
    "كتب", "وفقا", "حسب", "بحسب", "وقال", "واضاف", "واكد",
];

/// What joins "he said" to what he said.
pub(super) const THAT: &[&str] = &["that", "ki", "что", "ان", "بان", "انه", "بانه"];

/// What else stands in a question or remark around a quote, and is not the quote.
#[rustfmt::skip]
pub(super) const CHAT: &[&str] = &[
    "did", "do", "does", "is", "was", "are", "has", "have", "had", "it", "its", "this", "these", "true",
    "false", "real", "really", "actually", "ever", "even", "just", "indeed", "he", "she", "they", "him", "his",
    "her", "their", "who", "what", "where", "when", "which", "how", "why", "you", "i", "me", "the", "a", "an",
    "of", "on", "in", "at", "to", "by", "from", "with", "for", "as", "and", "or", "also", "then", "so", "there",
    "if", "whether", "please", "hey", "hi", "hello", "ok", "okay", "lol", "lmao", "omg", "wtf", "wow", "yeah",
    "yes", "sure", "right", "fyi", "psa", "icymi", "look", "listen", "check", "verify", "confirm", "fact", "fake", "legit", "news", "breaking", "quote",
    "quotation", "claim", "claims", "statement", "interview", "speech", "article", "post", "tweet",
    "screenshot", "headline", "source", "someone", "somebody", "anyone", "friend", "heard", "hear", "saw",
    "seen", "read", "think", "know", "once", "again", "recently", "yesterday", "today", "today's", "tv",
    "television", "local", "mr", "mrs", "ms", "dr", "prof", "sir", "question", "literally", "clearly",
    "publicly", "put", "puts", "like", "thing", "words", "bot", "via", "twitter", "facebook", "telegram", "discord", "reddit",
    "instagram", "tiktok", "youtube", "whatsapp", "x", "online", "internet",
    "dogrudan", "hecikat", "bele", "musahibe*", "sitat*", "deyirmi", "heqiqeten", "duzdur", "duz", "mi", "mu", "o", "bu", "bunu", "sitat", "cenab",
    "muellim", "ve", "da", "de", "ne", "yalan", "xeber", "sozleri", "sozlerine", "sozlerini", "edib", "etdi",
    "edir",
    "gercekten", "dogru", "alinti*", "roportaj*", "sunu", "diye", "boyle", "mu", "mi", "sayin", "bey", "hakkinda", "boyle", "sey", "etti", "sozu", "sozler",
    "musun",
    "правда", "ли", "действительно", "интервью", "цитат*", "он", "она", "это", "этого", "такое", "так", "цитата", "по", "и", "в",
    "на", "о", "об", "господин", "верно", "фейк", "его", "ее", "разве",
    "هل", "حقا", "فعلا", "صحيح", "هذا", "هذه", "السيد", "ما", "في", "عن", "من", "الي", "هو", "لما", "اقتباس",
    "كما",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::normalize::fold;

    #[test]
    fn every_entry_is_folded_so_that_it_can_be_found() {
        for list in [
            LIGHT,
            PRONOUNS,
            AUXILIARIES,
            CONNECTIVES,
            OPENERS,
            NEGATIONS,
            NEGATING_PREFIXES,
            CONDITIONS,
            QUALIFIERS,
            NUMBERS,
            SPEECH,
            THAT,
            CHAT,
        ] {
            for entry in list {
                assert_eq!(&fold(entry), entry);
            }
        }
    }

    #[test]
    fn a_starred_entry_stands_for_all_that_begin_so() {
        assert!(is_in(SPEECH, "подчеркнул") && is_in(SPEECH, "bildirib") && is_in(SPEECH, "said"));
        assert!(!is_in(SPEECH, "saids") && !is_in(NEGATIONS, "notable"));
    }
}
