extension Detector {
  static let ip = Detector(
    kind: .ip,
    summary: "An IPv4 or IPv6 address, but for loopback, the unspecified address and netmasks.",
    probes: [
      Probe(.digits) { text, at in v4(in: text, at: at) },
      Probe(ByteSet.hexDigits.union(":"), .wordStart) { text, at in v6(in: text, at: at) },
    ])

  private static func v4(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard let (octets, end) = octets(in: text, from: start), text.standsAlone(start, end),
      !text.hasCue(versions, within: 10, before: start)
    else { return nil }
    return octets.0 == 127 || octets.0 == 255 || octets == (0, 0, 0, 0) ? nil : start..<end
  }

  /// Four numbers up to 255, without more zeros in front than the text of an address has.
  private static func octets(in text: ScannedText, from start: Int) -> (octets: (Int, Int, Int, Int), end: Int)? {
    var (values, at) = ((0, 0, 0, 0), start)
    for index in 0..<4 {
      let end = text.end(of: .digits, from: at, atMost: 4)
      guard 1...3 ~= end - at else { return nil }
      let value = (at..<end).reduce(0) { $0 * 10 + text[$1].digit }
      guard value <= 255, end - at == 1 || text[at] != "0" else { return nil }
      values = (values.1, values.2, values.3, value)
      guard index < 3 else { return (values, end) }
      guard text[end] == "." else { return nil }
      at = end + 1
    }
    return nil
  }

  private static func v6(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard text[start - 1] != ":", text[start] != ":" || text[start + 1] == ":" else { return nil }
    var address = IPv6Reading()
    var at = start
    while address.groups < 8 {
      if text[at] == ":", text[at + 1] == ":", !address.isShortened {
        address.isShortened = true
        at += 2
      } else if at > start, text[at] == ":", text[at - 1] != ":" {
        at += 1
      }
      let end = text.end(of: .hexDigits, from: at, atMost: 5)
      guard 1...4 ~= end - at else { break }
      if text[end] == ".", let embedded = octets(in: text, from: at) {
        address.take(2, longest: 4)
        at = embedded.end
        break
      }
      address.take(1, longest: end - at)
      at = end
      guard text[at] == ":" else { break }
    }
    if text[at - 1] == ":", text[at - 2] != ":" { at -= 1 }
    guard address.isWhole, !text.isWord(at: at), text[at] != ":" || !text.isWord(at: at + 1) else { return nil }
    return start..<at
  }

  /// Four numbers with dots may be one of these.
  private static let versions = CueTable(["version", "versions", "release", "build"].map { Cue($0) })
}

/// What of an IPv6 address has been read (RFC 4291, section 2.2).
private struct IPv6Reading {
  private(set) var groups = 0
  private var longest = 0
  /// Whether `::` stands in it.
  var isShortened = false

  mutating func take(_ count: Int, longest length: Int) {
    groups += count
    longest = max(longest, length)
  }

  /// A shortened one has to show more than `a::b`, which is a name in many languages of programming.
  var isWhole: Bool { isShortened ? groups < 8 && (groups >= 3 || groups == 2 && longest >= 3) : groups == 8 }
}
