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
answer-topic = All that the texts say, by topic
suggest = This can mean more than one thing. Which of these do you ask?
silence-no-words = There are no words here to go by.
silence-no-question = That is no question.
silence-off-topic = The texts do not speak about this.
silence-not-in-texts = The texts speak about this subject, but they do not say what you ask.
silence-empty-library = There is nothing in the library yet.
next-help = { $prefix }help lists what you can ask.
next-topics = { $prefix }topics lists what the texts speak about.
next-these-topics = They do speak about these:
next-topics-there-are = The texts speak about these:
next-near-topics = The nearest topics that they do speak about:
next-fill-library = Whoever keeps this bot can add texts; knowledge/README.md says how.

## Topics and sources

topics = Topics
topic-quotes = { $count ->
    [one] { $count } quote
   *[other] { $count } quotes
}
no-topic = No topic is called “{ $asked }”, and the texts do not answer it.
speaker-topics = There are words of { $speaker } on these topics:
speaker-no-topics = There are no words of { $speaker } on any topic.
speaker-all = All that this speaker says: { $prefix }quote speaker:{ $id }
several-topics = These are several topics. Which one do you want?
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
found-passages = Passages
found-numbers = { $from } to { $to } of { $total }
found-next = The next passages
found-no-more = There are only { $total } passages.
found-nothing = No passage holds the words “{ $words }”.
next-fewer-words = Try fewer words, or other forms of them.
context-only-marked = Only the marked words are those of the speaker named; the words around them may be anyone’s.
cite-in-text = In the text
cite-missing = Not given by the library

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
no-such-speaker = Nobody called “{ $name }” speaks in the texts.
next-speakers = These do: { $names }
no-such-source = There is no text “{ $name }”.
next-sources = { $prefix }sources lists them.
no-such-entry = “{ $id }” is no longer in the library.
next-ask-again = The library has changed: ask again.
unknown-command = There is no command “{ $typed }”.
next-did-you-mean = Did you mean { $prefix }{ $command }?

## Help

help = I answer with what the texts actually say: the exact words, whose they are, and where they stand. I add nothing of my own, and where the texts do not answer, I say so. Ask in your own words, or use a command.
help-stance = What the texts say on a topic
help-ask = A quote that answers a question
help-quote = Passages that hold these words; speaker:NAME and source:ID narrow it
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
explain-matched = Words matched
explain-not-matched = Words not matched
explain-sure = How likely an answer is right
explain-sure-scored = { $sure } (about { $hundredths } in 100)
explain-sure-very = very likely
explain-sure-rather = likely
explain-sure-little = about as likely as not
explain-sure-not = unlikely
explain-runner-up = Next nearest
explain-came-nearest = What comes nearest
explain-person = Speaker asked for
explain-figures = In figures
explain-confidence = Confidence, 0 to 1
explain-elsewhere = Words that only other entries have
explain-unknown = Words that no entry has
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
verdict-verbatim-other-speaker = These words stand in the texts, but someone else said them.
verdict-altered = The texts do not say it like this.
verdict-respelt = These words stand in the texts, but some are spelt otherwise there.
verdict-spliced = The texts do not say this: parts were joined that do not stand together.
verdict-absent = These words do not stand in the texts.
verdict-other-speaker = And the speaker is wrong.
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
kind-respelt = spelling: contracted or mistyped
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
kind-beside = Said beside it, and not checked

## Discord: buttons and menus (80 characters at most)

button-previous = Previous
button-next = Next ({ $page }/{ $pages })
button-context = Context
button-cite = Cite
button-why = Why this?
button-not-it = Not what I asked
button-show = Show to everyone
button-pick = Pick one
button-context-of = Context of a quote

## Discord: what people see while they type a command (names: no spaces, no capitals)

name-stance = stance
name-ask = ask
name-quote = quote
name-verify = verify
name-context = context
name-cite = cite
name-topics = topics
name-sources = sources
name-help = help
name-settings = settings
name-check-message = Check this quote
name-find-message = Find a quote on this
help-settings = How I behave in this server, for those who may manage it
option-topic = topic
option-topic-is = A topic, or words for one
option-question = question
option-question-is = Your question, in your own words
option-words = words
option-words-are = The words to look for; in quotation marks, they must stand side by side
option-text = text
option-text-is = The text to check, with or without quotation marks
option-id = id
option-id-is = The id that stands under a quote, or words of a question
option-speaker = speaker
option-speaker-only = Only words of this speaker
option-speaker-said = Who is said to have said it
option-source = source
option-source-is = Only in this source
option-style = style
option-style-is = The style of the citation
option-private = private
option-private-is = Whether only you see the reply
option-private-default = Whether only the asker sees a reply, unless they want otherwise
option-language = language
option-language-is = The language of replies
option-allow = allow-channel
option-allow-is = A channel in which everyone may see replies; the first makes all others private
option-disallow = disallow-channel
option-disallow-is = Takes a channel off the list; where none is left on it, all are allowed
option-cooldown = cooldown
option-cooldown-is = Seconds between two public replies to one person; 0: none

## Discord: what I say there on my own

discord-no-text = This message has no text.
discord-no-text-next = Pictures and embeds I do not read. Copy the words, and use { $prefix }verify or { $prefix }ask.
discord-stale = This button is from another version of me, and I no longer know what it means.
discord-question-gone = What was asked does not stand under this message.
discord-ask-again = Ask again with { $prefix }ask.
discord-not-matched = Nothing was guessed here: this is what was picked or named.
discord-noted = Thank you. Your question is kept, without your name, for whoever keeps this bot.
discord-others = Did you mean one of these?
discord-repeat = This was answered here a moment ago.
discord-repeat-link = Go to the answer
discord-closed = In this channel only the asker sees my replies.
discord-closed-next = Ask in a channel in which everyone may see them.
discord-wait = { $seconds ->
    [one] You can get the next public reply in { $seconds } second.
   *[other] You can get the next public reply in { $seconds } seconds.
}
discord-private-here = In this server only the asker sees my replies, and everyone would see a reply to a mention.
discord-ask-privately = Use { $prefix }ask, or send me your question directly.
discord-no-speaker = No speaker in the texts is called “{ $name }”.
discord-no-source = No source is called “{ $name }”.
discord-pick-from-list = Pick one of those that are offered while you type.

## Discord: /settings

settings-title = Settings of this server
settings-saved = Changed. The settings of this server now
settings-language = Language of replies:
settings-language-reader = each reader’s own
settings-private = Who sees replies, unless the asker wants otherwise:
settings-private-yes = only the asker
settings-private-no = everyone
settings-channels = Channels in which everyone may see them:
settings-channels-all = all
settings-cooldown = Time between two public replies to one person:
settings-cooldown-seconds = { $count ->
    [0] none
    [one] { $count } second
   *[other] { $count } seconds
}
settings-not-yours = Only those who may manage the server can see and change its settings.
settings-of-server = Settings belong to a server; here there is none.
settings-of-server-next = Use the command in a server that you manage.
settings-most-channels = No more than { $most } channels can be named.
settings-most-channels-next = Take one off the list first.
settings-no-list = All channels are allowed; there is no list to take one off.
settings-no-list-next = Allow the channels that you want; then all others are private.
settings-bounds = The time between two replies is 0 to { $most } seconds.
settings-not-kept = This holds until I am started anew: I can not keep it.
settings-not-kept-next = Whoever keeps this bot finds the reason in its log.
settings-as-command = Settings are changed with a slash command, not with a message.
settings-typed = Type { $prefix }settings and pick it from the list.

## Discord: when something goes wrong on the way

discord-incomplete = This did not reach me whole. Please try again.
discord-failed = Something went wrong on my side. Please try again; whoever keeps this bot finds the cause in its log.

## Matrix

matrix-page = Page { $page } of { $pages }: react with ➡ or ⬅ to turn.
matrix-pick = React with a number, or reply with it, to pick one.
matrix-noted = Thank you. Your question is kept, without your name, for whoever keeps this bot.
matrix-others = Did you mean one of these?
matrix-failed = Something went wrong on my side. Please ask again; whoever keeps this bot finds the cause in its log.
matrix-sealed = I can not read this message: its key has not reached me. Please send it again. If that does not help, your client keeps its keys from devices that you have not verified: verify me, or allow it.
matrix-about-no-words = That message has no words that I can read. Write the words after the command.
matrix-about-sealed = I can not read that message: its key has not reached me. Write the words after the command.
matrix-help-asking = In a room, mention me or begin with { $command }; in a direct conversation, just write. React with 👎 to an answer that is not to what you asked.
matrix-help-settings = How I behave in this room, for those who may manage it
matrix-settings = Settings of this room
matrix-settings-saved = Changed. The settings of this room now
matrix-settings-language = Language of replies
matrix-settings-language-usual = the bot’s own
matrix-settings-change = To change the language, write { $command } and one of these: { $codes }
matrix-settings-not-yours = Only those with a power level of { $level } or more can see and change the settings of a room.
matrix-settings-unknown = There is no setting “{ $name }”.
matrix-settings-not-kept = This holds until I am started anew: I can not keep it.
matrix-settings-not-kept-next = Whoever keeps this bot finds the reason in its log.
