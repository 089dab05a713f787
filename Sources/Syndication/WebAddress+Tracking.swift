extension WebAddress {
  /// The address that stands for a page in comparisons: no fragment, no tracking parameters, no
  /// default port, scheme and host in lower case; nil when it is not http(s).
  ///
  /// Items are told apart by it, so the rule must not change without a migration of the store.
  public static func canonical(_ address: String) -> String? {
    guard let resolved = resolve(address, against: nil),
      resolved.utf8.first == UInt8(ascii: "h")
    else { return nil }
    guard resolved.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") })
    else { return resolved }
    return withoutFragment(withoutTracking(resolved, feedURL: nil, siteURL: nil))
  }

  /// The http(s) address without the parameters that only say how a reader came to it.
  ///
  /// What has none comes back byte for byte; the fragment and the other parameters stay as they
  /// are, in their order. `ref` goes only where it names the feed's or the site's own host.
  public static func withoutTracking(
    _ address: String,
    feedURL: String?,
    siteURL: String?
  ) -> String {
    let bytes = Array(address.utf8)
    guard let mark = bytes.firstIndex(of: UInt8(ascii: "?")),
      let parts = AddressParts(bytes[...]), parts.isWeb, let query = parts.query
    else { return address }
    var kept: [ArraySlice<UInt8>] = []
    var dropped = false
    for parameter in bytes[query].split(
      separator: UInt8(ascii: "&"),
      omittingEmptySubsequences: false
    ) {
      let name = parameter.prefix { $0 != UInt8(ascii: "=") }
      if TrackingParameters.contain(name)
        || isOwnReference(name, value: parameter.dropFirst(name.count + 1), [feedURL, siteURL])
      {
        dropped = true
      } else {
        kept.append(parameter)
      }
    }
    guard dropped else { return address }
    var out = Array(bytes[..<mark])
    if kept.contains(where: { !$0.isEmpty }) {
      out.append(UInt8(ascii: "?"))
      out.append(contentsOf: kept.joined(separator: [UInt8(ascii: "&")]))
    }
    out.append(contentsOf: bytes[query.upperBound...])
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether the parameter is `ref` with the host of one of `owners` as its value.
  private static func isOwnReference(
    _ name: ArraySlice<UInt8>,
    value: ArraySlice<UInt8>,
    _ owners: [String?]
  ) -> Bool {
    guard name.map(\.asciiLowercased) == Array("ref".utf8), !value.isEmpty else { return false }
    let host = String(decoding: value.map(\.asciiLowercased), as: UTF8.self)
    return owners.contains { $0.flatMap { Self.host(of: $0) } == host }
  }
}

/// The names of query parameters that mark campaigns, clicks and mailings, never a page.
enum TrackingParameters {
  /// Whether `name`, in any letter case, is such a name.
  static func contain(_ name: ArraySlice<UInt8>) -> Bool {
    guard (2...24).contains(name.count) else { return false }
    let lower = String(decoding: name.map(\.asciiLowercased), as: UTF8.self)
    return names.contains(lower) || prefixes.contains { lower.hasPrefix($0) }
  }

  /// Families of names: Urchin/Google, Matomo, Piwik, HubSpot ads.
  private static let prefixes = ["utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_"]

  private static let names: Set<String> = [
    // Facebook, Instagram
    "fbclid", "fb_action_ids", "fb_action_types", "fb_comment_id", "fb_ref", "fb_source", "igsh",
    "igshid",
    // Google, DoubleClick
    "gclid", "dclid", "gbraid", "wbraid", "gclsrc", "srsltid", "_ga", "_gl", "gad_source",
    "gad_campaignid",
    // Microsoft, Yandex, X, TikTok, LinkedIn, Pinterest, Snapchat, Reddit
    "msclkid", "yclid", "ysclid", "_openstat", "twclid", "ref_src", "ref_url", "ttclid",
    "li_fat_id", "epik", "sccid", "rdt_cid",
    // mailings: Mailchimp, HubSpot, Marketo, MailerLite, Vero, Olytics, Omeda, Klaviyo, Drip
    "mc_cid", "mc_eid", "mc_tc", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking",
    "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "vero_conv", "vero_id", "oly_anon_id",
    "oly_enc_id", "omeda", "_kx", "__s", "ck_subscriber_id", "bsft_clkid", "bsft_uid",
    // Adobe, AT Internet, Branch, Wicked Reports, Redbrain, Yahoo, Xtor, Nielsen
    "s_cid", "sc_cid", "s_kwcid", "at_medium", "at_campaign", "at_link_id", "at_ptr_name",
    "_branch_match_id", "_branch_referrer", "wickedid", "rb_clickid", "guccounter",
    "guce_referrer", "guce_referrer_sig", "xtor", "ns_campaign", "ns_mchannel", "ns_source",
    "ns_linkname", "ns_fee", "nr_email_referer", "irclickid", "irgwc", "cjevent",
  ]
}
