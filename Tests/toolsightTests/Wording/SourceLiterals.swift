/// The string literals of a Swift source in their order, as a person would be shown them: an interpolation as `…`, and those
/// that `+` joins as one. A literal inside of an interpolation stands for itself; comments and regular expressions have none.
struct SourceLiterals {
  private(set) var found: [String] = []

  private let bytes: [UInt8]
  private var index = 0
  private var before = Neighbor.code

  /// What stands between the last literal and the index, apart from white space.
  private enum Neighbor { case code, literal, plus }

  init(_ source: String) {
    bytes = Array(source.utf8)
    readCode(until: nil)
  }

  /// Reads code up to its end, or past the parenthesis that ends an interpolation.
  private mutating func readCode(until end: UInt8?) {
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "/") where starts("//"): skip(past: "\n")
      case UInt8(ascii: "/") where starts("/*"): skip(past: "*/")
      case UInt8(ascii: "#") where starts("#/"): skip(past: "/#")
      case UInt8(ascii: "\""): readLiteral(hashes: 0)
      case UInt8(ascii: "#") where starts("#\""): readLiteral(hashes: 1)
      case UInt8(ascii: "#") where starts("##\""): readLiteral(hashes: 2)
      case end where depth == 0:
        index += 1
        return
      default:
        index += 1
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if byte > UInt8(ascii: " ") { before = byte == UInt8(ascii: "+") && before == .literal ? .plus : .code }
      }
    }
  }

  private mutating func readLiteral(hashes: Int) {
    let joins = before == .plus
    index += hashes
    let quotes = starts(#"""""#) ? 3 : 1
    index += quotes
    let marks = String(repeating: "#", count: hashes)
    let (closing, escape) = (String(repeating: "\"", count: quotes) + marks, "\\" + marks)
    var value: [UInt8] = []
    while index < bytes.count, !starts(closing) {
      if starts(escape) {
        index += escape.utf8.count
        value += Array(readEscape().utf8)
      } else {
        value.append(bytes[index])
        index += 1
      }
    }
    index += closing.utf8.count
    let text = String(decoding: value, as: UTF8.self)
    if joins { found[found.count - 1] += text } else { found.append(quotes == 3 ? text.withoutIndentation : text) }
    before = .literal
  }

  /// Reads what follows a backslash.
  private mutating func readEscape() -> String {
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "("):
      readCode(until: UInt8(ascii: ")"))
      return "…"
    case UInt8(ascii: "u"):
      let start = index + 1
      skip(past: "}")
      let code = UInt32(String(decoding: bytes[start..<index - 1], as: UTF8.self), radix: 16)
      return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    case UInt8(ascii: "\n"):
      while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
      return ""
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    default: return String(decoding: [byte], as: UTF8.self)
    }
  }

  private func starts(_ word: String) -> Bool { bytes[index...].starts(with: word.utf8) }

  private mutating func skip(past word: String) {
    while index < bytes.count, !starts(word) { index += 1 }
    index += word.utf8.count
  }
}

extension String {
  /// A literal of several lines without the indentation of its last one.
  fileprivate var withoutIndentation: String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    let indentation = lines.popLast()?.count ?? 0
    return lines.map { $0.prefix(indentation).allSatisfy(\.isWhitespace) ? $0.dropFirst(indentation) : $0 }
      .joined(separator: "\n")
  }
}
