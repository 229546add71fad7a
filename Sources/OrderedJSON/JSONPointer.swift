/// The way from a JSON value to a value inside it (RFC 6901); the empty pointer is the value itself.
package struct JSONPointer: Sendable {
  /// Keys and array indices, unescaped.
  package var tokens: [String]

  package init(_ tokens: [String] = []) { self.tokens = tokens }

  /// Reads `/a/b~1c/0`; nil where `text` is neither empty nor starts with '/', or where a '~' is not '~0' or '~1'.
  package init?(parsing text: String) {
    guard text.isEmpty || text.utf8.first == UInt8(ascii: "/") else { return nil }
    tokens = []
    // By bytes: a '/' followed by a combining mark is one Character, which a split by Character would miss.
    for token in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
      guard let token = Self.unescape(Substring(token)) else { return nil }
      tokens.append(token)
    }
  }

  private static func unescape(_ text: Substring) -> String? {
    guard text.utf8.contains(UInt8(ascii: "~")) else { return String(text) }
    var scalars = String.UnicodeScalarView()
    var rest = text.unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "~" else {
        scalars.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "0": scalars.append("~")
      case "1": scalars.append("/")
      default: return nil
      }
    }
    return String(scalars)
  }

  package var isEmpty: Bool { tokens.isEmpty }

  package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }
  package func appending(_ index: Int) -> JSONPointer { appending(String(index)) }
  package func appending(_ other: JSONPointer) -> JSONPointer { JSONPointer(tokens + other.tokens) }

  /// The index that `token` names in an array: digits without a leading zero.
  static func arrayIndex(_ token: String) -> Int? {
    let digits = token.utf8
    guard digits.allSatisfy({ 0x30...0x39 ~= $0 }), digits.count == 1 || digits.first != 0x30 else { return nil }
    return Int(token)
  }
}

extension JSONPointer: Hashable {
  package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    left.tokens.count == right.tokens.count
      && zip(left.tokens, right.tokens).allSatisfy { $0.hasSameScalars(as: $1) }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(tokens.count)
    for token in tokens { token.hashScalars(into: &hasher) }
  }
}

extension JSONPointer: CustomStringConvertible {
  package var description: String {
    var text = ""
    for token in tokens {
      text += "/"
      for scalar in token.unicodeScalars {
        switch scalar {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    return text
  }
}

extension JSON {
  /// The value that `pointer` leads to, or nil where it leads nowhere.
  package subscript(pointer pointer: JSONPointer) -> JSON? {
    var value = self
    for token in pointer.tokens {
      guard let next = value.child(token) else { return nil }
      value = next
    }
    return value
  }

  private func child(_ token: String) -> JSON? {
    switch self {
    case .object(let object): object[token]
    case .array: JSONPointer.arrayIndex(token).flatMap { self[$0] }
    default: nil
    }
  }
}
