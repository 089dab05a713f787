extension HTMLElementTable {
  /// What cleaning does with each element; one that is named in no line is shown without its tags.
  static func traitsByElement() -> [HTMLElement: Traits] {
    var traits: [HTMLElement: Traits] = [:]
    func add(_ trait: Traits, to elements: [HTMLElement]) {
      for element in elements { traits[element, default: []].formUnion(trait) }
    }
    add(
      .kept,
      to: [
        .a, .abbr, .acronym, .address, .article, .aside, .audio, .b, .bdi, .bdo, .big, .blockquote,
        .br, .caption, .cite, .code, .col, .colgroup, .dd, .del, .details, .dfn, .div, .dl, .dt,
        .em, .figcaption, .figure, .footer, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr,
        .i, .img, .ins, .kbd, .li, .main, .mark, .nav, .ol, .p, .picture, .pre, .q, .rp, .rt,
        .ruby, .s, .samp, .section, .small, .source, .span, .strike, .strong, .sub, .summary, .sup,
        .table, .tbody, .td, .tfoot, .th, .thead, .time, .tr, .tt, .u, .ul, .var, .video, .wbr,
      ]
    )
    add(
      .void,
      to: [
        .area, .base, .basefont, .br, .col, .embed, .frame, .hr, .image, .img, .input, .keygen,
        .link, .meta, .param, .source, .track, .wbr,
      ]
    )
    add(
      [.block, .endsParagraph],
      to: [
        .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
        .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header,
        .hgroup, .hr, .listing, .main, .menu, .nav, .ol, .p, .plaintext, .pre, .search, .section,
        .summary, .table, .ul, .xmp,
      ]
    )
    add(
      .block,
      to: [
        .body, .br, .caption, .dd, .dt, .head, .html, .iframe, .legend, .li, .optgroup, .option,
        .tbody, .tfoot, .thead, .tr, .frameset,
      ]
    )
    add([.endsParagraph], to: [.li, .dd, .dt])
    add(.cell, to: [.td, .th])
    add(.rawDropped, to: [.script, .style, .iframe, .noembed, .noframes, .title, .textarea])
    add(.rawShown, to: [.xmp, .plaintext])
    add(.treeDropped, to: [.svg, .select, .datalist, .template, .annotation, .annotationXML])
    add(
      .holdsInline,
      to: [.li, .ul, .ol, .dl, .dt, .dd, .blockquote, .article, .section, .main, .details]
    )
    add([.holdsInline, .holdsAll], to: [.table, .caption, .td, .th, .tr, .tbody, .thead, .tfoot])
    add(.silent, to: [.rt, .rp])
    return traits
  }
}
