/// Names of zones, in lower case, as seconds east of UTC.
///
/// Where a name stands for several zones, the one with the most English-language feeds is meant:
/// `CST` is American, `IST` Indian, `BST` British, `AST` Atlantic.
enum ZoneNames {
  static let offsets: [String: Int] = {
    var offsets: [String: Int] = [:]
    for (hours, names) in byHours {
      for name in names.split(separator: " ") { offsets[String(name)] = Int(hours * 3600) }
    }
    return offsets
  }()

  private static let byHours: [(Double, String)] = [
    (0, "z gmt utc ut wet uct egst azost"),
    (1, "cet met mez bst wat west dft"),
    (2, "cest mest mesz eet sast cat kalt"),
    (3, "eest msk eat trt ast3 syot"),
    (3.5, "irst"),
    (4, "gst samt get amt4 mut sct msd azt"),
    (4.5, "aft irdt"),
    (5, "pkt uzt yekt tmt mvt tjt"),
    (5.5, "ist slst"),
    (5.75, "npt"),
    (6, "bdt6 omst almt btt kgt"),
    (6.5, "mmt cct"),
    (7, "ict wib krat novt hovt"),
    (8, "hkt sgt myt pht phst awst irkt wita cst8 twt ulat bnt"),
    (9, "jst kst wit yakt tlt"),
    (9.5, "acst"),
    (10, "aest vlat chst pgt chut"),
    (10.5, "acdt lhst"),
    (11, "aedt magt sbt nct vut sakt"),
    (12, "nzst fjt pett gilt tvt"),
    (13, "nzdt tot phot"),
    (14, "lint"),
    (-1, "cvt azot egt"),
    (-2, "fnt brst uyst gst2"),
    (-2.5, "ndt"),
    (-3, "adt brt art uyt gft srt pmst clst rott wgt"),
    (-3.5, "nst"),
    (-4, "edt ast at clt bot vet gyt amt pyt"),
    (-5, "est et cdt cot pet ect act easst"),
    (-6, "cst ct mdt galt east"),
    (-7, "mst mt pdt"),
    (-8, "pst pt akdt"),
    (-9, "akst gamt hdt"),
    (-10, "hst hast tkt10 ckt taht"),
    (-11, "sst nut"),
  ]
}
