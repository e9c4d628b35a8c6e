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
answer-topic = Mətnlərdə deyilənlərin hamısı, mövzular üzrə
suggest = Bunu bir neçə cür başa düşmək olar. Hansını soruşursunuz?
silence-no-words = Burada axtarış üçün söz yoxdur.
silence-no-question = Bu, sual deyil.
silence-off-topic = Mətnlərdə bu barədə danışılmır.
silence-not-in-texts = Mətnlərdə bu mövzudan danışılır, amma soruşduğunuz deyilmir.
silence-empty-library = Kitabxanada hələ heç nə yoxdur.
next-help = Nə soruşmaq olar: { $prefix }help
next-topics = Mətnlərdə hansı mövzular var: { $prefix }topics
next-these-topics = Mətnlərdə bu mövzulardan danışılır:
next-topics-there-are = Mətnlərdə bu mövzulardan danışılır:
next-near-topics = Mətnlərdə danışılan ən yaxın mövzular:
next-fill-library = Mətnləri botu idarə edən şəxs əlavə edə bilər; qaydası knowledge/README.md faylındadır.

## Mövzular və mənbələr

topics = Mövzular
topic-quotes = { $count } sitat
no-topic = “{ $asked }” adlı mövzu yoxdur və mətnlərdə buna cavab da verilmir.
speaker-topics = Bu şəxsin sözləri olan mövzular: { $speaker }
speaker-no-topics = Heç bir mövzuda bu şəxsin sözləri yoxdur: { $speaker }
speaker-all = Bu şəxsin bütün sözləri: { $prefix }quote speaker:{ $id }
several-topics = Bunlar bir neçə mövzudur. Hansını istəyirsiniz?
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
found-passages = Parçalar
found-numbers = { $total } parçadan { $from }–{ $to }
found-next = Növbəti parçalar
found-no-more = Cəmi { $total } parça var.
found-nothing = Heç bir parçada bu sözlər yoxdur: “{ $words }”.
next-fewer-words = Daha az sözlə və ya sözlərin başqa formaları ilə axtarın.
context-only-marked = Yalnız işarələnmiş sözlər adı çəkilənə məxsusdur; ətrafdakı sözlər başqasının ola bilər.
cite-in-text = Mətn içində
cite-missing = Kitabxanada göstərilməyib

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
no-such-speaker = Mətnlərdə “{ $name }” adlı danışan yoxdur.
next-speakers = Danışanlar: { $names }
no-such-source = “{ $name }” adlı mətn yoxdur.
next-sources = { $prefix }sources onları göstərir.
no-such-entry = “{ $id }” artıq kitabxanada yoxdur.
next-ask-again = Kitabxana dəyişib: sualı yenidən verin.
unknown-command = “{ $typed }” adlı əmr yoxdur.
next-did-you-mean = Bəlkə { $prefix }{ $command }?

## Kömək

help = Mətnlərdə əslində nə deyildiyini göstərirəm: sözləri olduğu kimi, kimə məxsus olduğunu və harada yazıldığını. Özümdən heç nə əlavə etmirəm; mətnlərdə cavab yoxdursa, bunu bildirirəm. Sualınızı öz sözlərinizlə verin və ya əmrlərdən istifadə edin.
help-stance = Mətnlərdə mövzu haqqında nə deyilir
help-ask = Suala cavab verən sitat
help-quote = Bu sözlər olan parçalar; speaker:AD və source:İDENTİFİKATOR axtarışı daraldır
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
explain-matched = Uyğun gələn sözlər
explain-not-matched = Uyğun gəlməyən sözlər
explain-sure = Cavabın düzgün olması
explain-sure-scored = { $sure } (təxminən 100-dən { $hundredths })
explain-sure-very = çox ehtimal ki
explain-sure-rather = ehtimal ki
explain-sure-little = yarıya yarı
explain-sure-not = ehtimalı az
explain-runner-up = Növbəti ən yaxın
explain-came-nearest = Ən yaxın olan
explain-person = Kimin sözləri soruşulur
explain-figures = Rəqəmlərlə
explain-confidence = Əminlik, 0-dan 1-dək
explain-elsewhere = Yalnız başqa qeydlərdə olan sözlər
explain-unknown = Heç bir qeyddə olmayan sözlər
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
verdict-verbatim-other-speaker = Bu sözlər mətnlərdə var, lakin onları başqası deyib.
verdict-altered = Mətnlərdə bu cür deyilmir.
verdict-respelt = Bu sözlər mətnlərdə var, amma bəziləri orada başqa cür yazılıb.
verdict-spliced = Mətnlərdə bu deyilmir: ayrı-ayrı yerlərdəki hissələr birləşdirilib.
verdict-absent = Bu sözlər mətnlərdə yoxdur.
verdict-other-speaker = Danışan da səhv göstərilib.
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
kind-respelt = yazılış: qısaldılmış və ya səhv yazılmış
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
kind-beside = Yanında deyilən, yoxlanmayan

## Discord: düymələr və siyahılar (ən çoxu 80 işarə)

button-previous = Əvvəlki
button-next = Növbəti ({ $page }/{ $pages })
button-context = Kontekst
button-cite = İstinad
button-why = Niyə bu cavab?
button-not-it = Soruşduğum bu deyil
button-show = Hamıya göstər
button-pick = Birini seçin
button-context-of = Sitatın konteksti

## Discord: əmr yazılarkən görünənlər (adlarda boşluq və böyük hərf olmur)

name-stance = mövqe
name-ask = soruş
name-quote = sitat
name-verify = yoxla
name-context = kontekst
name-cite = istinad
name-topics = mövzular
name-sources = mənbələr
name-help = kömək
name-settings = parametrlər
name-check-message = Bu sitatı yoxla
name-find-message = Bununla bağlı sitat tap
help-settings = Bu serverdə necə davranıram (onu idarə edənlər üçün)
option-topic = mövzu
option-topic-is = Mövzu və ya onu bildirən sözlər
option-question = sual
option-question-is = Sualınız, öz sözlərinizlə
option-words = sözlər
option-words-are = Axtarılan sözlər; dırnaq içindəkilər yan-yana olmalıdır
option-text = mətn
option-text-is = Yoxlanacaq mətn, dırnaqla və ya dırnaqsız
option-id = identifikator
option-id-is = Sitatın altındakı identifikator və ya sualdan sözlər
option-speaker = danışan
option-speaker-only = Yalnız bu adamın sözləri
option-speaker-said = Deyilənə görə bunu kim deyib
option-source = mənbə
option-source-is = Yalnız bu mənbədə
option-style = üslub
option-style-is = İstinadın üslubu
option-private = gizli
option-private-is = Cavabı yalnız siz görəsiniz
option-private-default = Başqa cür istənilməsə, cavabı yalnız soruşan görsün
option-language = dil
option-language-is = Cavabların dili
option-allow = kanala-icazə
option-allow-is = Cavabları hamının görə biləcəyi kanal; birincisi qalan kanalları gizli edir
option-disallow = kanala-qadağa
option-disallow-is = Kanalı siyahıdan çıxarır; siyahı boşalsa, bütün kanallara icazə var
option-cooldown = fasilə
option-cooldown-is = Bir adama verilən iki açıq cavab arasında saniyələr; 0: yoxdur

## Discord: orada özümdən dediklərim

discord-no-text = Bu mesajda mətn yoxdur.
discord-no-text-next = Şəkilləri və əlavələri oxumuram. Sözləri köçürüb { $prefix }verify və ya { $prefix }ask işlədin.
discord-stale = Bu düymə başqa versiyamdan qalıb, nə demək olduğunu artıq bilmirəm.
discord-question-gone = Nə soruşulduğu bu mesajın altında yazılmayıb.
discord-ask-again = Yenidən soruşun: { $prefix }ask
discord-not-matched = Burada heç nə təxmin edilməyib: seçilən və ya adı çəkilən göstərilib.
discord-noted = Təşəkkür edirəm. Sualınız bu botu idarə edən üçün adınız olmadan saxlanılır.
discord-others = Bunlardan birini nəzərdə tuturdunuz?
discord-repeat = Bu suala burada indicə cavab verilib.
discord-repeat-link = Cavaba keç
discord-closed = Bu kanalda cavablarımı yalnız soruşan görür.
discord-closed-next = Hamının görə biləcəyi bir kanalda soruşun.
discord-wait = Növbəti açıq cavabı { $seconds } saniyədən sonra ala bilərsiniz.
discord-private-here = Bu serverdə cavablarımı yalnız soruşan görür, ad çəkməyə cavabı isə hamı görərdi.
discord-ask-privately = { $prefix }ask işlədin və ya sualınızı mənə birbaşa göndərin.
discord-no-speaker = Mətnlərdə “{ $name }” adlı danışan yoxdur.
discord-no-source = “{ $name }” adlı mənbə yoxdur.
discord-pick-from-list = Yazarkən təklif olunanlardan birini seçin.

## Discord: /settings

settings-title = Bu serverin parametrləri
settings-saved = Dəyişdirildi. Bu serverin indiki parametrləri
settings-language = Cavabların dili:
settings-language-reader = hər oxucunun öz dili
settings-private = Soruşan başqa cür istəməsə, cavabları kim görür:
settings-private-yes = yalnız soruşan
settings-private-no = hamı
settings-channels = Hamının görə biləcəyi kanallar:
settings-channels-all = hamısı
settings-cooldown = Bir adama verilən iki açıq cavab arasında vaxt:
settings-cooldown-seconds = { $count ->
    [0] yoxdur
   *[other] { $count } saniyə
}
settings-not-yours = Serverin parametrlərini yalnız onu idarə edə bilənlər görüb dəyişə bilər.
settings-of-server = Parametrlər serverə aiddir; burada server yoxdur.
settings-of-server-next = Əmri idarə etdiyiniz serverdə işlədin.
settings-most-channels = { $most } kanaldan çoxu göstərilə bilməz.
settings-most-channels-next = Əvvəlcə birini siyahıdan çıxarın.
settings-no-list = Bütün kanallara icazə var; çıxarılacaq siyahı yoxdur.
settings-no-list-next = İstədiyiniz kanallara icazə verin; onda qalanları gizli olur.
settings-bounds = İki cavab arasındakı vaxt 0 ilə { $most } saniyə arasıdır.
settings-not-kept = Bu, mən yenidən başladılana qədər qüvvədədir: saxlaya bilmirəm.
settings-not-kept-next = Səbəbi bu botu idarə edən onun jurnalında tapar.
settings-as-command = Parametrlər mesajla yox, əmrlə dəyişdirilir.
settings-typed = { $prefix }settings yazıb siyahıdan seçin.

## Discord: when something goes wrong on the way

discord-incomplete = Bu mənə tam çatmadı. Zəhmət olmasa, yenidən cəhd edin.
discord-failed = Mənim tərəfimdə nəsə səhv getdi. Zəhmət olmasa, yenidən cəhd edin; botu idarə edən səbəbi jurnalda tapar.

## Matrix

matrix-page = Səhifə { $page }/{ $pages }: vərəqləmək üçün ➡ və ya ⬅ ilə reaksiya verin.
matrix-pick = Birini seçmək üçün nömrəsi ilə reaksiya və ya cavab verin.
matrix-noted = Təşəkkür edirəm. Sualınız, adınız olmadan, bu botu saxlayan üçün qeyd olundu.
matrix-others = Bunlardan birini nəzərdə tuturdunuz?
matrix-failed = Mənim tərəfimdə xəta baş verdi. Xahiş edirəm, yenidən soruşun; bu botu saxlayan səbəbi jurnalda tapar.
matrix-sealed = Bu mesajı oxuya bilmirəm: açarı mənə çatmayıb. Xahiş edirəm, yenidən göndərin. Bu kömək etməsə, deməli, proqramınız açarlarını təsdiqləmədiyiniz cihazlara vermir: məni təsdiqləyin və ya buna icazə verin.
matrix-about-no-words = O mesajda oxuya biləcəyim söz yoxdur. Sözləri əmrdən sonra yazın.
matrix-about-sealed = O mesajı oxuya bilmirəm: açarı mənə çatmayıb. Sözləri əmrdən sonra yazın.
matrix-help-asking = Otaqda məni qeyd edin və ya { $command } ilə başlayın; şəxsi söhbətdə sadəcə yazın. Cavab sualınıza uyğun deyilsə, ona 👎 ilə reaksiya verin.
matrix-help-settings = Bu otaqda özümü necə aparıram; otağı idarə edə bilənlər üçün
matrix-settings = Bu otağın parametrləri
matrix-settings-saved = Dəyişdirildi. Bu otağın parametrləri indi
matrix-settings-language = Cavabların dili
matrix-settings-language-usual = botun öz dili
matrix-settings-change = Dili dəyişmək üçün { $command } və bunlardan birini yazın: { $codes }
matrix-settings-not-yours = Otağın parametrlərini yalnız səlahiyyət səviyyəsi { $level } və ya daha yüksək olanlar görə və dəyişə bilər.
matrix-settings-unknown = “{ $name }” adlı parametr yoxdur.
matrix-settings-not-kept = Bu, mən yenidən işə salınana qədər qüvvədədir: yadda saxlaya bilmirəm.
matrix-settings-not-kept-next = Bu botu saxlayan səbəbi jurnalda tapar.
