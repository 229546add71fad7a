import EvalCore
import OrderedJSON

/// Makes cases of rows, one by one, so that ids stay unique.
struct RowReader {
  private let options: RowImport
  private let complaints: Complaints
  private let tools: VisibleTools?
  private var ids = UniqueIDs()
  /// Rows left out because of their tool, by its name.
  private(set) var skipped: [String: Int] = [:]

  init(_ options: RowImport, _ complaints: Complaints) {
    self.options = options
    self.complaints = complaints
    tools = options.toolSet.map { VisibleTools(variant: "", names: NameMap(), tools: $0.tools) }
  }

  /// Nil, mostly with a complaint, for a row that cannot be used.
  mutating func evalCase(_ row: LocatedNode) -> JSONObject? {
    guard let prompt = prompt(row), let expectation = expectation(row) else { return nil }
    let columns = options.columns
    let id = self.text(columns.id, row) ?? Slug.of(prompt.text, words: 7)
    var evalCase: JSONObject = ["id": .string(ids.unique(id)), "prompt": prompt.value, "expect": expectation]
    let forbidden = others(columns.forbid, row)
    if !forbidden.isEmpty { evalCase["forbid"] = .array(forbidden.map { SuiteWriter.call($0) }) }
    let tags = columns.tags.flatMap { texts($0, row) }
    if !tags.isEmpty { evalCase["tags"] = .array(tags.map(JSON.string)) }
    evalCase["note"] = text(columns.note, row).map(JSON.string)
    return evalCase
  }

  private func prompt(_ row: LocatedNode) -> (value: JSON, text: String)? {
    let texts = texts(options.columns.prompt, row)
    guard let first = texts.first else {
      complaints.warning(at: row.position, "the row has no text at '\(options.columns.prompt)' and is left out")
      return nil
    }
    return (texts.count == 1 ? .string(first) : .array(texts.map(JSON.string)), first)
  }

  private mutating func expectation(_ row: LocatedNode) -> JSON? {
    let columns = options.columns
    if let node = columns.none.flatMap({ RowPath($0).value(in: row) }), Self.isTrue(node) { return "none" }
    let names = texts(columns.tool, row)
    if saysNone(names, row) { return "none" }
    guard let tool = names.first, names.count == 1 else {
      let found = names.isEmpty ? "none" : "\(names.count)"
      complaints.warning(
        at: row.position, "expected one tool at '\(columns.tool)', found \(found): the row is left out")
      return nil
    }
    let acceptable = others(columns.acceptable, row).filter { $0 != tool }
    guard isKnown(tool) else {
      leaveOut(tool, row)
      return nil
    }
    let call = SuiteWriter.call(tool, arguments: arguments(row, of: tool))
    return acceptable.isEmpty ? call : ["any_of": .array([call] + acceptable.map { SuiteWriter.call($0) })]
  }

  private mutating func leaveOut(_ tool: String, _ row: LocatedNode) {
    skipped[tool, default: 0] += 1
    if !options.skipsUnknown { complainOfUnknown(tool, options.columns.tool, row) }
  }

  /// The tools at a path beside the expected one; one that the tool set does not have would protect, or allow, nothing.
  private func others(_ path: String?, _ row: LocatedNode) -> [String] {
    texts(path, row).filter { tool in
      if isKnown(tool) { return true }
      if Self.nobody.contains(tool.lowercased()) { return false }
      if options.skipsUnknown {
        complaints.warning(at: position(path, row), "unknown tool '\(tool.excerpt)': it is left out")
      } else {
        complainOfUnknown(tool, path, row)
      }
      return false
    }
  }

  private func complainOfUnknown(_ tool: String, _ path: String?, _ row: LocatedNode) {
    complaints.error(
      at: position(path, row), "unknown tool '\(tool.excerpt)'",
      fix: complaints.isFull
        ? nil : Suggestion.nearest(to: tool, among: tools?.shownNames ?? []).map { "did you mean '\($0)'?" })
  }

  private func position(_ path: String?, _ row: LocatedNode) -> FilePosition {
    path.flatMap { RowPath($0).value(in: row) }?.position ?? row.position
  }

  private func isKnown(_ tool: String) -> Bool { tools.map { $0[tool] != nil } ?? true }

  private static func isTrue(_ node: LocatedNode) -> Bool {
    switch node.content {
    case .bool(let value): value
    case .string(let text): ["true", "yes", "1"].contains(text.lowercased())
    case .number(let number): number.intValue == 1
    default: false
    }
  }

  private static let nobody: Set = ["none", "null", "nil", "n/a", "-"]

  /// Whether the tool is there and is nothing: null, an empty text or list, or a word for it that is no tool's name.
  private func saysNone(_ names: [String], _ row: LocatedNode) -> Bool {
    if let name = names.first { return names.count == 1 && Self.nobody.contains(name.lowercased()) && !isTool(name) }
    guard let node = RowPath(options.columns.tool).node(in: row) else { return false }
    return node.isNull || node.stringValue != nil || node.array?.isEmpty == true
  }

  private func isTool(_ name: String) -> Bool { tools?[name] != nil }
}

// MARK: - Fields

extension RowReader {
  private func text(_ path: String?, _ row: LocatedNode) -> String? { texts(path, row).first }

  /// The texts at a path: one, or all of a list; numbers as they are spelled. Blank ones count for nothing.
  private func texts(_ path: String?, _ row: LocatedNode) -> [String] {
    guard let path, let node = RowPath(path).value(in: row) else { return [] }
    return (node.array ?? [node]).compactMap { element in
      switch element.content {
      case .string(let text): text.trimmed.isEmpty ? nil : text.trimmed
      case .number(let number): number.text
      default: nil
      }
    }
  }

  private func arguments(_ row: LocatedNode, of tool: String) -> JSON? {
    var arguments: JSONObject = [:]
    if options.argumentsAs != .any, let path = options.columns.arguments, let node = RowPath(path).value(in: row) {
      let value = node.stringValue.flatMap { try? JSON(parsing: $0) } ?? node.json
      if value.objectValue == nil {
        complaints.warning(at: node.position, "expected arguments as a map, found \(node.found): they are left out")
      }
      for (key, value) in value.objectValue ?? [:] where canTake(key, value, tool, node[key]?.position ?? node.position)
      {
        arguments[key] = matcher(value)
      }
    }
    for name in texts(options.columns.absent, row) where arguments[name] == nil { arguments[name] = "~absent" }
    guard !arguments.isEmpty else { return nil }
    // A map of arguments cannot have a key that looks like a matcher.
    return arguments.keys.contains(where: \.isTildeWord) ? ["~equals": .object(arguments)] : .object(arguments)
  }

  /// Complains about an argument that no call of the tool can have.
  private func canTake(_ name: String, _ value: JSON, _ tool: String, _ position: FilePosition) -> Bool {
    guard let tools, let known = tools[tool], let schema = tools.schema(of: tool) else { return true }
    var problem: (message: String, fix: String?)?
    if schema.isUndeclared(name) {
      let fix = Suggestion.nearest(to: name, among: schema.names).map { "did you mean '\($0)'?" }
      problem = ("'\(tool.excerpt)' has no parameter '\(name.excerpt)'", fix)
    } else {
      problem = LiteralCheck(tool: known, schema: schema).problem(with: value, at: [name])
    }
    guard let problem else { return true }
    if options.skipsUnknown {
      complaints.warning(at: position, problem.message + ": the argument is left out")
    } else {
      complaints.error(at: position, problem.message, fix: problem.fix)
    }
    return false
  }

  private func matcher(_ value: JSON) -> JSON {
    switch (options.argumentsAs, value) {
    case (.contains, .string(let text)) where !text.trimmed.isEmpty: ["~contains": value]
    case (.text, .string): ["~text": value]
    default: value.holdsTildeWord ? ["~equals": value] : value
    }
  }
}

extension JSON {
  fileprivate var holdsTildeWord: Bool {
    switch self {
    case .string(let text): text.isTildeWord
    case .array(let elements): elements.contains(where: \.holdsTildeWord)
    case .object(let object): object.contains { $0.key.isTildeWord || $0.value.holdsTildeWord }
    case .null, .bool, .number: false
    }
  }
}

extension String {
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
