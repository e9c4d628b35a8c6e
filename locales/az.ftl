# Botun istifadəçisinin oxuduğu hər şey, Azərbaycan dilində.
# Adlar, vəzifələr və mənbələr olduğu kimi gəlir və şəkilçi qəbul etmir: cümləni buna uyğun qurun.

## Sitatın altında: kimin sözləridir, haradandır

voice-role = { $speaker }, { $role }
voice-reported = { $speaker } ({ $outlet } tərəfindən nəql edilib)
mode-direct = birbaşa sitat
mode-reported = vasitəli nitq
mode-own = mənbənin öz sözləri
place = { $source }, abzas { $paragraph }
editors-note = Redaktorun qeydi

## Cavablar, təkliflər, cavabsızlıq

understood = Belə başa düşüldü
answer-other-speaker = Mətnlərdə bu barədə həmin şəxsin sözləri yoxdur: { $person }. Sitatın kimə aid olduğu altında yazılıb.
answer-more = Bu barədə daha nə deyilir
answer-other-voices = Bu barədə digər səslər
suggest = Bunu bir neçə cür başa düşmək olar. Hansını soruşursunuz?
silence-no-words = Burada axtarış üçün söz yoxdur.
silence-off-topic = Mətnlərdə bu barədə danışılmır.
silence-not-in-texts = Mətnlərdə bu mövzudan danışılır, amma soruşduğunuz deyilmir.
silence-empty-library = Kitabxanada hələ heç nə yoxdur.
next-help = Nə soruşmaq olar: { $prefix }help
next-topics = Mətnlərdə hansı mövzular var: { $prefix }topics
next-these-topics = Mətnlərdə bu mövzulardan danışılır:
next-near-topics = Mətnlərdə danışılan ən yaxın mövzular:
next-fill-library = Mətnləri botu idarə edən şəxs əlavə edə bilər; qaydası knowledge/README.md faylındadır.

## Mövzular və mənbələr

topics = Mövzular
topic-quotes = { $count } sitat
no-topic = “{ $asked }” adlı mövzu yoxdur və mətnlərdə buna cavab da verilmir.
sources = Mənbələr
source-title = Başlıq
source-author = Müəllif
source-container = Dərc olunub
source-publisher = Nəşriyyat
source-issued = Tarix
source-accessed = Oxunma tarixi
source-url = Ünvan
source-language = Dil
source-voices = Kim danışır
source-paragraphs = Abzasların sayı

## Parçalar və onların ətrafı

looked-for = Axtarıldı
found-nothing = Heç bir parçada bu sözlər yoxdur: “{ $words }”.
next-fewer-words = Daha az sözlə və ya sözlərin başqa formaları ilə axtarın.
context-only-marked = Yalnız işarələnmiş sözlər adı çəkilənə məxsusdur; ətrafdakı sözlər başqasının ola bilər.

## Problemlər

nothing-given = { $prefix }{ $command } əmrindən sonra mətn yazılmalıdır.
example-ask = { $prefix }ask, sonra isə sualınızı yazın.
example-quote = { $prefix }quote, sonra isə axtardığınız sözləri yazın.
example-verify = { $prefix }verify, sonra isə yoxlanacaq mətni yazın.
example-context = { $prefix }context, sonra isə sitatın altındakı identifikatoru yazın.
example-cite = { $prefix }cite, sonra sitatın altındakı identifikatoru və üslubu yazın.
too-long = Mətn { $limit } simvoldan uzundur.
next-shorter = Onun daha qısa bir hissəsini göndərin.
no-such-quote = “{ $id }” adlı sitat yoxdur, yaxud onun sözləri bir nəfərə məxsus deyil.
next-quote-id = Sitatın altında yazılmış identifikatoru köçürün.
no-such-style = “{ $style }” adlı üslub yoxdur.
next-styles = Mövcud üslublar: { $styles }
no-such-entry = “{ $id }” artıq kitabxanada yoxdur.
next-ask-again = Kitabxana dəyişib: sualı yenidən verin.
unknown-command = “{ $typed }” adlı əmr yoxdur.
next-did-you-mean = Bəlkə { $prefix }{ $command }?

## Kömək

help = Mətnlərdə əslində nə deyildiyini göstərirəm: sözləri olduğu kimi, kimə məxsus olduğunu və harada yazıldığını. Özümdən heç nə əlavə etmirəm; mətnlərdə cavab yoxdursa, bunu bildirirəm. Sualınızı öz sözlərinizlə verin və ya əmrlərdən istifadə edin.
help-stance = Mətnlərdə mövzu haqqında nə deyilir
help-ask = Suala cavab verən sitat
help-quote = Bu sözlər olan parçalar
help-verify = Sitat həqiqidirmi və kimin sözləridir
help-context = Sitatın ətrafındakı abzaslar
help-cite = Sitatın götürüldüyü mətnə necə istinad etməli
help-topics = Bütün mövzular
help-sources = Bütün mətnlər və onlarda danışanlar
help-help = Bu siyahı
argument-topic = MÖVZU
argument-question = SUAL
argument-words = SÖZLƏR
argument-text = MƏTN
argument-id = İDENTİFİKATOR
argument-id-style = İDENTİFİKATOR ÜSLUB

## Cavabın səbəbi

explain = Niyə bu cavab
explain-decision = Qərar
explain-answered = Mətnlərdə bunun cavabı var.
explain-suggested = Mətnlərdə deyilən bir neçə fikir təxminən eyni dərəcədə ehtimal olunur.
explain-confidence = Əminlik, 0-dan 1-dək
explain-matched = Uyğun gələn sözlər
explain-elsewhere = Yalnız başqa qeydlərdə olan sözlər
explain-unknown = Heç bir qeyddə olmayan sözlər
explain-person = Kimin sözləri soruşulur
explain-first = Birinci namizəd
explain-second = İkinci namizəd
explain-third = Üçüncü namizəd
explain-scored = { $question } ({ $score })
explain-nearest-question = Hazırlanmış ən yaxın sual
explain-nearest-refusal = Cavabı olmayan ən yaxın sual

## Terminal

console-try = Yoxlayın:
console-leave = Əmrlər: { $prefix }help, çıxış: { $prefix }quit
console-pick = Seçmək üçün nömrəni yazın.
console-no-choice = Sonuncu siyahıda { $number } nömrəsi yoxdur.
console-nothing-to-explain = Hələ izah ediləsi cavab yoxdur.
console-ask-first = Əvvəlcə sual verin, sonra { $prefix }explain yazın.
console-language = İndi cavablar Azərbaycan dilindədir.
console-no-language = “{ $code }” adlı dil yoxdur.
console-languages = Mövcud dillər: { $codes }
help-explain = Sonuncu cavabın səbəbi
help-language = Cavabların dili
help-quit = Çıxış
argument-code = KOD

## Sitatın yoxlanması

verdict-verbatim = Bu sözlər mətnlərdə var.
verdict-altered = Mətnlərdə bu cür deyilmir.
verdict-spliced = Mətnlərdə bu deyilmir: ayrı-ayrı yerlərdəki hissələr birləşdirilib.
verdict-absent = Bu sözlər mətnlərdə yoxdur.
next-look-for-words = Bu sözlərdən bəziləri olan parçaları tapmaq üçün: { $prefix }quote
speaker-right = Danışan düzgün göstərilib: { $speaker }.
speaker-reported = Bunlar tamamilə və ya qismən həmin şəxsin öz sözləri deyil, onun dediklərinin nəqlidir.
speaker-wrong = Danışan səhv göstərilib. İddia olunan: { $claimed }. Mətnlərdə: { $speaker }.
checked-passages = Mətnlərdə
checked-differences = Fərqlər
checked-style = Nəzərə alınmayan fərqlər
change-original = mətn
change-claimed = iddia
sense-negation-dropped = inkar buraxılıb
sense-negation-added = inkar əlavə edilib
sense-number = başqa rəqəm və ya tarix
sense-name = başqa ad
sense-condition = şərt buraxılıb və ya əlavə edilib
sense-qualifier = dəqiqləşdirmə buraxılıb və ya əlavə edilib
kind-changed = başqa sözlər
kind-dropped = buraxılmış sözlər
kind-inserted = əlavə edilmiş sözlər
kind-cut-at-start = əvvəldən kəsilib
kind-cut-at-end = sondan kəsilib
kind-spliced = ayrı-ayrı yerlərdən hissələr
kind-joined-voices = iki nəfərin sözləri birləşdirilib
kind-hidden-negation = üç nöqtə inkarı gizlədir
kind-ellipsis = üç nöqtə
kind-interjection = sitatın içindəki “dedi” sözləri
kind-quotation-marks = dırnaq işarələri
kind-dashes = tirelər
kind-spacing = boşluqlar
kind-letter-case = böyük və kiçik hərflər
kind-letter-form = hərf işarələri
kind-punctuation = durğu işarələri
kind-final-stop = sondakı nöqtə

## Matrix

matrix-page = Səhifə { $page }/{ $pages }: vərəqləmək üçün ➡ və ya ⬅ ilə reaksiya verin.
matrix-pick = Birini seçmək üçün nömrəsi ilə reaksiya və ya cavab verin.
matrix-noted = Təşəkkür edirəm. Sualınız, adınız olmadan, bu botu saxlayan üçün qeyd olundu.
matrix-others = Bunlardan birini nəzərdə tuturdunuz?
matrix-failed = Mənim tərəfimdə xəta baş verdi. Xahiş edirəm, yenidən soruşun; bu botu saxlayan səbəbi jurnalda tapar.
matrix-help-settings = Bu otaqda özümü necə aparıram; otağı idarə edə bilənlər üçün
matrix-settings = Bu otağın parametrləri
matrix-settings-saved = Dəyişdirildi. Bu otağın parametrləri indi
matrix-settings-language = Cavabların dili
matrix-settings-language-usual = botun öz dili
matrix-settings-change = { $command } və bunlardan biri dili dəyişir: { $codes }
matrix-settings-not-yours = Otağın parametrlərini yalnız səlahiyyət səviyyəsi { $level } və ya daha yüksək olanlar görə və dəyişə bilər.
matrix-settings-unknown = “{ $name }” adlı parametr yoxdur.
matrix-settings-not-kept = Bu, mən yenidən işə salınana qədər qüvvədədir: yadda saxlaya bilmirəm.
matrix-settings-not-kept-next = Bu botu saxlayan səbəbi jurnalda tapar.
