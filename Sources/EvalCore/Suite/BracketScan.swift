/// Counts brackets outside strings.
struct BracketScan {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// Whether a comma here stands between the members of what the scan began with.
  var isBetweenMembers: Bool { depth == 1 && !isInString }

  /// Whether the bracket that the scan began with is closed by this byte.
  mutating func closes(after byte: UInt8) -> Bool {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
      return false
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      return depth == 0
    default: break
    }
    return false
  }
}
