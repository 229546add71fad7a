extension String {
  /// The same text with everything that a reader would not see, or that would steer a terminal or the order of letters,
  /// written as `\u{…}`: control characters, bidirectional controls, invisible letters.
  ///
  /// Line breaks and tabs stay where `keepsLines` says so; elsewhere a line break is shown as `⏎` and a tab is a space.
  package func visible(keepsLines: Bool) -> String {
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return self }
    var shown = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      switch scalar {
      case "\n" where keepsLines, "\t" where keepsLines: shown.append(scalar)
      case "\n": shown.append("⏎")
      case "\t": shown.append(" ")
      case _ where scalar.isHidden(after: previous): shown.append(contentsOf: scalar.escaped.unicodeScalars)
      default: shown.append(scalar)
      }
      previous = scalar
    }
    return String(shown)
  }
}

extension Unicode.Scalar {
  fileprivate var escaped: String { "\\u{" + String(value, radix: 16, uppercase: true) + "}" }

  fileprivate func isHidden(after previous: Unicode.Scalar) -> Bool {
    switch value {
    case 0x20..<0x7F: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFFF9...0xFFFB: true
    // Variation selectors and joiners are part of how emoji and many scripts are written.
    case 0xFE00...0xFE0F: false
    case 0x200C, 0x200D: previous.isASCII
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}
