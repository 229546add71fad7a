extension Character {
  /// The columns that most terminals give this character: 2 for emoji and East Asian wide letters, 0 for a lone mark.
  ///
  /// An approximation of Unicode Standard Annex #11; terminals differ.
  var displayWidth: Int {
    if let ascii = asciiValue { return ascii < 0x20 ? 0 : 1 }
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.isWide || scalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    // Two flag letters make one flag.
    if first.properties.isEmojiModifierBase, scalars.count > 1 { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return 1
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isWide: Bool {
    switch value {
    case 0..<0x1100: false
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF, 0x20000...0x3FFFD:
      true
    default: properties.isEmojiPresentation
    }
  }
}

extension StringProtocol {
  package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension String {
  /// As much as fits `width` columns, with an ellipsis where something is left out.
  package func clipped(to width: Int) -> String {
    StyledCharacters(map { ($0, .plain) }).clipped(to: width).rendered(color: false)
  }
}
