import Foundation
import OrderedJSON

/// Finds a tool call that a model wrote as text: bare or fenced JSON, between the tags that models are trained on, or as
/// `tool(argument=…)`.
enum CallInText {
  /// Text beyond this many bytes of an answer is not looked at.
  private static let longest = 65_536
  private static let mostPieces = 64
  private static let tags = [
    ("<tool_call>", "</tool_call>"), ("<function_call>", "</function_call>"), ("<tools>", "</tools>"),
    ("[TOOL_CALLS]", "\n\n"),
    ("<|python_tag|>", "<|eom_id|>"), ("```", "```"),
  ]

  /// The name of an offered tool that an answer of the transcript writes a call of.
  static func tool(in transcript: Transcript, _ catalogue: Catalogue) -> String? {
    transcript.turns.lazy.compactMap(\.answer.text).compactMap { tool(in: $0, catalogue) }.first
  }

  static func tool(in text: String, _ catalogue: Catalogue) -> String? {
    let text = String(decoding: text.utf8.prefix(longest), as: UTF8.self)
    return pieces(of: text).lazy.compactMap { piece in
      tool(inJSON: piece, catalogue) ?? tool(inCode: piece, catalogue)
    }.first
  }

  /// The whole text and every part that stands between marks.
  private static func pieces(of text: String) -> [Substring] {
    var pieces = [trimmed(text[...])]
    for (open, close) in tags {
      var rest = text[...]
      while pieces.count < mostPieces, let start = rest.range(of: open) {
        rest = rest[start.upperBound...]
        let end = rest.range(of: close)
        pieces.append(trimmed(withoutLanguage(rest[..<(end?.lowerBound ?? rest.endIndex)])))
        rest = end.map { rest[$0.upperBound...] } ?? ""
      }
    }
    return pieces + objects(in: text)
  }

  /// Objects that start a line, up to the bracket that closes them.
  private static func objects(in text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start: String.Index?
    var scan = BracketScan()
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if start == nil, byte == UInt8(ascii: "{"), startsLine(index, text) {
        start = index
        scan = BracketScan()
      }
      guard let begun = start, scan.closes(after: byte) else { continue }
      pieces.append(text[begun...index])
      start = nil
      if pieces.count == mostPieces { break }
    }
    return pieces
  }

  private static func startsLine(_ index: String.Index, _ text: String) -> Bool {
    let before = text.utf8[..<index].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    return before == nil || before == UInt8(ascii: "\n")
  }

  /// A fence's first line may name a language.
  private static func withoutLanguage(_ piece: Substring) -> Substring {
    let word = piece.prefix { $0.isLetter || $0 == "_" }
    let rest = piece[word.endIndex...]
    return rest.first.map(\.isNewline) == true ? rest : piece
  }

  private static func trimmed(_ piece: Substring) -> Substring {
    var piece = piece.drop(while: \.isWhitespace)
    while piece.last?.isWhitespace == true { piece.removeLast() }
    return piece
  }

  private static func tool(inJSON piece: Substring, _ catalogue: Catalogue) -> String? {
    guard piece.first == "{" || piece.first == "[", let value = try? JSON(parsing: piece.utf8) else { return nil }
    return tool(in: value, catalogue, depth: 5)
  }

  private static func tool(in value: JSON, _ catalogue: Catalogue, depth: Int) -> String? {
    guard depth > 0 else { return nil }
    if let elements = value.arrayValue {
      return elements.prefix(mostPieces).lazy.compactMap { tool(in: $0, catalogue, depth: depth - 1) }.first
    }
    guard let object = value.objectValue else { return nil }
    for key in ["name", "tool", "tool_name", "function", "function_name"] {
      if let name = object[key]?.stringValue, catalogue[name] != nil { return name }
    }
    for key in ["function", "function_call", "tool_call", "tool_calls", "calls"] {
      if let inner = object[key], let name = tool(in: inner, catalogue, depth: depth - 1) { return name }
    }
    // {"TOOL": {arguments}}
    guard object.count == 1, let only = object.members.first, only.value.objectValue != nil else { return nil }
    return catalogue[only.key] == nil ? nil : only.key
  }

  private static func tool(inCode piece: Substring, _ catalogue: Catalogue) -> String? {
    let code = piece.first == "[" ? piece.dropFirst() : piece
    guard let open = code.firstIndex(of: "("), code.last == ")" || code.hasSuffix(")]") else { return nil }
    let name = String(code[..<open])
    return catalogue[name] == nil ? nil : name
  }
}

/// Counts brackets outside strings.
private struct BracketScan {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

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
