# كل ما يقرؤه مستخدم البوت، بالعربية.
# تأتي الأسماء والمناصب والمصادر كما هي من غير تغيير: فلتُصغ الجملة على هذا الأساس.

# علامتان غير مرئيتين تعزلان ما قد يُكتب بحروف لاتينية عن اتجاه السطر (FSI وPDI).
-fsi = { "\u2068" }
-pdi = { "\u2069" }
# علامة غير مرئية يبدأ بها ما أوله معزول، ليُقرأ من اليمين إلى اليسار (RLM).
-rlm = { "\u200F" }

## تحت الاقتباس: كلام مَن، ومن أين

voice-role = { -rlm }{ -fsi }{ $speaker }{ -pdi }، { -fsi }{ $role }{ -pdi }
voice-reported = { -rlm }{ -fsi }{ $speaker }{ -pdi }، نقلًا عن { -fsi }{ $outlet }{ -pdi }
mode-direct = اقتباس مباشر
mode-reported = كلام منقول بالمعنى
mode-own = كلام المصدر نفسه
place = { -rlm }{ -fsi }{ $source }{ -pdi }، الفقرة { $paragraph }
editors-note = ملاحظة المحرر

## الإجابات والاقتراحات وعدم الإجابة

understood = فُهم السؤال هكذا
answer-other-speaker = لا يوجد في النصوص كلام في هذا الأمر لمن سألت عنه: { -fsi }{ $person }{ -pdi }. صاحب الكلام مذكور تحت الاقتباس.
answer-more = المزيد في هذا الأمر
answer-other-voices = أصوات أخرى في هذا الأمر
answer-topic = كل ما تقوله النصوص، حسب الموضوع
suggest = لهذا أكثر من معنى. أيَّ هذه تقصد؟
silence-no-words = لا توجد هنا كلمات يمكن البحث بها.
silence-no-question = ليس هذا سؤالًا.
silence-off-topic = لا تتحدث النصوص عن هذا.
silence-not-in-texts = تتحدث النصوص عن هذا الموضوع، لكنها لا تقول ما تسأل عنه.
silence-empty-library = لا شيء في المكتبة بعد.
next-help = ما يمكن السؤال عنه: { -fsi }{ $prefix }help{ -pdi }
next-topics = الموضوعات التي تتحدث عنها النصوص: { -fsi }{ $prefix }topics{ -pdi }
next-these-topics = تتحدث النصوص عن هذه الموضوعات:
next-topics-there-are = تتحدث النصوص عن هذه الموضوعات:
next-near-topics = أقرب الموضوعات التي تتحدث عنها النصوص:
next-fill-library = يستطيع القائم على هذا البوت أن يضيف نصوصًا؛ والطريقة مشروحة في الملف knowledge/README.md

## الموضوعات والمصادر

topics = الموضوعات
topic-quotes = { $count ->
    [zero] لا اقتباسات
    [one] اقتباس واحد
    [two] اقتباسان
    [few] { $count } اقتباسات
    [many] { $count } اقتباسًا
   *[other] { $count } اقتباس
}
no-topic = لا يوجد موضوع باسم «{ -fsi }{ $asked }{ -pdi }»، ولا تجيب النصوص عنه.
speaker-topics = الموضوعات التي فيها كلام لـ { -fsi }{ $speaker }{ -pdi }:
speaker-no-topics = لا كلام في أي موضوع لـ { -fsi }{ $speaker }{ -pdi }.
speaker-all = كل كلام هذا المتحدث: { -fsi }{ $prefix }quote speaker:{ $id }{ -pdi }
several-topics = هذه عدة موضوعات. أيها تريد؟
sources = المصادر
source-title = العنوان
source-author = المؤلف
source-container = نُشر في
source-publisher = الناشر
source-issued = التاريخ
source-accessed = تاريخ الاطلاع
source-url = الرابط
source-language = اللغة
source-voices = المتحدثون فيه
source-paragraphs = عدد الفقرات

## المقاطع وما حولها

looked-for = البحث عن
found-passages = المقاطع
found-numbers = { $from }–{ $to } من { $total }
found-next = المقاطع التالية
found-no-more = عدد المقاطع { $total } فقط.
found-nothing = لا يوجد مقطع فيه هذه الكلمات: «{ -fsi }{ $words }{ -pdi }».
next-fewer-words = جرّب كلمات أقل أو صيغًا أخرى لها.
context-only-marked = الكلمات المعلَّمة وحدها هي كلام من ذُكر اسمه؛ أما ما حولها فقد يكون كلام غيره.
cite-in-text = داخل النص
cite-missing = ما لا تذكره المكتبة

## المشكلات

nothing-given = يحتاج الأمر { -fsi }{ $prefix }{ $command }{ -pdi } إلى نص بعده.
example-ask = اكتب { -fsi }{ $prefix }ask{ -pdi } ثم سؤالك.
example-quote = اكتب { -fsi }{ $prefix }quote{ -pdi } ثم الكلمات المطلوب البحث عنها.
example-verify = اكتب { -fsi }{ $prefix }verify{ -pdi } ثم النص المطلوب التحقق منه.
example-context = اكتب { -fsi }{ $prefix }context{ -pdi } ثم المعرّف المكتوب تحت الاقتباس.
example-cite = اكتب { -fsi }{ $prefix }cite{ -pdi } ثم المعرّف المكتوب تحت الاقتباس ثم النمط.
too-long = النص أطول من الحد المسموح به (عدد الأحرف: { $limit }).
next-shorter = أرسل جزءًا أقصر منه.
no-such-quote = لا يوجد اقتباس بالمعرّف «{ -fsi }{ $id }{ -pdi }»، أو أن كلماته ليست لمتحدث واحد.
next-quote-id = انسخ المعرّف المكتوب تحت الاقتباس.
no-such-style = لا يوجد نمط اسمه «{ -fsi }{ $style }{ -pdi }».
next-styles = الأنماط الموجودة: { -fsi }{ $styles }{ -pdi }
no-such-speaker = لا يتحدث في النصوص أحد باسم «{ -fsi }{ $name }{ -pdi }».
next-speakers = المتحدثون: { -fsi }{ $names }{ -pdi }
no-such-source = لا يوجد نص اسمه «{ -fsi }{ $name }{ -pdi }».
next-sources = { -fsi }{ $prefix }sources{ -pdi } يعرض قائمة النصوص.
no-such-entry = لم يعد «{ -fsi }{ $id }{ -pdi }» في المكتبة.
next-ask-again = تغيّرت المكتبة: أعد السؤال.
unknown-command = لا يوجد أمر باسم «{ -fsi }{ $typed }{ -pdi }».
next-did-you-mean = هل تقصد { -fsi }{ $prefix }{ $command }{ -pdi }؟

## المساعدة

help = أعرض ما تقوله النصوص فعلًا: الكلمات كما هي، وصاحبها، وموضعها. لا أضيف شيئًا من عندي، وإذا لم تُجب النصوص قلت ذلك. اسأل بكلماتك أو استعمل أحد الأوامر.
help-stance = ما تقوله النصوص في موضوع
help-ask = اقتباس يجيب عن سؤال
help-quote = مقاطع فيها هذه الكلمات؛ { -fsi }speaker:{ -pdi } و{ -fsi }source:{ -pdi } يضيّقان البحث
help-verify = هل الاقتباس صحيح، وكلام مَن هو
help-context = الفقرات التي حول الاقتباس
help-cite = كيف يُوثَّق النص الذي فيه الاقتباس
help-topics = كل الموضوعات
help-sources = كل النصوص والمتحدثون فيها
help-help = هذه القائمة
argument-topic = الموضوع
argument-question = السؤال
argument-words = الكلمات
argument-text = النص
argument-id = المعرّف
argument-id-style = المعرّف النمط

## سبب الإجابة

explain = سبب هذا الرد
explain-decision = القرار
explain-answered = تجيب النصوص عن هذا.
explain-suggested = في النصوص أكثر من معنى بالقدر نفسه من الاحتمال تقريبًا.
explain-matched = الكلمات المطابقة
explain-not-matched = الكلمات غير المطابقة
explain-sure = مدى احتمال أن تكون الإجابة صحيحة
explain-sure-scored = { $sure } (نحو { $hundredths } من 100)
explain-sure-very = مرجّح جدًّا
explain-sure-rather = مرجّح
explain-sure-little = الاحتمالان متقاربان
explain-sure-not = مستبعد
explain-runner-up = الأقرب بعده
explain-came-nearest = أقرب ما في النصوص
explain-person = المتحدث المسؤول عنه
explain-figures = بالأرقام
explain-confidence = الثقة، من 0 إلى 1
explain-elsewhere = كلمات لا توجد إلا في مداخل أخرى
explain-unknown = كلمات لا توجد في أي مدخل
explain-first = المرشح الأول
explain-second = المرشح الثاني
explain-third = المرشح الثالث
explain-scored = { -rlm }{ -fsi }{ $question }{ -pdi } ({ $score })
explain-nearest-question = أقرب سؤال مُعدّ
explain-nearest-refusal = أقرب سؤال لا جواب له

## الطرفية

console-try = جرّب:
console-leave = الأوامر: { -fsi }{ $prefix }help{ -pdi }، الخروج: { -fsi }{ $prefix }quit{ -pdi }
console-pick = اكتب رقمًا لاختيار واحد.
console-no-choice = لا يوجد الرقم { $number } في القائمة الأخيرة.
console-nothing-to-explain = لا توجد إجابة لشرحها بعد.
console-ask-first = اطرح سؤالًا أولًا، ثم اكتب { -fsi }{ $prefix }explain{ -pdi }
console-language = الردود الآن بالعربية.
console-no-language = لا توجد لغة بالرمز «{ -fsi }{ $code }{ -pdi }».
console-languages = اللغات الموجودة: { -fsi }{ $codes }{ -pdi }
help-explain = سبب الإجابة الأخيرة
help-language = لغة الردود
help-quit = خروج
argument-code = الرمز

## التحقق من اقتباس

verdict-verbatim = هذه الكلمات موجودة في النصوص.
verdict-verbatim-other-speaker = هذه الكلمات موجودة في النصوص، لكن قائلها غير من نُسبت إليه.
verdict-altered = لا تقول النصوص ذلك على هذا النحو.
verdict-respelt = هذه الكلمات موجودة في النصوص، لكن بعضها مكتوب هناك على نحو آخر.
verdict-spliced = لا تقول النصوص ذلك: جُمعت أجزاء لا تقف معًا في موضع واحد.
verdict-absent = هذه الكلمات غير موجودة في النصوص.
verdict-other-speaker = ونسبة الكلام إلى صاحبه خاطئة أيضًا.
next-look-for-words = للعثور على مقاطع فيها بعض هذه الكلمات: { -fsi }{ $prefix }quote{ -pdi }
speaker-right = نسبة الكلام صحيحة: { -fsi }{ $speaker }{ -pdi }.
speaker-reported = هذا كله أو بعضه نقل لما قيل بالمعنى، وليس كلام المتحدث نفسه.
speaker-wrong = نسبة الكلام خاطئة. المنسوب إليه: { -fsi }{ $claimed }{ -pdi }. في النصوص: { -fsi }{ $speaker }{ -pdi }.
checked-passages = في النصوص
checked-differences = أوجه الاختلاف
checked-style = اختلافات لا تُحسب
change-original = النص
change-claimed = الادعاء
sense-negation-dropped = حُذف نفي
sense-negation-added = أُضيف نفي
sense-number = رقم أو تاريخ آخر
sense-name = اسم آخر
sense-condition = حُذف شرط أو أُضيف
sense-qualifier = حُذف تقييد أو أُضيف
kind-changed = كلمات أخرى
kind-respelt = الكتابة: اختصار أو خطأ مطبعي
kind-dropped = كلمات محذوفة
kind-inserted = كلمات مضافة
kind-cut-at-start = مقطوع من أوله
kind-cut-at-end = مقطوع من آخره
kind-spliced = أجزاء من مواضع مختلفة
kind-joined-voices = جُمع كلام متحدثَين
kind-hidden-negation = علامة الحذف تخفي نفيًا
kind-ellipsis = علامة الحذف
kind-interjection = عبارة «قال» داخل الاقتباس
kind-quotation-marks = علامات التنصيص
kind-dashes = الشرطات
kind-spacing = المسافات
kind-letter-case = الحروف الكبيرة والصغيرة
kind-letter-form = التشكيل وأشكال الحروف
kind-punctuation = علامات الترقيم
kind-final-stop = النقطة الأخيرة
kind-beside = قيل بجانبها ولم يُفحص

## ديسكورد: الأزرار والقوائم (80 حرفًا على الأكثر)

button-previous = السابق
button-next = التالي ({ $page }/{ $pages })
button-context = السياق
button-cite = التوثيق
button-why = لماذا هذا الرد؟
button-not-it = ليس هذا ما سألت عنه
button-show = إظهار للجميع
button-pick = اختر واحدًا
button-context-of = سياق اقتباس

## ديسكورد: ما يظهر عند كتابة أمر (لا مسافات في الأسماء)

name-stance = موقف
name-ask = اسأل
name-quote = اقتباس
name-verify = تحقق
name-context = سياق
name-cite = توثيق
name-topics = مواضيع
name-sources = مصادر
name-help = مساعدة
name-settings = إعدادات
name-check-message = تحقق من هذا الاقتباس
name-find-message = ابحث عن اقتباس في هذا
help-settings = كيف أتصرف في هذا الخادم، لمن يديرونه
option-topic = موضوع
option-topic-is = موضوع، أو كلمات تدل عليه
option-question = سؤال
option-question-is = سؤالك بكلماتك
option-words = كلمات
option-words-are = الكلمات المطلوبة؛ وما بين علامتي التنصيص يجب أن يتجاور
option-text = نص
option-text-is = النص المراد التحقق منه، بعلامتي تنصيص أو بدونهما
option-id = معرف
option-id-is = المعرّف الذي تحت الاقتباس، أو كلمات من سؤال
option-speaker = متحدث
option-speaker-only = كلام هذا المتحدث وحده
option-speaker-said = من يُقال إنه قائله
option-source = مصدر
option-source-is = في هذا المصدر وحده
option-style = نمط
option-style-is = نمط التوثيق
option-private = خاص
option-private-is = هل تراه وحدك
option-private-default = هل يرى الردَّ السائلُ وحده ما لم يطلب غير ذلك
option-language = لغة
option-language-is = لغة الردود
option-allow = قناة-مسموحة
option-allow-is = قناة يرى الجميع فيها الردود؛ وأولها تجعل سائر القنوات خاصة
option-disallow = قناة-ممنوعة
option-disallow-is = تحذف قناة من القائمة؛ وإن خلت القائمة سُمح بالقنوات كلها
option-cooldown = مهلة
option-cooldown-is = ثوانٍ بين ردَّين علنيَّين لشخص واحد؛ 0: بلا مهلة

## ديسكورد: ما أقوله هناك من عندي

discord-no-text = لا نص في هذه الرسالة.
discord-no-text-next = لا أقرأ الصور ولا المرفقات. انسخ الكلمات واستعمل { -fsi }{ $prefix }verify{ -pdi } أو { -fsi }{ $prefix }ask{ -pdi }.
discord-stale = هذا الزر من إصدار آخر مني، ولم أعد أعرف معناه.
discord-question-gone = ما سُئل عنه غير مكتوب تحت هذه الرسالة.
discord-ask-again = اسأل من جديد: { -fsi }{ $prefix }ask{ -pdi }
discord-not-matched = لا تخمين هنا: هذا ما اختير أو سُمِّي.
discord-noted = شكرًا. يُحفظ سؤالك بلا اسمك لمن يدير هذا البوت.
discord-others = هل قصدت واحدًا من هذه؟
discord-repeat = أُجيب عن هذا هنا قبل لحظات.
discord-repeat-link = اذهب إلى الجواب
discord-closed = في هذه القناة لا يرى ردودي إلا السائل.
discord-closed-next = اسأل في قناة يراها فيها الجميع.
discord-wait = يمكنك أن تنال الرد العلني التالي بعد { $seconds } ث.
discord-private-here = في هذا الخادم لا يرى ردودي إلا السائل، والرد على الإشارة يراه الجميع.
discord-ask-privately = استعمل { -fsi }{ $prefix }ask{ -pdi } أو أرسل إليّ سؤالك مباشرة.
discord-no-speaker = لا متحدث في النصوص اسمه «{ -fsi }{ $name }{ -pdi }».
discord-no-source = لا مصدر اسمه «{ -fsi }{ $name }{ -pdi }».
discord-pick-from-list = اختر مما يُعرض عليك وأنت تكتب.

## ديسكورد: /settings

settings-title = إعدادات هذا الخادم
settings-saved = تغيّرت. إعدادات هذا الخادم الآن
settings-language = لغة الردود:
settings-language-reader = لكل قارئ لغته
settings-private = من يرى الردود ما لم يطلب السائل غير ذلك:
settings-private-yes = السائل وحده
settings-private-no = الجميع
settings-channels = القنوات التي يراها فيها الجميع:
settings-channels-all = كلها
settings-cooldown = المدة بين ردَّين علنيَّين لشخص واحد:
settings-cooldown-seconds = { $count ->
    [0] لا مدة
    [one] ثانية واحدة ({ $count })
    [two] ثانيتان ({ $count })
    [few] { $count } ثوانٍ
   *[other] { $count } ثانية
}
settings-not-yours = لا يرى إعدادات الخادم ويغيّرها إلا من يديره.
settings-of-server = الإعدادات تخص خادمًا، ولا خادم هنا.
settings-of-server-next = استعمل الأمر في خادم تديره.
settings-most-channels = لا يمكن ذكر أكثر من { $most } قناة.
settings-most-channels-next = احذف واحدة من القائمة أولًا.
settings-no-list = كل القنوات مسموحة؛ ولا قائمة يُحذف منها.
settings-no-list-next = اسمح بالقنوات التي تريدها؛ فتصير سائرها خاصة.
settings-bounds = المدة بين ردَّين من 0 إلى { $most } ثانية.
settings-not-kept = يسري هذا إلى أن يُعاد تشغيلي: لا أستطيع حفظه.
settings-not-kept-next = يجد من يدير هذا البوت السبب في سجله.
settings-as-command = تُغيَّر الإعدادات بأمر، لا برسالة.
settings-typed = اكتب { -fsi }{ $prefix }settings{ -pdi } واختره من القائمة.

## Discord: عندما يحدث خطأ في الطريق

discord-incomplete = لم يصلني هذا كاملاً. حاول مرة أخرى من فضلك.
discord-failed = حدث خطأ من جهتي. حاول مرة أخرى من فضلك؛ يجد من يدير هذا البوت السبب في سجله.

## Matrix

matrix-page = الصفحة { $page } من { $pages }: تفاعَل بـ ➡ أو ⬅ للتنقّل.
matrix-pick = للاختيار، تفاعَل برقمه أو رُدَّ به.
matrix-noted = شكرًا. حُفظ سؤالك دون اسمك لمن يدير هذا البوت.
matrix-others = هل قصدت أحد هذه؟
matrix-failed = حدث خطأ من جهتي. أعد السؤال من فضلك؛ سيجد من يدير هذا البوت السبب في السجل.
matrix-sealed = لا أستطيع قراءة هذه الرسالة: لم يصلني مفتاحها. أرسلها مرة أخرى من فضلك. إن لم ينفع ذلك، فتطبيقك لا يعطي مفاتيحه لأجهزة لم تتحقق منها: تحقق مني أو اسمح بذلك.
matrix-about-no-words = ليس في تلك الرسالة كلمات أستطيع قراءتها. اكتب الكلمات بعد الأمر.
matrix-about-sealed = لا أستطيع قراءة تلك الرسالة: لم يصلني مفتاحها. اكتب الكلمات بعد الأمر.
matrix-help-asking = في الغرفة أشِر إليّ أو ابدأ بـ { -fsi }{ $command }{ -pdi }، وفي المحادثة الخاصة اكتب فحسب. وإن لم يكن الجواب عمّا سألت فتفاعَل معه بـ 👎.
matrix-help-settings = كيف أتصرّف في هذه الغرفة، لمن يحق له إدارتها
matrix-settings = إعدادات هذه الغرفة
matrix-settings-saved = تم التغيير. إعدادات هذه الغرفة الآن
matrix-settings-language = لغة الردود
matrix-settings-language-usual = لغة البوت نفسه
matrix-settings-change = لتغيير اللغة اكتب { -fsi }{ $command }{ -pdi } ثم واحدًا من هذه: { -fsi }{ $codes }{ -pdi }
matrix-settings-not-yours = لا يرى إعدادات الغرفة ولا يغيّرها إلا من كان مستوى صلاحيته { $level } أو أكثر.
matrix-settings-unknown = لا يوجد إعداد باسم «{ $name }».
matrix-settings-not-kept = يسري هذا إلى أن يُعاد تشغيلي: لا أستطيع حفظه.
matrix-settings-not-kept-next = سيجد من يدير هذا البوت السبب في سجلّه.
