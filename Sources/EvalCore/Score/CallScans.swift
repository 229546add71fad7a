/// Reads the tool's name out of JSON that is cut off or broken: the value of the first key that names one, before any
/// arguments, or the first key where an object follows it.
struct NameScan {
  static let nameKeys = ["name", "tool", "tool_name", "function", "function_name"]

  let name: String?

  init(_ bytes: ArraySlice<UInt8>) {
    var key: String?
    var isFirst = true
    var found: String?
    var index = bytes.startIndex
    while index < bytes.endIndex, found == nil {
      guard bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      guard let end = Self.end(of: bytes[(index + 1)...]) else { break }
      let text = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      let rest = bytes[(end + 1)...].drop(while: \.isBlank)
      if rest.first == UInt8(ascii: ":") {
        let value = rest.dropFirst().drop(while: \.isBlank).first
        if Self.nameKeys.contains(text) || text == "type" || text == "id" || text.hasSuffix("_id")
          || text.hasSuffix("calls")
        {
          key = text
        } else {
          if isFirst, value == UInt8(ascii: "{") { found = text }
          break
        }
        isFirst = false
      } else if let known = key, Self.nameKeys.contains(known) {
        found = text
      }
      index = end + 1
    }
    name = found
  }

  private static func end(of text: ArraySlice<UInt8>) -> Int? {
    var isEscaped = false
    return text.firstIndex { byte in
      defer { isEscaped = !isEscaped && byte == UInt8(ascii: "\\") }
      return !isEscaped && byte == UInt8(ascii: "\"")
    }
  }
}

/// Reads calls that are written as code: `name(…)`, `name.call(…)`, `print(name(…))`, one or more, in a list or in lines.
struct CodeScan {
  /// Of what is called, in order.
  private(set) var names: [String] = []
  /// Whether there is nothing else, and all of it is closed.
  private(set) var isCallsAlone = false
  private static let most = 64

  init(_ code: ArraySlice<UInt8>) {
    var rest = code.drop { $0.isBlank }
    let isList = rest.first == UInt8(ascii: "[")
    if isList { rest = rest.dropFirst() }
    while names.count < Self.most {
      rest = rest.drop { $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
      let word = rest.prefix(while: Self.isOfName)
      guard !word.isEmpty, word.endIndex < rest.endIndex, rest[word.endIndex] == UInt8(ascii: "(") else { break }
      let inner = rest[(word.endIndex + 1)...]
      let name = String(decoding: word, as: UTF8.self)
      names.append(name == "print" ? Self.first(in: inner) : name.hasSuffix(".call") ? String(name.dropLast(5)) : name)
      guard let end = Self.closing(of: rest[word.endIndex...]) else { return }
      rest = rest[(end + 1)...]
    }
    if isList, rest.first == UInt8(ascii: "]") { rest = rest.dropFirst() } else if isList { return }
    isCallsAlone = !names.isEmpty && rest.allSatisfy(\.isBlank)
  }

  private static func first(in code: ArraySlice<UInt8>) -> String {
    String(decoding: code.prefix(while: isOfName), as: UTF8.self)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"): true
    default: false
    }
  }

  /// Where the bracket that the code begins with is closed, outside of strings in either quote.
  private static func closing(of code: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var quote: UInt8?
    var isEscaped = false
    return code.firstIndex { byte in
      defer { isEscaped = !isEscaped && byte == UInt8(ascii: "\\") }
      if let open = quote {
        if byte == open, !isEscaped { quote = nil }
        return false
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      return depth == 0
    }
  }
}
