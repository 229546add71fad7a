import JSONSchema
import LinearRegex
import OrderedJSON

/// Arguments that were cut off while they were written: the members that came whole, and the text that was begun.
struct CutArguments {
  private(set) var whole: JSONObject = [:]
  /// The last member, where it is a text without an end.
  private(set) var begun: (name: String, text: String)?

  /// Nil for what is no beginning of an object.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let open = bytes.firstIndex(where: { !$0.isBlank }), bytes[open] == UInt8(ascii: "{") else { return nil }
    let last = Self.lastComma(bytes[open...])
    if let last {
      guard let read = try? JSON(parsing: bytes[open..<last] + [UInt8(ascii: "}")]), let object = read.objectValue
      else {
        return nil
      }
      whole = object
    }
    begun = Self.begun(bytes[((last ?? open) + 1)...])
  }

  /// The last comma between members.
  private static func lastComma(_ bytes: ArraySlice<UInt8>) -> Int? {
    var scan = BracketScan()
    var comma: Int?
    for index in bytes.indices {
      _ = scan.closes(after: bytes[index])
      if bytes[index] == UInt8(ascii: ","), scan.isBetweenMembers { comma = index }
    }
    return comma
  }

  /// A member of which its name and the beginning of a text are there.
  private static func begun(_ member: ArraySlice<UInt8>) -> (name: String, text: String)? {
    var rest = member.drop(while: \.isBlank)
    guard let end = endOfText(rest), let name = (try? JSON(parsing: rest[...end]))?.stringValue else { return nil }
    rest = rest[(end + 1)...].drop(while: \.isBlank)
    guard rest.first == UInt8(ascii: ":") else { return nil }
    rest = rest.dropFirst().drop(while: \.isBlank)
    guard rest.first == UInt8(ascii: "\""), endOfText(rest) == nil else { return nil }
    // An escape, or a character, may be cut off, too.
    for cut in 0...6 where cut < rest.count {
      if let text = (try? JSON(parsing: rest.dropLast(cut) + [UInt8(ascii: "\"")]))?.stringValue { return (name, text) }
    }
    return nil
  }

  /// The quote that ends a text; nil where there is none, or the text does not begin with one.
  private static func endOfText(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.first == UInt8(ascii: "\"") else { return nil }
    var isEscaped = false
    return bytes.indices.dropFirst().first { index in
      defer { isEscaped = !isEscaped && bytes[index] == UInt8(ascii: "\\") }
      return bytes[index] == UInt8(ascii: "\"") && !isEscaped
    }
  }
}

extension String {
  /// Whether it begins neither as JSON nor, with a mark, as reasoning before it.
  package var beginsAsProse: Bool { first { !$0.isWhitespace }.map { !"{<[".contains($0) } ?? false }
}

extension Catalogue {
  /// Why nothing that begins so could fit the tool's schema: a whole member that does not, or a text that breaks its pattern, or
  /// its length, already. Nil where that cannot be told.
  package func misfit(ofCut text: String, to name: String) -> String? {
    guard let tool = self[name] else { return nil }
    if text.beginsAsProse {
      return ": expected an object, found '\(text.excerpt(limit: 80))'"
    }
    guard let arguments = CutArguments(text) else { return nil }
    // What is missing may have been to come.
    if let failure = schemaFailures(arguments.whole, of: name).first(where: {
      !$0.instance.isEmpty && $0.missing.isEmpty
    }) {
      return " at \(failure.instance): \(failure.message)"
    }
    if let begun = arguments.begun, tool.inputSchema["additionalProperties"] == false,
      !undeclaredArguments([begun.name: .null], of: name).isEmpty
    {
      return ": expected no member '\(begun.name.excerpt(limit: 40))'"
    }
    guard let begun = arguments.begun, let schema = tool.inputSchema["properties"]?[begun.name] else { return nil }
    if let pattern = schema["pattern"]?.stringValue, let regex = try? LinearRegex(pattern, syntax: .ecma262),
      !regex.canMatch(beginningWith: begun.text)
    {
      return " at /\(begun.name): expected a text that fits the pattern '\(pattern)'"
    }
    if let most = schema["maxLength"]?.numberValue?.intValue, begun.text.unicodeScalars.count > most {
      return " at /\(begun.name): expected at most \(most) characters"
    }
    return nil
  }
}
