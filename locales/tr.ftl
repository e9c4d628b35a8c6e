# Botu kullananın okuduğu her şey, Türkçe.
# Adlar, görevler ve kaynaklar olduğu gibi gelir, ek almaz: cümleyi buna göre kurun.

## Alıntının altında: kimin sözü, nereden

voice-role = { $speaker }, { $role }
voice-reported = { $speaker } ({ $outlet } tarafından aktarıldı)
mode-direct = doğrudan alıntı
mode-reported = dolaylı anlatım
mode-own = kaynağın kendi sözleri
place = { $source }, paragraf { $paragraph }
editors-note = Editörün notu

## Yanıtlar, öneriler, yanıtsızlık

understood = Şöyle anlaşıldı
answer-other-speaker = Metinlerde bu konuda şu kişiden alıntı yok: { $person }. Sözlerin kime ait olduğu alıntının altında yazıyor.
answer-more = Bu konuda daha fazlası
answer-other-voices = Bu konuda başka sesler
answer-topic = Metinlerde söylenenlerin tümü, konulara göre
suggest = Bu, birden çok anlama gelebilir. Hangisini soruyorsunuz?
silence-no-words = Burada aranacak bir söz yok.
silence-no-question = Bu bir soru değil.
silence-off-topic = Metinlerde bundan söz edilmiyor.
silence-not-in-texts = Metinlerde bu konudan söz ediliyor, ama sorduğunuz şey söylenmiyor.
silence-empty-library = Kitaplıkta henüz bir şey yok.
next-help = Neler sorulabilir: { $prefix }help
next-topics = Metinlerde hangi konular var: { $prefix }topics
next-these-topics = Metinlerde şu konulardan söz ediliyor:
next-topics-there-are = Metinlerde şu konulardan söz ediliyor:
next-near-topics = Metinlerde söz edilen en yakın konular:
next-fill-library = Metinleri bu botu yöneten kişi ekleyebilir; nasıl yapılacağı knowledge/README.md dosyasında yazıyor.

## Konular ve kaynaklar

topics = Konular
topic-quotes = { $count } alıntı
no-topic = “{ $asked }” adında bir konu yok; metinlerde bunun yanıtı da yok.
speaker-topics = Şu kişiden alıntı bulunan konular: { $speaker }
speaker-no-topics = Hiçbir konuda şu kişiden alıntı yok: { $speaker }
speaker-all = Bu kişinin bütün sözleri: { $prefix }quote speaker:{ $id }
several-topics = Bunlar birkaç konu. Hangisini istiyorsunuz?
sources = Kaynaklar
source-title = Başlık
source-author = Yazar
source-container = Yayımlandığı yer
source-publisher = Yayıncı
source-issued = Tarih
source-accessed = Okunduğu tarih
source-url = Adres
source-language = Dil
source-voices = Konuşanlar
source-paragraphs = Paragraf sayısı

## Parçalar ve çevreleri

looked-for = Aranan
found-passages = Parçalar
found-numbers = { $total } parçadan { $from }–{ $to }
found-next = Sonraki parçalar
found-no-more = Yalnızca { $total } parça var.
found-nothing = Hiçbir parçada şu sözler yok: “{ $words }”.
next-fewer-words = Daha az sözcükle ya da sözcüklerin başka biçimleriyle arayın.
context-only-marked = Yalnızca işaretli sözler adı geçene aittir; çevredeki sözler başkasının olabilir.
cite-in-text = Metin içinde
cite-missing = Kitaplıkta verilmeyenler

## Sorunlar

nothing-given = { $prefix }{ $command } komutundan sonra bir metin gerekir.
example-ask = { $prefix }ask, ardından sorunuzu yazın.
example-quote = { $prefix }quote, ardından aranacak sözleri yazın.
example-verify = { $prefix }verify, ardından denetlenecek metni yazın.
example-context = { $prefix }context, ardından alıntının altındaki kimliği yazın.
example-cite = { $prefix }cite, ardından alıntının altındaki kimliği ve bir biçem yazın.
too-long = Metin { $limit } karakterden uzun.
next-shorter = Daha kısa bir bölümünü gönderin.
no-such-quote = “{ $id }” diye bir alıntı yok ya da sözleri tek bir kişiye ait değil.
next-quote-id = Alıntının altında yazan kimliği kopyalayın.
no-such-style = “{ $style }” adında bir biçem yok.
next-styles = Var olan biçemler: { $styles }
no-such-speaker = Metinlerde “{ $name }” adında bir konuşan yok.
next-speakers = Konuşanlar: { $names }
no-such-source = “{ $name }” adında bir metin yok.
next-sources = { $prefix }sources bunları listeler.
no-such-entry = “{ $id }” artık kitaplıkta yok.
next-ask-again = Kitaplık değişti: yeniden sorun.
unknown-command = “{ $typed }” diye bir komut yok.
next-did-you-mean = Şunu mu demek istediniz: { $prefix }{ $command }

## Yardım

help = Metinlerin gerçekte ne dediğini gösteririm: sözleri olduğu gibi, kime ait olduklarını ve nerede yazdıklarını. Kendimden bir şey katmam; metinlerde yanıt yoksa bunu söylerim. Kendi sözlerinizle sorun ya da bir komut kullanın.
help-stance = Metinler bir konuda ne diyor
help-ask = Bir soruyu yanıtlayan alıntı
help-quote = Bu sözlerin geçtiği parçalar; speaker:AD ve source:KİMLİK aramayı daraltır
help-verify = Bir alıntı gerçek mi ve kimin sözü
help-context = Bir alıntının çevresindeki paragraflar
help-cite = Bir alıntının metnine nasıl atıf yapılır
help-topics = Tüm konular
help-sources = Tüm metinler ve içlerinde konuşanlar
help-help = Bu liste
argument-topic = KONU
argument-question = SORU
argument-words = SÖZLER
argument-text = METİN
argument-id = KİMLİK
argument-id-style = KİMLİK BİÇEM

## Yanıtın nedeni

explain = Neden bu yanıt
explain-decision = Karar
explain-answered = Metinlerde bunun yanıtı var.
explain-suggested = Metinlerde söylenen birkaç şey aşağı yukarı aynı ölçüde olası.
explain-matched = Eşleşen sözcükler
explain-not-matched = Eşleşmeyen sözcükler
explain-sure = Yanıtın doğru olma olasılığı
explain-sure-scored = { $sure } (yaklaşık 100’de { $hundredths })
explain-sure-very = çok yüksek
explain-sure-rather = yüksek
explain-sure-little = yarı yarıya
explain-sure-not = düşük
explain-runner-up = Sonraki en yakın
explain-came-nearest = En yakını
explain-person = Kimin sözleri soruluyor
explain-figures = Sayılarla
explain-confidence = Güven, 0 ile 1 arası
explain-elsewhere = Yalnızca başka kayıtlarda geçen sözcükler
explain-unknown = Hiçbir kayıtta geçmeyen sözcükler
explain-first = Birinci aday
explain-second = İkinci aday
explain-third = Üçüncü aday
explain-scored = { $question } ({ $score })
explain-nearest-question = Hazırlanmış en yakın soru
explain-nearest-refusal = Yanıtı olmayan en yakın soru

## Uçbirim

console-try = Deneyin:
console-leave = Komutlar: { $prefix }help, çıkış: { $prefix }quit
console-pick = Seçmek için numarasını yazın.
console-no-choice = Son listede { $number } numarası yok.
console-nothing-to-explain = Henüz açıklanacak bir yanıt yok.
console-ask-first = Önce bir soru sorun, sonra { $prefix }explain yazın.
console-language = Yanıtlar artık Türkçe.
console-no-language = “{ $code }” diye bir dil yok.
console-languages = Var olan diller: { $codes }
help-explain = Son yanıtın nedeni
help-language = Yanıtların dili
help-quit = Çıkış
argument-code = KOD

## Bir alıntının denetlenmesi

verdict-verbatim = Bu sözler metinlerde var.
verdict-verbatim-other-speaker = Bu sözler metinlerde var, ama onları başkası söylemiş.
verdict-altered = Metinlerde böyle söylenmiyor.
verdict-respelt = Bu sözler metinlerde var, ama bazıları orada başka türlü yazılmış.
verdict-spliced = Metinlerde bu söylenmiyor: ayrı yerlerdeki parçalar birleştirilmiş.
verdict-absent = Bu sözler metinlerde yok.
verdict-other-speaker = Konuşan da yanlış gösterilmiş.
next-look-for-words = Bu sözlerden bazılarının geçtiği parçaları bulmak için: { $prefix }quote
speaker-right = Konuşan doğru gösterilmiş: { $speaker }.
speaker-reported = Bunlar, tümüyle ya da kısmen, o kişinin kendi sözleri değil, söylediklerinin aktarımıdır.
speaker-wrong = Konuşan yanlış gösterilmiş. Öne sürülen: { $claimed }. Metinlerde: { $speaker }.
checked-passages = Metinlerde
checked-differences = Farklar
checked-style = Sayılmayan farklar
change-original = metin
change-claimed = iddia
sense-negation-dropped = bir olumsuzluk atlanmış
sense-negation-added = bir olumsuzluk eklenmiş
sense-number = başka bir sayı ya da tarih
sense-name = başka bir ad
sense-condition = bir koşul atlanmış ya da eklenmiş
sense-qualifier = bir kayıtlama atlanmış ya da eklenmiş
kind-changed = başka sözcükler
kind-respelt = yazım: kısaltılmış ya da yanlış yazılmış
kind-dropped = atlanan sözcükler
kind-inserted = eklenen sözcükler
kind-cut-at-start = baştan kesilmiş
kind-cut-at-end = sondan kesilmiş
kind-spliced = ayrı yerlerden parçalar
kind-joined-voices = iki kişinin sözleri birleştirilmiş
kind-hidden-negation = üç nokta bir olumsuzluğu gizliyor
kind-ellipsis = üç nokta
kind-interjection = alıntının içindeki “dedi” sözleri
kind-quotation-marks = tırnak işaretleri
kind-dashes = çizgiler
kind-spacing = boşluklar
kind-letter-case = büyük ve küçük harfler
kind-letter-form = harf işaretleri
kind-punctuation = noktalama
kind-final-stop = sondaki nokta
kind-beside = Yanında söylenen, denetlenmeyen

## Discord: düğmeler ve listeler (en çok 80 karakter)

button-previous = Önceki
button-next = Sonraki ({ $page }/{ $pages })
button-context = Bağlam
button-cite = Kaynak göster
button-why = Neden bu yanıt?
button-not-it = Sorduğum bu değil
button-show = Herkese göster
button-pick = Birini seçin
button-context-of = Alıntının bağlamı

## Discord: komut yazılırken görünenler (adlarda boşluk ve büyük harf olmaz)

name-stance = tutum
name-ask = sor
name-quote = alıntı
name-verify = doğrula
name-context = bağlam
name-cite = atıf
name-topics = konular
name-sources = kaynaklar
name-help = yardım
name-settings = ayarlar
name-check-message = Bu alıntıyı denetle
name-find-message = Bununla ilgili alıntı bul
help-settings = Bu sunucuda nasıl davrandığım (sunucuyu yönetenler için)
option-topic = konu
option-topic-is = Bir konu ya da onu anlatan sözler
option-question = soru
option-question-is = Sorunuz, kendi sözlerinizle
option-words = sözler
option-words-are = Aranacak sözler; tırnak içindekiler yan yana geçmelidir
option-text = metin
option-text-is = Denetlenecek metin, tırnaklı ya da tırnaksız
option-id = kimlik
option-id-is = Alıntının altındaki kimlik ya da bir sorudan sözler
option-speaker = konuşan
option-speaker-only = Yalnızca bu kişinin sözleri
option-speaker-said = Bunu kimin söylediği öne sürülüyor
option-source = kaynak
option-source-is = Yalnızca bu kaynakta
option-style = biçim
option-style-is = Atıf biçimi
option-private = gizli
option-private-is = Yanıtı yalnızca siz mi göreceksiniz
option-private-default = Başka türlü istenmedikçe yanıtı yalnızca soran görsün
option-language = dil
option-language-is = Yanıtların dili
option-allow = kanal-aç
option-allow-is = Yanıtları herkesin görebileceği kanal; ilki öbür kanalları gizli yapar
option-disallow = kanal-kapat
option-disallow-is = Kanalı listeden çıkarır; liste boşalırsa tüm kanallar açıktır
option-cooldown = bekleme
option-cooldown-is = Bir kişiye verilen iki açık yanıt arasındaki saniye; 0: yok

## Discord: orada kendi söylediklerim

discord-no-text = Bu mesajda metin yok.
discord-no-text-next = Resimleri ve ekleri okumam. Sözleri kopyalayıp { $prefix }verify ya da { $prefix }ask kullanın.
discord-stale = Bu düğme başka bir sürümümden kalmış, ne anlama geldiğini artık bilmiyorum.
discord-question-gone = Ne sorulduğu bu mesajın altında yazmıyor.
discord-ask-again = Yeniden sorun: { $prefix }ask
discord-not-matched = Burada bir şey tahmin edilmedi: seçilen ya da adı verilen gösterildi.
discord-noted = Teşekkürler. Sorunuz, bu botu yöneten kişi için, adınız olmadan saklanıyor.
discord-others = Şunlardan birini mi soruyordunuz?
discord-repeat = Bu, burada az önce yanıtlandı.
discord-repeat-link = Yanıta git
discord-closed = Bu kanalda yanıtlarımı yalnızca soran görür.
discord-closed-next = Herkesin görebileceği bir kanalda sorun.
discord-wait = Bir sonraki açık yanıtı { $seconds } saniye sonra alabilirsiniz.
discord-private-here = Bu sunucuda yanıtlarımı yalnızca soran görür; bir anmaya verilen yanıtı ise herkes görürdü.
discord-ask-privately = { $prefix }ask kullanın ya da sorunuzu bana doğrudan gönderin.
discord-no-speaker = Metinlerde “{ $name }” adlı bir konuşan yok.
discord-no-source = “{ $name }” adlı bir kaynak yok.
discord-pick-from-list = Yazarken önerilenlerden birini seçin.

## Discord: /settings

settings-title = Bu sunucunun ayarları
settings-saved = Değiştirildi. Bu sunucunun şimdiki ayarları
settings-language = Yanıtların dili:
settings-language-reader = her okurun kendi dili
settings-private = Soran başka türlü istemedikçe yanıtları kim görür:
settings-private-yes = yalnızca soran
settings-private-no = herkes
settings-channels = Herkesin görebileceği kanallar:
settings-channels-all = tümü
settings-cooldown = Bir kişiye verilen iki açık yanıt arasındaki süre:
settings-cooldown-seconds = { $count ->
    [0] yok
   *[other] { $count } saniye
}
settings-not-yours = Sunucunun ayarlarını yalnızca sunucuyu yönetebilenler görüp değiştirebilir.
settings-of-server = Ayarlar bir sunucuya aittir; burada sunucu yok.
settings-of-server-next = Komutu yönettiğiniz bir sunucuda kullanın.
settings-most-channels = En çok { $most } kanal sayılabilir.
settings-most-channels-next = Önce birini listeden çıkarın.
settings-no-list = Tüm kanallar açık; içinden çıkarılacak bir liste yok.
settings-no-list-next = İstediğiniz kanalları açın; o zaman öbürleri gizli olur.
settings-bounds = İki yanıt arasındaki süre 0 ile { $most } saniye arasıdır.
settings-not-kept = Bu, yeniden başlatılana kadar geçerli: saklayamıyorum.
settings-not-kept-next = Nedenini bu botu yöneten kişi günlükte bulur.
settings-as-command = Ayarlar mesajla değil, komutla değiştirilir.
settings-typed = { $prefix }settings yazıp listeden seçin.

## Discord: when something goes wrong on the way

discord-incomplete = Bu bana eksik ulaştı. Lütfen yeniden deneyin.
discord-failed = Benim tarafımda bir şey ters gitti. Lütfen yeniden deneyin; botu yöneten kişi nedenini günlükte bulur.

## Matrix

matrix-page = Sayfa { $page }/{ $pages }: çevirmek için ➡ ya da ⬅ ile tepki verin.
matrix-pick = Birini seçmek için numarasıyla tepki verin ya da yanıtlayın.
matrix-noted = Teşekkür ederim. Sorunuz, adınız olmadan, bu botu işleten için saklandı.
matrix-others = Bunlardan birini mi demek istediniz?
matrix-failed = Benim tarafımda bir şeyler ters gitti. Lütfen yeniden sorun; bu botu işleten nedenini günlükte bulur.
matrix-sealed = Bu mesajı okuyamıyorum: anahtarı bana ulaşmadı. Lütfen yeniden gönderin. Bu işe yaramazsa istemciniz, doğrulamadığınız cihazlara anahtarlarını vermiyor demektir: beni doğrulayın ya da buna izin verin.
matrix-about-no-words = O mesajda okuyabileceğim bir söz yok. Sözleri komuttan sonra yazın.
matrix-about-sealed = O mesajı okuyamıyorum: anahtarı bana ulaşmadı. Sözleri komuttan sonra yazın.
matrix-help-asking = Odada benden bahsedin ya da { $command } ile başlayın; özel sohbette yazmanız yeter. Yanıt sorduğunuzla ilgili değilse 👎 ile tepki verin.
matrix-help-settings = Bu odada nasıl davrandığım; odayı yönetebilenler için
matrix-settings = Bu odanın ayarları
matrix-settings-saved = Değiştirildi. Bu odanın ayarları şimdi
matrix-settings-language = Yanıtların dili
matrix-settings-language-usual = botun kendi dili
matrix-settings-change = Dili değiştirmek için { $command } ve bunlardan birini yazın: { $codes }
matrix-settings-not-yours = Bir odanın ayarlarını yalnızca güç düzeyi { $level } ya da daha yüksek olanlar görebilir ve değiştirebilir.
matrix-settings-unknown = “{ $name }” adlı bir ayar yok.
matrix-settings-not-kept = Bu, yeniden başlatılana dek geçerli: saklayamıyorum.
matrix-settings-not-kept-next = Bu botu işleten nedenini günlükte bulur.
