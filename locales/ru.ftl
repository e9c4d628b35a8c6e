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
answer-topic = Всё, что говорится в текстах, по темам
suggest = Это можно понять по-разному. О чём из этого вы спрашиваете?
silence-no-words = Здесь нет слов, по которым можно искать.
silence-no-question = Это не вопрос.
silence-off-topic = В текстах об этом не говорится.
silence-not-in-texts = В текстах эта тема есть, но ответа на ваш вопрос в них нет.
silence-empty-library = В библиотеке пока ничего нет.
next-help = О чём можно спросить: { $prefix }help
next-topics = Какие темы есть в текстах: { $prefix }topics
next-these-topics = В текстах говорится вот о чём:
next-topics-there-are = В текстах говорится вот о чём:
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
speaker-topics = Темы, по которым есть высказывания: { $speaker }
speaker-no-topics = Ни по одной теме нет высказываний: { $speaker }
speaker-all = Все слова этого человека: { $prefix }quote speaker:{ $id }
several-topics = Здесь несколько тем. Какая вам нужна?
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
found-passages = Отрывки
found-numbers = { $from }–{ $to } из { $total }
found-next = Следующие отрывки
found-no-more = Всего отрывков: { $total }.
found-nothing = Ни в одном отрывке нет этих слов: «{ $words }».
next-fewer-words = Попробуйте меньше слов или другие их формы.
context-only-marked = Названному лицу принадлежат только выделенные слова; слова вокруг могут быть чужими.
cite-in-text = В тексте
cite-missing = В библиотеке не указано

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
no-such-speaker = В текстах никто с именем «{ $name }» не говорит.
next-speakers = Говорят: { $names }
no-such-source = Текста «{ $name }» нет.
next-sources = { $prefix }sources перечислит тексты.
no-such-entry = «{ $id }» больше нет в библиотеке.
next-ask-again = Библиотека изменилась: задайте вопрос ещё раз.
unknown-command = Команды «{ $typed }» нет.
next-did-you-mean = Возможно, вы имели в виду { $prefix }{ $command }?

## Справка

help = Я показываю, что на самом деле сказано в текстах: точные слова, чьи они и где стоят. От себя ничего не добавляю, а если ответа в текстах нет, так и говорю. Спросите своими словами или воспользуйтесь командой.
help-stance = Что говорится в текстах на тему
help-ask = Цитата, которая отвечает на вопрос
help-quote = Отрывки с этими словами; speaker:ИМЯ и source:ОБОЗНАЧЕНИЕ сужают поиск
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
explain-matched = Совпавшие слова
explain-not-matched = Не совпавшие слова
explain-sure = Насколько вероятно, что ответ верен
explain-sure-scored = { $sure } (примерно { $hundredths } из 100)
explain-sure-very = весьма вероятно
explain-sure-rather = довольно вероятно
explain-sure-little = примерно пополам
explain-sure-not = маловероятно
explain-runner-up = Следующее по близости
explain-came-nearest = Ближе всего
explain-person = Чьи слова спрошены
explain-figures = В цифрах
explain-confidence = Уверенность, от 0 до 1
explain-elsewhere = Слова, которые есть только в других записях
explain-unknown = Слова, которых нет ни в одной записи
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
verdict-verbatim-other-speaker = Эти слова есть в текстах, но сказал их не тот, кому они приписаны.
verdict-altered = В текстах сказано не так.
verdict-respelt = Эти слова есть в текстах, но некоторые написаны там иначе.
verdict-spliced = В текстах этого нет: соединены части, которые стоят в разных местах.
verdict-absent = Этих слов в текстах нет.
verdict-other-speaker = И говорящий назван неверно.
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
kind-respelt = написание: сокращение или опечатка
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
kind-beside = Сказано рядом и не проверялось

## Discord: кнопки и списки (не длиннее 80 знаков)

button-previous = Назад
button-next = Дальше ({ $page }/{ $pages })
button-context = Контекст
button-cite = Сослаться
button-why = Почему такой ответ?
button-not-it = Вопрос был не об этом
button-show = Показать всем
button-pick = Выберите
button-context-of = Контекст цитаты

## Discord: что видно при вводе команды (в именах нет пробелов и заглавных букв)

name-stance = позиция
name-ask = спросить
name-quote = цитата
name-verify = проверить
name-context = контекст
name-cite = сослаться
name-topics = темы
name-sources = источники
name-help = помощь
name-settings = настройки
name-check-message = Проверить эту цитату
name-find-message = Найти цитату об этом
help-settings = Как я веду себя на этом сервере (для тех, кто им управляет)
option-topic = тема
option-topic-is = Тема или слова, которыми её называют
option-question = вопрос
option-question-is = Ваш вопрос своими словами
option-words = слова
option-words-are = Что искать; слова в кавычках должны стоять рядом
option-text = текст
option-text-is = Текст для проверки, в кавычках или без
option-id = обозначение
option-id-is = Обозначение под цитатой или слова вопроса
option-speaker = говорящий
option-speaker-only = Только слова этого человека
option-speaker-said = Кому приписывают эти слова
option-source = источник
option-source-is = Только в этом источнике
option-style = стиль
option-style-is = Стиль ссылки
option-private = лично
option-private-is = Увидите ли ответ только вы
option-private-default = Видит ли ответ только спросивший, если сам не решит иначе
option-language = язык
option-language-is = Язык ответов
option-allow = разрешить-канал
option-allow-is = Канал, где ответы видны всем; с первым таким каналом в остальных ответы личные
option-disallow = запретить-канал
option-disallow-is = Убирает канал из списка; если список пуст, разрешены все
option-cooldown = пауза
option-cooldown-is = Секунд между двумя ответами одному человеку, видными всем; 0: без паузы

## Discord: что бот говорит там от себя

discord-no-text = В этом сообщении нет текста.
discord-no-text-next = Картинок и вложений я не читаю. Скопируйте слова и используйте { $prefix }verify или { $prefix }ask.
discord-stale = Эта кнопка от другой моей версии: я уже не знаю, что она значит.
discord-question-gone = Под этим сообщением не написано, о чём спрашивали.
discord-ask-again = Спросите снова: { $prefix }ask
discord-not-matched = Здесь ничего не угадывалось: показано то, что выбрано или названо.
discord-noted = Спасибо. Ваш вопрос сохранён без имени для того, кто ведёт этого бота.
discord-others = Может быть, вы спрашивали об одном из этого?
discord-repeat = На это здесь только что был дан ответ.
discord-repeat-link = Перейти к ответу
discord-closed = В этом канале мои ответы видит только спросивший.
discord-closed-next = Спросите в канале, где они видны всем.
discord-wait = Следующий ответ, видный всем, можно получить через { $seconds } с.
discord-private-here = На этом сервере мои ответы видит только спросивший, а ответ на упоминание увидели бы все.
discord-ask-privately = Используйте { $prefix }ask или напишите мне вопрос лично.
discord-no-speaker = В текстах нет говорящего с именем «{ $name }».
discord-no-source = Нет источника с названием «{ $name }».
discord-pick-from-list = Выберите из того, что предлагается при вводе.

## Discord: /settings

settings-title = Настройки этого сервера
settings-saved = Изменено. Настройки этого сервера теперь
settings-language = Язык ответов:
settings-language-reader = у каждого читателя свой
settings-private = Кто видит ответы, если спросивший не решит иначе:
settings-private-yes = только спросивший
settings-private-no = все
settings-channels = Каналы, где ответы могут видеть все:
settings-channels-all = все каналы
settings-cooldown = Пауза между двумя ответами одному человеку, видными всем:
settings-cooldown-seconds = { $count ->
    [0] нет
    [one] { $count } секунда
    [few] { $count } секунды
   *[other] { $count } секунд
}
settings-not-yours = Настройки сервера видят и меняют только те, кто может им управлять.
settings-of-server = Настройки принадлежат серверу, а здесь его нет.
settings-of-server-next = Используйте команду на сервере, которым управляете.
settings-most-channels = Больше { $most } каналов назвать нельзя.
settings-most-channels-next = Сначала уберите один из списка.
settings-no-list = Разрешены все каналы, списка нет, убирать не из чего.
settings-no-list-next = Разрешите нужные каналы: тогда в остальных ответы будут личными.
settings-bounds = Пауза между ответами: от 0 до { $most } секунд.
settings-not-kept = Это действует до моего перезапуска: сохранить не могу.
settings-not-kept-next = Причину найдёт в журнале тот, кто ведёт этого бота.
settings-as-command = Настройки меняются командой, а не сообщением.
settings-typed = Введите { $prefix }settings и выберите из списка.

## Discord: when something goes wrong on the way

discord-incomplete = Это дошло до меня не полностью. Попробуйте ещё раз.
discord-failed = На моей стороне что-то пошло не так. Попробуйте ещё раз; причину найдёт в журнале тот, кто ведёт этого бота.

## Matrix

matrix-page = Страница { $page } из { $pages }: чтобы листать, поставьте реакцию ➡ или ⬅.
matrix-pick = Чтобы выбрать, поставьте реакцию с номером или ответьте номером.
matrix-noted = Спасибо. Ваш вопрос сохранён без вашего имени для того, кто ведёт этого бота.
matrix-others = Может быть, вы имели в виду одно из этого?
matrix-failed = У меня что-то пошло не так. Спросите, пожалуйста, ещё раз; причину тот, кто ведёт этого бота, найдёт в журнале.
matrix-sealed = Я не могу прочитать это сообщение: его ключ до меня не дошёл. Отправьте его, пожалуйста, ещё раз. Если это не поможет, значит, ваш клиент не даёт ключи устройствам, которые вы не подтвердили: подтвердите меня или разрешите это.
matrix-about-no-words = В том сообщении нет слов, которые я могу прочитать. Напишите слова после команды.
matrix-about-sealed = Я не могу прочитать то сообщение: его ключ до меня не дошёл. Напишите слова после команды.
matrix-help-asking = В комнате упомяните меня или начните с { $command }; в личной беседе просто пишите. Если ответ не о том, что вы спросили, поставьте ему реакцию 👎.
matrix-help-settings = Как я веду себя в этой комнате — для тех, кто может ею управлять
matrix-settings = Настройки этой комнаты
matrix-settings-saved = Изменено. Настройки этой комнаты теперь
matrix-settings-language = Язык ответов
matrix-settings-language-usual = собственный язык бота
matrix-settings-change = Чтобы сменить язык, напишите { $command } и одно из этого: { $codes }
matrix-settings-not-yours = Видеть и менять настройки комнаты могут только те, чей уровень прав не ниже { $level }.
matrix-settings-unknown = Настройки «{ $name }» нет.
matrix-settings-not-kept = Это действует, пока меня не запустят заново: сохранить не получается.
matrix-settings-not-kept-next = Причину тот, кто ведёт этого бота, найдёт в журнале.
