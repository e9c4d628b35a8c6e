# Everything that a user of the bot reads, in English. Project Fluent: https://projectfluent.org/fluent/guide/
# Every locale has the same messages with the same variables (tests/locales.rs proves it).
# Names, roles and sources come in as they are and are never inflected: write around them.

## Under a quote: whose words, and from where

voice-role = { $speaker }, { $role }
voice-reported = { $speaker }, as reported by { $outlet }
mode-direct = direct quote
mode-reported = reported speech
mode-own = the source’s own words
place = { $source }, paragraph { $paragraph }
editors-note = Editor’s note

## Answers, suggestions, silence

understood = Understood as
answer-other-speaker = { $person } is not quoted on this. Whose words these are stands under the quote.
answer-more = More on this
answer-other-voices = Other voices on this
suggest = This can mean more than one thing. Which of these do you ask?
silence-no-words = There are no words here to go by.
silence-off-topic = The texts do not speak about this.
silence-not-in-texts = The texts speak about this subject, but they do not say what you ask.
silence-empty-library = There is nothing in the library yet.
next-help = { $prefix }help lists what you can ask.
next-topics = { $prefix }topics lists what the texts speak about.
next-these-topics = They do speak about these:
next-near-topics = The nearest topics that they do speak about:
next-fill-library = Whoever keeps this bot can add texts; knowledge/README.md says how.

## Topics and sources

topics = Topics
topic-quotes = { $count ->
    [one] { $count } quote
   *[other] { $count } quotes
}
no-topic = No topic is called “{ $asked }”, and the texts do not answer it.
sources = Sources
source-title = Title
source-author = Author
source-container = Published in
source-publisher = Publisher
source-issued = Date
source-accessed = Read on
source-url = Address
source-language = Language
source-voices = Who speaks in it
source-paragraphs = Paragraphs

## Passages and their surroundings

looked-for = Looked for
found-nothing = No passage holds the words “{ $words }”.
next-fewer-words = Try fewer words, or other forms of them.
context-only-marked = Only the marked words are those of the speaker named; the words around them may be anyone’s.

## Problems

nothing-given = { $prefix }{ $command } needs some words after it.
example-ask = Write { $prefix }ask and your question.
example-quote = Write { $prefix }quote and the words to look for.
example-verify = Write { $prefix }verify and the text to check.
example-context = Write { $prefix }context and the id that stands under a quote.
example-cite = Write { $prefix }cite, the id that stands under a quote, and a style.
too-long = The text is longer than { $limit } characters.
next-shorter = Send a shorter part of it.
no-such-quote = There is no quote “{ $id }”, or its words are not one speaker’s.
next-quote-id = Copy the id that stands under a quote.
no-such-style = There is no style “{ $style }”.
next-styles = These there are: { $styles }
no-such-entry = “{ $id }” is no longer in the library.
next-ask-again = The library has changed: ask again.
unknown-command = There is no command “{ $typed }”.
next-did-you-mean = Did you mean { $prefix }{ $command }?

## Help

help = I answer with what the texts actually say: the exact words, whose they are, and where they stand. I add nothing of my own, and where the texts do not answer, I say so. Ask in your own words, or use a command.
help-stance = What the texts say on a topic
help-ask = A quote that answers a question
help-quote = Passages that hold these words
help-verify = Whether a quote is real, and whose words it is
help-context = The paragraphs around a quote
help-cite = How to cite the text of a quote
help-topics = All topics
help-sources = All texts, and who speaks in them
help-help = This list
argument-topic = TOPIC
argument-question = QUESTION
argument-words = WORDS
argument-text = TEXT
argument-id = ID
argument-id-style = ID STYLE

## Why a reply is what it is

explain = Why this reply
explain-decision = Decision
explain-answered = The texts answer this.
explain-suggested = Several things that the texts say are about as likely.
explain-confidence = Confidence, 0 to 1
explain-matched = Words matched
explain-elsewhere = Words that only other entries have
explain-unknown = Words that no entry has
explain-person = Speaker asked for
explain-first = First candidate
explain-second = Second candidate
explain-third = Third candidate
explain-scored = { $question } ({ $score })
explain-nearest-question = Nearest curated question
explain-nearest-refusal = Nearest question without an answer

## The terminal

console-try = Try:
console-leave = { $prefix }help lists the commands, { $prefix }quit ends.
console-pick = Type a number to pick one.
console-no-choice = There is no number { $number } in the last list.
console-nothing-to-explain = There is no answer to explain yet.
console-ask-first = Ask a question first, then { $prefix }explain.
console-language = Replies are now in English.
console-no-language = There is no language “{ $code }”.
console-languages = These there are: { $codes }
help-explain = Why the last answer was given
help-language = The language of the replies
help-quit = End
argument-code = CODE

## Checking a claimed quote

verdict-verbatim = These words stand in the texts.
verdict-altered = The texts do not say it like this.
verdict-spliced = The texts do not say this: parts were joined that do not stand together.
verdict-absent = These words do not stand in the texts.
next-look-for-words = { $prefix }quote finds passages that hold some of them.
speaker-right = The speaker is right: { $speaker }.
speaker-reported = In part or in whole, this is a report of what the speaker said, not the speaker’s own words.
speaker-wrong = The speaker is wrong. Claimed: { $claimed }. In the texts: { $speaker }.
checked-passages = In the texts
checked-differences = What differs
checked-style = Differs too, but does not count
change-original = text
change-claimed = claim
sense-negation-dropped = a negation is left out
sense-negation-added = a negation is added
sense-number = another number or date
sense-name = another name
sense-condition = a condition is left out or added
sense-qualifier = a qualification is left out or added
kind-changed = other words
kind-dropped = words left out
kind-inserted = words added
kind-cut-at-start = cut at the start
kind-cut-at-end = cut at the end
kind-spliced = parts from different places
kind-joined-voices = words of two speakers joined
kind-hidden-negation = the ellipsis leaves out a negation
kind-ellipsis = ellipsis
kind-interjection = “he said” within the quote
kind-quotation-marks = quotation marks
kind-dashes = dashes
kind-spacing = spaces
kind-letter-case = capital letters
kind-letter-form = diacritics
kind-punctuation = punctuation
kind-final-stop = final stop

## Matrix

matrix-page = Page { $page } of { $pages }: react with ➡ or ⬅ to turn.
matrix-pick = React with a number, or reply with it, to pick one.
matrix-noted = Thank you. Your question is kept, without your name, for whoever keeps this bot.
matrix-others = Did you mean one of these?
matrix-failed = Something went wrong on my side. Please ask again; whoever keeps this bot finds the cause in its log.
matrix-help-settings = How I behave in this room, for those who may manage it
matrix-settings = Settings of this room
matrix-settings-saved = Changed. The settings of this room now
matrix-settings-language = Language of replies
matrix-settings-language-usual = the bot’s own
matrix-settings-change = { $command } and one of these changes the language: { $codes }
matrix-settings-not-yours = Only those with a power level of { $level } or more can see and change the settings of a room.
matrix-settings-unknown = There is no setting “{ $name }”.
matrix-settings-not-kept = This holds until I am started anew: I can not keep it.
matrix-settings-not-kept-next = Whoever keeps this bot finds the reason in its log.
