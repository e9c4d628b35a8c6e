# Всё, что читает пользователь бота, по-русски.
# Имена, должности и источники приходят как есть и не склоняются: стройте фразу так, чтобы этого не требовалось.

## Под цитатой: чьи слова и откуда

voice-role = { $speaker }, { $role }
voice-reported = { $speaker } (в пересказе: { $outlet })
mode-direct = прямая речь
mode-reported = косвенная речь
mode-own = слова самого источника
place = { $source }, абзац { $paragraph }
editors-note = Примечание редактора

## Ответы, варианты, отсутствие ответа

understood = Понято как
answer-other-speaker = В текстах нет слов этого человека на эту тему: { $person }. Чьи слова приведены, указано под цитатой.
answer-more = Ещё об этом
answer-other-voices = Другие голоса об этом
suggest = Это можно понять по-разному. О чём из этого вы спрашиваете?
silence-no-words = Здесь нет слов, по которым можно искать.
silence-off-topic = В текстах об этом не говорится.
silence-not-in-texts = В текстах эта тема есть, но ответа на ваш вопрос в них нет.
silence-empty-library = В библиотеке пока ничего нет.
next-help = О чём можно спросить: { $prefix }help
next-topics = Какие темы есть в текстах: { $prefix }topics
next-these-topics = В текстах говорится вот о чём:
next-near-topics = Ближайшие темы, которые есть в текстах:
next-fill-library = Добавить тексты может владелец бота; как это сделать, сказано в knowledge/README.md.

## Темы и источники

topics = Темы
topic-quotes = { $count ->
    [one] { $count } цитата
    [few] { $count } цитаты
   *[many] { $count } цитат
}
no-topic = Темы «{ $asked }» нет, и ответа на это в текстах тоже нет.
sources = Источники
source-title = Название
source-author = Автор
source-container = Где опубликовано
source-publisher = Издатель
source-issued = Дата
source-accessed = Дата обращения
source-url = Адрес
source-language = Язык
source-voices = Кто говорит
source-paragraphs = Абзацев

## Отрывки и то, что вокруг них

looked-for = Искали
found-nothing = Ни в одном отрывке нет этих слов: «{ $words }».
next-fewer-words = Попробуйте меньше слов или другие их формы.
context-only-marked = Названному лицу принадлежат только выделенные слова; слова вокруг могут быть чужими.

## Затруднения

nothing-given = После { $prefix }{ $command } нужен текст.
example-ask = Напишите { $prefix }ask и свой вопрос.
example-quote = Напишите { $prefix }quote и слова, которые нужно найти.
example-verify = Напишите { $prefix }verify и текст, который нужно проверить.
example-context = Напишите { $prefix }context и обозначение, которое стоит под цитатой.
example-cite = Напишите { $prefix }cite, обозначение, которое стоит под цитатой, и стиль.
too-long = Предел длины текста превышен (символов: { $limit }).
next-shorter = Пришлите часть покороче.
no-such-quote = Цитаты «{ $id }» нет, или её слова принадлежат не одному лицу.
next-quote-id = Скопируйте обозначение, которое стоит под цитатой.
no-such-style = Стиля «{ $style }» нет.
next-styles = Есть такие: { $styles }
no-such-entry = «{ $id }» больше нет в библиотеке.
next-ask-again = Библиотека изменилась: задайте вопрос ещё раз.
unknown-command = Команды «{ $typed }» нет.
next-did-you-mean = Возможно, вы имели в виду { $prefix }{ $command }?

## Справка

help = Я показываю, что на самом деле сказано в текстах: точные слова, чьи они и где стоят. От себя ничего не добавляю, а если ответа в текстах нет, так и говорю. Спросите своими словами или воспользуйтесь командой.
help-stance = Что говорится в текстах на тему
help-ask = Цитата, которая отвечает на вопрос
help-quote = Отрывки с этими словами
help-verify = Подлинна ли цитата и чьи это слова
help-context = Абзацы вокруг цитаты
help-cite = Как сослаться на текст цитаты
help-topics = Все темы
help-sources = Все тексты и те, кто в них говорит
help-help = Этот список
argument-topic = ТЕМА
argument-question = ВОПРОС
argument-words = СЛОВА
argument-text = ТЕКСТ
argument-id = ОБОЗНАЧЕНИЕ
argument-id-style = ОБОЗНАЧЕНИЕ СТИЛЬ

## Почему ответ именно такой

explain = Почему такой ответ
explain-decision = Решение
explain-answered = В текстах есть ответ.
explain-suggested = Несколько мест в текстах подходят примерно одинаково.
explain-confidence = Уверенность, от 0 до 1
explain-matched = Совпавшие слова
explain-elsewhere = Слова, которые есть только в других записях
explain-unknown = Слова, которых нет ни в одной записи
explain-person = Чьи слова спрошены
explain-first = Первый вариант
explain-second = Второй вариант
explain-third = Третий вариант
explain-scored = { $question } ({ $score })
explain-nearest-question = Ближайший из составленных вопросов
explain-nearest-refusal = Ближайший вопрос без ответа

## Терминал

console-try = Попробуйте:
console-leave = Команды: { $prefix }help, выход: { $prefix }quit
console-pick = Чтобы выбрать, введите номер.
console-no-choice = В последнем списке нет номера { $number }.
console-nothing-to-explain = Пока нет ответа, который можно объяснить.
console-ask-first = Сначала задайте вопрос, потом введите { $prefix }explain.
console-language = Теперь ответы на русском языке.
console-no-language = Языка «{ $code }» нет.
console-languages = Есть такие: { $codes }
help-explain = Почему дан последний ответ
help-language = Язык ответов
help-quit = Выход
argument-code = КОД

## Проверка цитаты

verdict-verbatim = Эти слова есть в текстах.
verdict-altered = В текстах сказано не так.
verdict-spliced = В текстах этого нет: соединены части, которые стоят в разных местах.
verdict-absent = Этих слов в текстах нет.
next-look-for-words = Найти отрывки, где есть часть этих слов: { $prefix }quote
speaker-right = Говорящий назван верно: { $speaker }.
speaker-reported = Полностью или частично это пересказ сказанного, а не собственные слова говорящего.
speaker-wrong = Говорящий назван неверно. Заявлено: { $claimed }. В текстах: { $speaker }.
checked-passages = В текстах
checked-differences = Что отличается
checked-style = Отличия, которые не в счёт
change-original = текст
change-claimed = цитата
sense-negation-dropped = пропущено отрицание
sense-negation-added = добавлено отрицание
sense-number = другое число или дата
sense-name = другое имя
sense-condition = пропущено или добавлено условие
sense-qualifier = пропущена или добавлена оговорка
kind-changed = другие слова
kind-dropped = пропущены слова
kind-inserted = добавлены слова
kind-cut-at-start = обрезано в начале
kind-cut-at-end = обрезано в конце
kind-spliced = части из разных мест
kind-joined-voices = соединены слова двух людей
kind-hidden-negation = многоточие скрывает отрицание
kind-ellipsis = многоточие
kind-interjection = слова автора внутри цитаты
kind-quotation-marks = кавычки
kind-dashes = тире и дефисы
kind-spacing = пробелы
kind-letter-case = заглавные и строчные буквы
kind-letter-form = диакритические знаки
kind-punctuation = знаки препинания
kind-final-stop = точка в конце

## Matrix

matrix-page = Страница { $page } из { $pages }: чтобы листать, поставьте реакцию ➡ или ⬅.
matrix-pick = Чтобы выбрать, поставьте реакцию с номером или ответьте номером.
matrix-noted = Спасибо. Ваш вопрос сохранён без вашего имени для того, кто ведёт этого бота.
matrix-others = Может быть, вы имели в виду одно из этого?
matrix-failed = У меня что-то пошло не так. Спросите, пожалуйста, ещё раз; причину тот, кто ведёт этого бота, найдёт в журнале.
matrix-help-settings = Как я веду себя в этой комнате — для тех, кто может ею управлять
matrix-settings = Настройки этой комнаты
matrix-settings-saved = Изменено. Настройки этой комнаты теперь
matrix-settings-language = Язык ответов
matrix-settings-language-usual = собственный язык бота
matrix-settings-change = { $command } и одно из этого меняет язык: { $codes }
matrix-settings-not-yours = Видеть и менять настройки комнаты могут только те, чей уровень прав не ниже { $level }.
matrix-settings-unknown = Настройки «{ $name }» нет.
matrix-settings-not-kept = Это действует, пока меня не запустят заново: сохранить не получается.
matrix-settings-not-kept-next = Причину тот, кто ведёт этого бота, найдёт в журнале.
