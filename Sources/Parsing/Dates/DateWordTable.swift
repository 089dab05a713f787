/// Month and day names, as data: a line a language, January and Sunday first, `|` between spellings.
enum DateWordTable {
  static let months = [
    "january february march april may june july august september|sept october november december",
    "januar|jänner februar|feber märz|maerz|mrz april mai juni juli august september oktober "
      + "november dezember",
    "janvier février|fév mars avril mai juin juillet|juil août septembre octobre novembre décembre",
    "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre "
      + "noviembre diciembre|dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre|set ottobre|ott novembre "
      + "dicembre",
    "janeiro fevereiro|fev março abril maio junho julho agosto setembro|set outubro novembro "
      + "dezembro",
    "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    "tammikuu|tammikuuta|tammi helmikuu|helmikuuta|helmi maaliskuu|maaliskuuta|maalis "
      + "huhtikuu|huhtikuuta|huhti toukokuu|toukokuuta|touko kesäkuu|kesäkuuta|kesä "
      + "heinäkuu|heinäkuuta|heinä elokuu|elokuuta|elo syyskuu|syyskuuta|syys "
      + "lokakuu|lokakuuta|loka marraskuu|marraskuuta|marras joulukuu|joulukuuta|joulu",
    "styczeń|stycznia|sty luty|lutego|lut marzec|marca kwiecień|kwietnia|kwi maj|maja "
      + "czerwiec|czerwca|cze lipiec|lipca|lip sierpień|sierpnia|sie wrzesień|września|wrz "
      + "październik|października|paź listopad|listopada|lis grudzień|grudnia|gru",
    "leden|ledna|led únor|února|úno březen|března|bře duben|dubna|dub květen|května|kvě "
      + "červen|června|čvn červenec|července|čvc srpen|srpna|srp září|zář říjen|října|říj "
      + "listopad|listopadu|lis prosinec|prosince|pro",
    "január|januára február|februára marec|marca apríl|apríla máj|mája jún|júna júl|júla "
      + "august|augusta september|septembra október|októbra november|novembra december|decembra",
    "január február|febr március|márc április|ápr május június július augusztus szeptember|szept "
      + "október november december",
    "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie "
      + "noiembrie|noi decembrie",
    "ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl "
      + "ekim|eki kasım|kas aralık|ara",
    "января|январь|янв февраля|февраль|фев марта|март апреля|апрель|апр мая|май июня|июнь|июн "
      + "июля|июль|июл августа|август|авг сентября|сентябрь|сен октября|октябрь|окт "
      + "ноября|ноябрь|ноя декабря|декабрь|дек",
    "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві "
      + "травня|травень|тра червня|червень|чер липня|липень|лип серпня|серпень|сер "
      + "вересня|вересень|вер жовтня|жовтень|жов листопада|листопад|лис грудня|грудень|гру",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "januar februar mart april maj jun jul avgust|avg septembar oktobar novembar decembar",
    "ιανουάριος|ιανουαρίου|ιαν φεβρουάριος|φεβρουαρίου|φεβ|φεβρ μάρτιος|μαρτίου|μαρ|μάρτ "
      + "απρίλιος|απριλίου|απρ μάιος|μαΐου|μάι|μαϊ ιούνιος|ιουνίου|ιούν|ιον ιούλιος|ιουλίου|ιούλ|ιολ "
      + "αύγουστος|αυγούστου|αυγ σεπτέμβριος|σεπτεμβρίου|σεπ|σεπτ οκτώβριος|οκτωβρίου|οκτ "
      + "νοέμβριος|νοεμβρίου|νοέ|νοεμ δεκέμβριος|δεκεμβρίου|δεκ",
    "januari februari maret april mei juni juli agustus|agu september oktober november desember|des",
    "ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי "
      + "אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio "
      + "gruodžio",
    "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris "
      + "decembris",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
  ]

  static let weekdays = [
    "sunday|sun monday|mon tuesday|tue|tues wednesday|wed|weds thursday|thu|thur|thurs friday|fri "
      + "saturday|sat",
    "sonntag|so montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sonnabend|sa",
    "dimanche|dim lundi|lun mardi mercredi|mer jeudi|jeu vendredi|ven samedi|sam",
    "domingo|dom lunes|lun martes miércoles|mié jueves|jue viernes|vie sábado|sáb",
    "domenica|dom lunedì|lun martedì mercoledì|mer giovedì|gio venerdì|ven sabato|sab",
    "domingo|dom segunda|seg terça|ter quarta|qua quinta|qui sexta|sex sábado|sáb",
    "zondag|zo maandag|ma dinsdag|di woensdag|wo donderdag|do vrijdag|vr zaterdag|za",
    "söndag|sön måndag|mån tisdag|tis onsdag|ons torsdag|tor|tors fredag|fre lördag|lör",
    "søndag|søn mandag|man tirsdag|tir|tirs onsdag|ons torsdag|tor|tors fredag|fre lørdag|lør",
    "sunnuntai|su maanantai|ma tiistai|ti keskiviikko|ke torstai|to perjantai|pe lauantai|la",
    "niedziela|niedz|nd|nie poniedziałek|pon|pn wtorek|wt|wto środa|śr|śro czwartek|czw|cz "
      + "piątek|pt|pią sobota|sob|sb",
    "neděle|ne pondělí|po úterý|út středa čtvrtek|čt pátek|pá sobota|so",
    "nedeľa|ned pondelok|pon utorok|ut streda|str štvrtok|štv piatok|pia sobota|sob",
    "vasárnap|vas|v hétfő|hét|h kedd|k szerda|sze csütörtök|csüt|cs péntek|pén|p szombat|szo|szom",
    "duminică|dum luni|lun marți miercuri|mie joi vineri|vin sâmbătă|sâm",
    "pazar|paz pazartesi|pzt salı|sal çarşamba|çar perşembe|per cuma|cum cumartesi|cmt",
    "воскресенье|вс|вск понедельник|пн|пнд вторник|вт|втр среда|ср|срд четверг|чт|чтв пятница|пт|птн "
      + "суббота|сб|сбт",
    "неділя|нд понеділок|пн вівторок|вт середа|ср четвер|чт пʼятниця|пятниця|пт субота|сб",
    "неделя|нед понеделник|пон вторник|вто сряда|сря четвъртък|чет петък|пет събота|съб",
    "nedelja|nedjelja|ned ponedeljak|ponedjeljak|pon utorak|uto sreda|srijeda|sre|sri četvrtak|čet "
      + "petak|pet subota|sub",
    "κυριακή|κυρ δευτέρα|δευ τρίτη|τρι|τρί τετάρτη|τετ πέμπτη|πέμ|πεμ παρασκευή|παρ σάββατο|σαβ|σάβ",
    "minggu|min senin|sen selasa|sel rabu|rab kamis|kam jumat|jum sabtu|sab",
    "ראשון שני שלישי רביעי חמישי שישי שבת",
    "الأحد الاثنين|الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
    "日曜日|日曜 月曜日|月曜 火曜日|火曜 水曜日|水曜 木曜日|木曜 金曜日|金曜 土曜日|土曜",
    "星期日|星期天|周日|週日 星期一|周一|週一 星期二|周二|週二 星期三|周三|週三 "
      + "星期四|周四|週四 星期五|周五|週五 星期六|周六|週六",
    "일요일 월요일 화요일 수요일 목요일 금요일 토요일",
    "diumenge dilluns dimarts dimecres dijous divendres dissabte",
  ]
}
