import EvalCore

/// A matcher that stands alone.
enum MatcherWord: String, CaseIterable {
  case any = "~any"
  case present = "~present"
  case absent = "~absent"
  case nothing = "~nothing"

  var matcher: Matcher {
    switch self {
    case .any: .any
    case .present: .present
    case .absent: .absent
    case .nothing: .nothing
    }
  }

  /// Whether a text or key is meant as a matcher: `~` before a letter, so that `~/x` is a plain text.
  static func isWord(_ text: String) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "~"), let letter = bytes.next() else { return false }
    return 0x61...0x7A ~= letter | 0x20
  }
}
