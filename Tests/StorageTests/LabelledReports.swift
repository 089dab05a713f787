import Storage
import Syndication
import Testing

/// Invented reports of invented events in eight languages, each labelled with its event; what they
/// pair up to is what stories are measured on.
struct LabelledReport {
  let event: String, feed: String, item: HarvestedItem, day: Double, parties: Set<String>

  /// All reports: event, language, day, form, stage, parties, headline, and a text for some.
  static func all() throws -> [LabelledReport] {
    try text.split(separator: "\n").enumerated().map { index, line in
      let parts = line.split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
      let day = try #require(Double(parts[2]))
      let parties = parts[5].split(separator: ";").map(String.init)
      let isTagged = parts[3] != "-"
      let verdict =
        isTagged
        ? Sample.alliance(
          parties,
          form: try #require(AllianceForm(rawValue: parts[3])),
          stage: try #require(AllianceStage(rawValue: parts[4]))
        ) : Verdict()
      let feed = "outlet\(index)"
      return LabelledReport(
        event: parts[0],
        feed: feed,
        item: Sample.item(
          parts[6],
          id: "\(index)",
          url: "https://\(feed).example/\(index)",
          text: parts.count > 7 ? parts[7] : nil,
          published: Sample.now - .seconds(Int64(86400 * (60 - day))),
          verdict: verdict
        ),
        day: day,
        parties: Set(parties)
      )
    }
  }

  private static let text = """
    honda-nissan-software | en | 0.0 | memorandum | announced | Honda;Nissan | Honda and Nissan to write one operating system for their electric cars
    honda-nissan-software | en | 0.4 | memorandum | announced | Nissan;Honda | Two Japanese makers will share EV code and inverters
    honda-nissan-software | ja | 0.1 | memorandum | announced | Honda;Nissan | ホンダと日産、EVの基本ソフトを一つに
    honda-nissan-software | ja | 0.6 | memorandum | announced | Honda;Nissan | 日産・ホンダ 電動部品の共用で覚書
    honda-nissan-software | de | 0.5 | memorandum | announced | Honda;Nissan | Honda und Nissan schreiben gemeinsam Software für Stromer
    honda-nissan-software | fr | 0.7 | memorandum | announced | Honda;Nissan | Honda et Nissan mettent leurs logiciels en commun
    honda-nissan-software | es | 0.8 | memorandum | announced | Honda;Nissan | Honda y Nissan compartirán el programa de sus eléctricos
    honda-nissan-software | it | 0.9 | memorandum | announced | Honda;Nissan | Honda e Nissan, un solo software per le elettriche
    honda-nissan-software | zh | 0.3 | memorandum | announced | Honda;Nissan | 本田与日产将共用电动车操作系统
    honda-nissan-software | ko | 0.4 | memorandum | announced | Honda;Nissan | 혼다·닛산, 전기차 소프트웨어 함께 만든다
    honda-nissan-end | en | 40 | merger | ended | Honda;Nissan | Honda walks away from Nissan
    honda-nissan-end | ja | 40.2 | merger | ended | Honda;Nissan | ホンダ、日産との協議を打ち切り
    honda-nissan-end | de | 40.5 | merger | ended | Honda;Nissan | Honda lässt Nissan ziehen
    honda-nissan-end | zh | 40.3 | merger | ended | Honda;Nissan | 本田终止与日产的谈判
    nissan-mitsubishi-kei | ja | 0.5 | technology-sharing | announced | Nissan;Mitsubishi Motors | 日産と三菱自、次の軽EVも共同で
    nissan-mitsubishi-kei | en | 1.1 | technology-sharing | announced | Nissan;Mitsubishi Motors | Nissan and Mitsubishi plan another tiny electric car
    nissan-mitsubishi-kei | ko | 1.3 | technology-sharing | announced | Nissan;Mitsubishi Motors | 닛산과 미쓰비시, 새 경형 전기차 공동 개발
    ford-skon-split | en | 2.0 | joint-venture | ended | Ford;SK On | Ford and SK On divide their battery venture
    ford-skon-split | en | 2.3 | joint-venture | ended | SK On;Ford | Kentucky for Ford, Tennessee for SK On as partners part
    ford-skon-split | ko | 2.1 | joint-venture | ended | Ford;SK On | SK온·포드 합작 청산…공장 나눠 갖는다
    ford-skon-split | de | 2.6 | joint-venture | ended | Ford;SK On | Ford und SK On teilen ihre Zellfabriken auf
    ford-skon-split | it | 2.9 | joint-venture | ended | Ford;SK On | Ford e SK On si dividono le fabbriche di celle
    ford-catl-licence | en | 2.2 | technology-sharing | expanded | Ford;CATL | Ford widens its licence for CATL cells
    ford-catl-licence | zh | 2.4 | technology-sharing | expanded | Ford;CATL | 宁德时代扩大对福特的技术授权
    ford-catl-licence | fr | 2.8 | technology-sharing | expanded | Ford;CATL | Ford étend sa licence auprès de CATL
    ford-renault-platform | fr | 3.0 | technology-sharing | announced | Ford;Renault | Ford bâtira deux citadines sur une base de Renault
    ford-renault-platform | en | 3.2 | technology-sharing | announced | Renault;Ford | Renault lends Ford the bones of two small EVs
    ford-renault-platform | de | 3.4 | technology-sharing | announced | Ford;Renault | Ford nutzt Plattform von Renault für zwei Kleinwagen
    ford-renault-platform | es | 3.9 | technology-sharing | announced | Ford;Renault | Ford hará dos utilitarios sobre base Renault
    renault-geely-brazil | en | 3.1 | equity-stake | signed | Renault;Geely | Geely buys into Renault's Brazilian arm
    renault-geely-brazil | fr | 3.3 | equity-stake | signed | Renault;Geely | Geely entre au capital de Renault au Brésil
    renault-geely-brazil | zh | 3.5 | equity-stake | signed | Renault;Geely | 吉利入股雷诺巴西公司
    renault-geely-brazil | es | 4.0 | equity-stake | signed | Renault;Geely | Geely compra parte de la filial brasileña de Renault
    volvo-svolt-plant | en | 5.0 | joint-venture | signed | Volvo Cars;SVOLT | Volvo and SVOLT to raise a cell factory near Košice
    volvo-svolt-plant | de | 5.4 | joint-venture | signed | Volvo Cars;SVOLT | Volvo Cars baut mit SVOLT Zellen in der Slowakei
    volvo-svolt-plant | zh | 5.2 | joint-venture | signed | Volvo Cars;SVOLT | 沃尔沃与蜂巢能源合建电池厂
    vw-rivian | en | 6.0 | joint-venture | expanded | Volkswagen;Rivian | Volkswagen puts more money into its Rivian venture
    vw-rivian | de | 6.2 | joint-venture | expanded | Volkswagen;Rivian | VW legt bei Rivian nach
    vw-rivian | en | 6.9 | joint-venture | expanded | Rivian;Volkswagen | Rivian gets another instalment from its German partner
    vw-rivian | fr | 6.8 | joint-venture | expanded | Volkswagen;Rivian | Volkswagen remet de l'argent chez Rivian
    vw-rivian | it | 7.0 | joint-venture | expanded | Volkswagen;Rivian | Volkswagen investe ancora in Rivian
    vw-xpeng | zh | 6.1 | technology-sharing | signed | Volkswagen;XPeng | 大众与小鹏签署电子电气架构协议
    vw-xpeng | en | 6.3 | technology-sharing | signed | XPeng;Volkswagen | XPeng's wiring will go into more Volkswagens
    vw-xpeng | de | 6.5 | technology-sharing | signed | Volkswagen;XPeng | VW übernimmt Elektronik von Xpeng in weitere Modelle
    vw-bosch | de | 6.4 | supply | announced | Bosch;Volkswagen | Bosch und VW verlängern ihren Vertrag über Fahrsoftware
    vw-bosch | en | 6.7 | supply | announced | Bosch;Volkswagen | Bosch stays on as Volkswagen's software supplier
    toyota-idemitsu | ja | 8.0 | joint-venture | announced | Toyota;Idemitsu | トヨタと出光、固体電解質の工場を建設へ
    toyota-idemitsu | en | 8.3 | joint-venture | announced | Toyota;Idemitsu | Toyota and Idemitsu start on an electrolyte plant
    toyota-idemitsu | ko | 8.5 | joint-venture | announced | Toyota;Idemitsu | 도요타·이데미쓰, 전고체 소재 공장 착공
    toyota-byd | zh | 8.1 | joint-venture | announced | Toyota;BYD | 丰田与比亚迪合资公司推出新平台
    toyota-byd | ja | 8.4 | joint-venture | announced | Toyota;BYD | トヨタとBYDの合弁が新しい車台
    toyota-byd | es | 8.9 | joint-venture | announced | Toyota;BYD | Toyota y BYD estrenan plataforma en su empresa conjunta
    toyota-panasonic | ja | 8.2 | supply | announced | Panasonic;Toyota | パナソニック、トヨタ向け電池を増産
    toyota-panasonic | en | 8.6 | supply | announced | Panasonic;Toyota | Panasonic to ship more prismatic cells to Toyota
    stellantis-leapmotor | it | 10.0 | joint-venture | expanded | Stellantis;Leapmotor | Stellantis e Leapmotor produrranno a Saragozza
    stellantis-leapmotor | es | 10.1 | joint-venture | expanded | Leapmotor;Stellantis | Leapmotor fabricará en Zaragoza con Stellantis
    stellantis-leapmotor | en | 10.4 | joint-venture | expanded | Stellantis;Leapmotor | Stellantis gives Leapmotor a line in Spain
    stellantis-leapmotor | fr | 10.6 | joint-venture | expanded | Leapmotor;Stellantis | Leapmotor s'installe chez Stellantis à Saragosse
    stellantis-leapmotor | zh | 10.3 | joint-venture | expanded | Stellantis;Leapmotor | 零跑将在斯特兰蒂斯西班牙工厂投产
    stellantis-catl | es | 10.2 | joint-venture | signed | Stellantis;CATL | Stellantis y CATL ponen la primera piedra en Figueruelas
    stellantis-catl | en | 10.7 | joint-venture | signed | Stellantis;CATL | First stone laid for the Stellantis and CATL gigafactory
    stellantis-catl | zh | 10.5 | joint-venture | signed | Stellantis;CATL | 宁德时代与斯特兰蒂斯电池厂奠基
    stellantis-catl | it | 10.9 | joint-venture | signed | Stellantis;CATL | Stellantis e CATL, via ai lavori in Aragona
    acc-pause | fr | 11.0 | joint-venture | ended | Stellantis;Mercedes-Benz;TotalEnergies | ACC renonce à deux usines, ses trois parents d'accord
    acc-pause | de | 11.3 | joint-venture | ended | Stellantis;Mercedes-Benz | ACC gibt Kaiserslautern auf
    acc-pause | it | 11.4 | joint-venture | ended | Stellantis;Mercedes-Benz;TotalEnergies | ACC cancella Termoli
    acc-pause | en | 11.5 | joint-venture | ended | Stellantis;Mercedes-Benz;TotalEnergies | Three owners bury two ACC factories
    gm-lges | ko | 12.0 | joint-venture | expanded | General Motors;LG Energy Solution | LG엔솔·GM, 오하이오 공장 LFP로 전환
    gm-lges | en | 12.3 | joint-venture | expanded | General Motors;LG Energy Solution | GM and LG turn an Ohio line to cheaper cells
    gm-lges | fr | 12.9 | joint-venture | expanded | General Motors;LG Energy Solution | GM et LG convertissent une ligne de l'Ohio
    gm-hyundai | en | 12.1 | alliance | signed | General Motors;Hyundai | GM and Hyundai settle on five joint vehicles
    gm-hyundai | ko | 12.2 | alliance | signed | General Motors;Hyundai | 현대차-GM, 차량 5종 함께 만든다
    gm-hyundai | es | 12.6 | alliance | signed | General Motors;Hyundai | GM y Hyundai desarrollarán cinco vehículos juntos
    gm-hyundai | de | 12.8 | alliance | signed | General Motors;Hyundai | GM und Hyundai einigen sich auf fünf Modelle
    hyundai-skon | ko | 12.4 | joint-venture | announced | Hyundai;SK On | 현대차·SK온 조지아 배터리 공장 가동 앞당긴다
    hyundai-skon | en | 12.7 | joint-venture | announced | Hyundai;SK On | Hyundai and SK On bring Georgia cell plant forward
    hyundai-lges | ko | 12.5 | joint-venture | announced | Hyundai;LG Energy Solution | 현대차·LG엔솔 합작공장 장비 반입
    hyundai-lges | en | 13.0 | joint-venture | announced | Hyundai;LG Energy Solution | Tools arrive at the Hyundai-LG cell plant
    tesla-samsung | ko | 15.0 | supply | signed | Samsung SDI;Tesla | 삼성SDI, 테슬라에 배터리 공급 계약
    tesla-samsung | en | 15.3 | supply | signed | Samsung SDI;Tesla | Samsung SDI lands a contract with Tesla
    tesla-samsung | de | 15.6 | supply | signed | Samsung SDI;Tesla | Samsung SDI beliefert Tesla
    tesla-ford-charging | en | 15.1 | charging | announced | Tesla;Ford | Ford drivers may plug in at Tesla posts
    tesla-ford-charging | fr | 15.4 | charging | announced | Tesla;Ford | Les Ford se brancheront chez Tesla
    tesla-ford-charging | es | 15.7 | charging | announced | Tesla;Ford | Los Ford cargarán en los puntos de Tesla
    tesla-ford-cells | en | 15.5 | supply | rumour | Tesla;Ford | Ford said to ask Tesla for stationary cells
    tesla-ford-cells | de | 15.8 | supply | rumour | Tesla;Ford | Ford fragt bei Tesla nach Zellen
    ionity-catl | de | 18.0 | equity-stake | talks | CATL;Ionity | CATL prüft Beteiligung an Ionity
    ionity-catl | en | 18.2 | equity-stake | talks | CATL;Ionity | CATL eyes a slice of Ionity
    ionity-catl | it | 18.4 | equity-stake | talks | CATL;Ionity | CATL guarda a Ionity
    ionity-four | fr | 18.1 | charging | announced | Ionity;Fastned;Electra;Atlante | Quatre opérateurs ouvrent leurs bornes aux clients des autres
    ionity-four | en | 18.3 | charging | announced | Ionity;Fastned;Electra;Atlante | Four charging firms let each other's customers in
    ionity-four | de | 18.6 | charging | announced | Ionity;Fastned;Electra | Vier Ladenetze öffnen sich füreinander
    bmw-eve | zh | 20.0 | supply | ended | BMW;EVE Energy | 宝马取消亿纬锂能订单
    bmw-eve | de | 20.3 | supply | ended | BMW;EVE Energy | BMW streicht Auftrag an EVE
    bmw-eve | en | 20.5 | supply | ended | BMW;EVE Energy | BMW drops an order with EVE Energy
    bmw-rimac | it | 20.1 | technology-sharing | ended | BMW;Rimac | BMW e Rimac si separano
    bmw-rimac | de | 20.4 | technology-sharing | ended | BMW;Rimac | BMW und Rimac gehen getrennte Wege
    bmw-rimac | en | 20.7 | technology-sharing | ended | BMW;Rimac | BMW and Rimac call time on battery work
    bmw-solidpower | en | 20.2 | technology-sharing | expanded | Solid Power;BMW | Solid Power's cells go into a BMW on the road
    bmw-solidpower | de | 20.6 | technology-sharing | expanded | BMW;Solid Power | BMW testet Zellen von Solid Power im i7
    mercedes-geely | de | 22.0 | joint-venture | expanded | Mercedes-Benz;Geely | Mercedes und Geely bauen Smart um
    mercedes-geely | zh | 22.2 | joint-venture | expanded | Mercedes-Benz;Geely | 奔驰与吉利重组smart
    mercedes-geely | en | 22.4 | joint-venture | expanded | Mercedes-Benz;Geely | Mercedes and Geely rearrange Smart
    mercedes-geely | fr | 22.8 | joint-venture | expanded | Mercedes-Benz;Geely | Smart change de visage chez Mercedes et Geely
    mercedes-factorial | en | 22.1 | equity-stake | announced | Mercedes-Benz;Factorial | Mercedes adds to its holding in Factorial
    mercedes-factorial | de | 22.5 | equity-stake | announced | Mercedes-Benz;Factorial | Mercedes stockt bei Factorial auf
    mercedes-factorial | it | 22.7 | equity-stake | announced | Mercedes-Benz;Factorial | Mercedes cresce in Factorial
    byd-hyundai | ko | 25.0 | supply | rumour | Kia;BYD | 기아, BYD 배터리 확대 검토
    byd-hyundai | zh | 25.2 | supply | rumour | Kia;BYD | 起亚考虑扩大采购比亚迪电池
    byd-hyundai | en | 25.4 | supply | rumour | Kia;BYD | Kia thinks about more BYD cells
    byd-uber | en | 25.1 | alliance | announced | Uber;BYD | Uber and BYD put more electric cabs on the road
    byd-uber | es | 25.5 | alliance | announced | Uber;BYD | Uber y BYD amplían su flota eléctrica
    byd-uber | zh | 25.3 | alliance | announced | Uber;BYD | 优步与比亚迪扩大合作
    northvolt-lyten | en | 28.0 | equity-stake | signed | Lyten;Northvolt | Lyten takes over what is left of Northvolt
    northvolt-lyten | de | 28.2 | equity-stake | signed | Lyten;Northvolt | Lyten übernimmt Northvolt-Werke
    northvolt-lyten | fr | 28.5 | equity-stake | signed | Lyten;Northvolt | Lyten reprend Northvolt
    sony-honda-end | ja | 30.0 | joint-venture | ended | Sony;Honda | ソニーとホンダ、EV合弁を解消
    sony-honda-end | en | 30.3 | joint-venture | ended | Sony;Honda | Sony and Honda shelve their car
    sony-honda-end | ko | 30.5 | joint-venture | ended | Sony;Honda | 소니·혼다 전기차 합작 접는다
    sony-honda-end | zh | 30.6 | joint-venture | ended | Sony;Honda | 索尼与本田停止合作造车
    honda-gm-fuel | en | 30.1 | joint-venture | ended | Honda;General Motors | Honda and GM stop making cells together
    honda-gm-fuel | ja | 30.4 | joint-venture | ended | Honda;General Motors | ホンダ・GM、共同生産を終了
    rivian-lab | en | 33.0 | joint-venture | announced | Rivian;Volkswagen | Rivian and Volkswagen open software lab in Palo Alto
    rivian-lab | en | 33.2 | joint-venture | announced | Volkswagen | Volkswagen opens joint software lab in Palo Alto
    rivian-lab | de | 33.4 | joint-venture | announced | Rivian;Volkswagen | VW und Rivian eröffnen Labor
    rivian-charging-money | en | 33.1 | charging | announced | Rivian | Rivian raises money for its own charging posts
    roundup | en | 12.9 | alliance | announced | General Motors;Hyundai;SK On;LG Energy Solution | The week's tie-ups at a glance
    roundup-2 | de | 20.8 | alliance | announced | BMW;Rimac;EVE Energy;Solid Power | Wer trennt sich, wer bleibt: die Woche der Partner
    recall | en | 1.0 | - | - |  | Eleven thousand cars called back for sticking contactors | The recall concerns some eleven thousand vehicles built between March and July, whose high-voltage contactors may stick. Owners will be written to from Monday and workshops exchange the part within an hour, free of charge, says the authority.
    recall | en | 1.4 | - | - |  | Contactors may stick: maker recalls electric model | The recall concerns some eleven thousand vehicles built between March and July, whose high-voltage contactors may stick. Owners will be written to from Monday and workshops exchange the part within an hour, free of charge, says the authority. (agency)
    recall | en | 1.6 | - | - |  | Recall of electric cars over a relay | UPDATE. The recall concerns some eleven thousand vehicles built between March and July, whose high-voltage contactors may stick. Owners will be written to from Monday and workshops exchange the part within an hour, free of charge, says the authority.
    sales-october | en | 1.1 | - | - |  | Brand delivers 41,000 electric cars in October | In October the brand delivered forty-one thousand electric cars, nine per cent more than a year earlier, and led its home market for the third month in a row. Exports rose faster still, above all to Brazil and Turkey, the statement says.
    sales-october | en | 1.5 | - | - |  | October: nine per cent more electric cars | In October the brand delivered forty-one thousand electric cars, nine per cent more than a year earlier, and led its home market for the third month in a row. Exports rose faster still, above all to Brazil and Turkey, the statement says. Shares rose.
    sales-november | en | 31.0 | - | - |  | Brand delivers 44,000 electric cars in November | In November the brand delivered forty-four thousand electric cars, twelve per cent more than a year earlier, and led its home market for the fourth month in a row. Exports fell for once, above all to Mexico and Israel, the statement says.
    race | en | 1.2 | - | - |  | Formula E: two makers battle for the title in the rain | Rain, two safety cars and a last lap that nobody will forget: the title goes to the final race, where three drivers of two makers still have a chance. The stewards looked at one overtaking move for two hours and left it as it was.
    race-2 | en | 1.3 | - | - |  | Formula E calendar grows by one race | The series adds a street circuit in spring and drops none, so that teams travel eleven times. The organisers promise shorter flights and say that tickets for the new round go on sale next week on their site.
    """
}
