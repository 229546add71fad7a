import OrderedJSON

/// Looks for a call of an offered tool in a written answer, template by template; in time that grows with the text alone,
/// because no more than so many marks are followed.
struct CallReader {
  private let answer: WrittenAnswer
  private let catalogue: Catalogue
  private var bytes: [UInt8] { answer.bytes }
  /// As many marks, objects and calls are followed.
  private static let most = 64
  private static let longestName = 256

  /// The templates with each of their marks, by the mark's first byte.
  private static let marks: [UInt8: [(mark: [UInt8], form: CallTemplate.Form)]] = Dictionary(
    grouping: CallTemplates.all.flatMap { row in row.marks.map { (mark: Array($0.utf8), form: row.form) } },
    by: \.mark[0])
  private static let unmarkedForms = CallTemplates.all.filter(\.marks.isEmpty).map(\.form)
  /// What fences that hold a call instead of showing one are labelled.
  private static let labels: Set<String> = ["json", "tool_call", "tool_calls"]

  /// The tools whose names APIs do not take as they are, by what becomes of them.
  private let wireNames: [String: String]

  init(_ answer: WrittenAnswer, _ catalogue: Catalogue) {
    self.answer = answer
    self.catalogue = catalogue
    let renamed = catalogue.tools.lazy.map(\.name).filter { !$0.utf8.allSatisfy(Self.isSafe) }
    wireNames = Dictionary(firstOf: renamed.map { (Self.safe($0), $0) })
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func safe(_ name: String) -> String {
    String(name.unicodeScalars.map { isSafe(UInt8(exactly: $0.value) ?? 0) ? Character($0) : "_" })
  }

  /// The tool of a call that begins with a template's mark, outside of code and of quotes.
  var marked: String? {
    var followed = 0
    var code = answer.code[...]
    // From a mark to its line's end backticks are of its arguments.
    var arguments = 0..<0
    var index = 0
    while index < bytes.count, followed < Self.most {
      while let range = code.first, range.upperBound <= index || arguments.contains(range.lowerBound) {
        code = code.dropFirst()
      }
      let isInCode = code.first.map { $0.lowerBound < index } ?? false
      for (mark, form) in Self.marks[bytes[index]] ?? []
      where !isInCode && !isQuoted(index) && bytes[index...].starts(with: mark) {
        followed += 1
        arguments = index + mark.count..<(bytes[(index + mark.count)...].firstIndex(of: 0x0A) ?? bytes.count)
        if let tool = tool(in: form, from: index + mark.count) { return tool }
      }
      index += 1
    }
    return nil
  }

  /// The tool of a call without marks: the whole answer, an object that begins a line, or a last fence that says what it holds.
  var unmarked: String? {
    if let tool = tool(inPiece: 0..<bytes.count) { return tool }
    for fence in answer.fences.prefix(Self.most) where Self.labels.contains(fence.label) && answer.isLast(fence) {
      if let tool = tool(inPiece: fence.content) { return tool }
    }
    return objects.lazy.compactMap { tool(inJSON: $0) }.first
  }

  /// In quotes a mark is talked about.
  private func isQuoted(_ index: Int) -> Bool {
    index > 0 && bytes[index] != UInt8(ascii: "`") && Self.quotes.contains { bytes[..<index].ends(with: $0) }
  }

  private static let quotes = ["`", "\"", "'", "“", "‘", "«"].map { Array($0.utf8) }

  // MARK: Forms

  private func tool(in form: CallTemplate.Form, from start: Int) -> String? {
    switch form {
    case .json: tool(inJSONFrom: start)
    case .code: CodeScan(bytes[start...]).names.lazy.compactMap(offered).first
    case .name(let ends, let arguments): tool(namedFrom: start, ends, arguments)
    }
  }

  /// A piece that is nothing but a call, or several.
  private func tool(inPiece piece: Range<Int>) -> String? {
    guard let first = piece.first(where: { !bytes[$0].isBlank }),
      let last = piece.last(where: { !bytes[$0].isBlank })
    else { return nil }
    let piece = first..<(last + 1)
    return Self.unmarkedForms.lazy.compactMap { form -> String? in
      switch form {
      case .json: tool(inJSON: piece)
      case .code:
        CodeScan(bytes[piece]).isCallsAlone ? CodeScan(bytes[piece]).names.lazy.compactMap(offered).first : nil
      case .name(let ends, let arguments):
        isClosed(from: piece) ? tool(namedFrom: first, ends, arguments) : nil
      }
    }.first
  }

  /// Whether what follows the first line is one whole object, and more than it at most.
  private func isClosed(from piece: Range<Int>) -> Bool {
    guard let line = bytes[piece].firstIndex(of: 0x0A), let open = bytes[line...].firstIndex(where: { !$0.isBlank })
    else { return false }
    return bytes[open] == UInt8(ascii: "{") && closing(from: open) != nil
  }

  private func tool(namedFrom start: Int, _ ends: [String], _ arguments: [String]) -> String? {
    let start = bytes[start...].firstIndex { !$0.isBlank } ?? bytes.count
    let window = bytes[start..<min(bytes.count, start + Self.longestName)]
    let found = ends.compactMap { window.firstRange(of: Array($0.utf8)) }.min { $0.lowerBound < $1.lowerBound }
    // What is cut off ends with the text.
    guard let end = found ?? (window.endIndex == bytes.count ? window.endIndex..<window.endIndex : nil),
      let name = String(validating: window[..<end.lowerBound], as: UTF8.self), let tool = offered(name)
    else { return nil }
    if arguments.isEmpty { return tool }
    let rest = bytes[(ends.contains(" ") || ends.contains("<|") ? end.lowerBound : end.upperBound)...]
      .drop(while: \.isBlank)
    return rest.isEmpty || arguments.contains { rest.starts(with: $0.utf8) } ? tool : nil
  }

  /// An offered tool by the name that a template gives it: some put a namespace before it and a number after it.
  private func offered(_ name: String) -> String? {
    var name = name[...]
    while let first = name.first, first.isWhitespace || first == "\"" { name.removeFirst() }
    while let last = name.last, last.isWhitespace || last == "\"" { name.removeLast() }
    if let tool = known(name) { return tool }
    for prefix in ["functions.", "tools."] where name.hasPrefix(prefix) { name = name.dropFirst(prefix.count) }
    if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].allSatisfy(\.isNumber) {
      name = name[..<colon]
    }
    return known(name)
  }

  private func known(_ name: Substring) -> String? {
    catalogue[String(name)]?.name ?? wireNames[String(name)]
  }

  // MARK: JSON

  /// One value or several, whole or cut off.
  private func tool(inJSONFrom start: Int) -> String? {
    var start = start
    for _ in 0..<Self.most {
      let rest = bytes[start...].drop { $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
      guard let first = rest.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
      guard let end = closing(from: rest.startIndex) else { return NameScan(rest).name.flatMap(offered) }
      let value = rest.startIndex..<(end + 1)
      if let tool = tool(inJSON: value) ?? spoilt(value) { return tool }
      start = end + 1
    }
    return nil
  }

  /// The tool of JSON that is none, such as with quotes inside quotes.
  private func spoilt(_ value: Range<Int>) -> String? {
    (try? JSON(parsing: bytes[value])) == nil ? NameScan(bytes[value]).name.flatMap(offered) : nil
  }

  private func closing(from start: Int) -> Int? {
    var scan = BracketScan()
    return bytes[start...].firstIndex { scan.closes(after: $0) }
  }

  private func tool(inJSON piece: Range<Int>) -> String? {
    guard let first = piece.first, bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "["),
      let value = try? JSON(parsing: bytes[piece])
    else { return nil }
    return tool(in: value, depth: 5)
  }

  /// Objects that begin a line outside of code, up to the bracket that closes them.
  private var objects: [Range<Int>] {
    var objects: [Range<Int>] = []
    var index = 0
    var beginsLine = true
    var code = answer.code[...]
    while index < bytes.count, objects.count < Self.most {
      if let range = code.first, range.lowerBound <= index {
        index = max(index, range.upperBound)
        code = code.dropFirst()
        // A fence ends with its line, a span within one.
        beginsLine = index > 0 && bytes[index - 1] == 0x0A
        continue
      }
      if beginsLine, bytes[index] == UInt8(ascii: "{") {
        guard let end = closing(from: index) else { break }
        objects.append(index..<(end + 1))
        index = end
      }
      beginsLine = bytes[index] == 0x0A || beginsLine && bytes[index].isBlank
      index += 1
    }
    return objects
  }

  private func tool(in value: JSON, depth: Int) -> String? {
    guard depth > 0 else { return nil }
    if let elements = value.arrayValue {
      return elements.prefix(Self.most).lazy.compactMap { tool(in: $0, depth: depth - 1) }.first
    }
    guard let object = value.objectValue, !object.isDefinition else { return nil }
    for key in NameScan.nameKeys { if let tool = object[key]?.stringValue.flatMap(offered) { return tool } }
    for key in ["function", "function_call", "tool_call", "tool_calls", "calls"] {
      if let inner = object[key], let tool = tool(in: inner, depth: depth - 1) { return tool }
    }
    // {"TOOL": {arguments}}
    guard object.count == 1, let only = object.members.first, only.value.objectValue != nil else { return nil }
    return offered(only.key)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}

extension JSONObject {
  /// Whether it says what a tool is instead of calling it.
  fileprivate var isDefinition: Bool {
    self["description"] != nil || self["inputSchema"] != nil || self["input_schema"] != nil
      || self["parameters"]?["properties"] != nil
  }
}
