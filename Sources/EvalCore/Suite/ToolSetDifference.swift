import OrderedJSON

/// What changed between two tool sets, in the order of the new one: made for `tools diff` and `tools fetch --check`.
package struct ToolSetDifference: Sendable {
  package let added: [Tool]
  package let removed: [Tool]
  /// Tools that differ in nothing but their name.
  package let renamed: [Renaming]
  package let changed: [Change]
  /// The server's own instructions, where they differ.
  package let instructions: TextChange?
  /// Estimated tokens of the whole list.
  package let tokens: TokenChange

  package var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && renamed.isEmpty && changed.isEmpty && instructions == nil
  }

  package struct Renaming: Sendable, Hashable {
    package let from: String
    package let to: String
  }

  package struct TextChange: Sendable, Hashable {
    package let before: String?
    package let after: String?

    package init(before: String?, after: String?) {
      self.before = before
      self.after = after
    }
  }

  package struct TokenChange: Sendable, Hashable {
    package let before: Int
    package let after: Int
  }

  /// A tool of the same name that is worded or shaped otherwise.
  package struct Change: Sendable {
    package let tool: String
    package let description: TextChange?
    /// Parameters by name, and `""` for the rest of the input schema.
    package let parameters: [ParameterChange]
    /// Every other top-level field that differs, `outputSchema` and `annotations` among them.
    package let fields: [String]
    package let tokens: TokenChange
  }

  package struct ParameterChange: Sendable, Hashable {
    package enum Kind: String, Sendable {
      case added, removed
      /// Nothing but its description.
      case description
      case schema
    }

    package let name: String
    package let kind: Kind
  }

  package init(from old: ToolSet, to new: ToolSet) {
    let before = old.tools.keyed(by: \.name)
    let after = new.tools.keyed(by: \.name)
    let gone = old.tools.filter { after[$0.name] == nil }
    let come = new.tools.filter { before[$0.name] == nil }
    let renamed = Self.renamings(from: gone, to: come)
    self.renamed = renamed
    removed = gone.filter { tool in !renamed.contains { $0.from == tool.name } }
    added = come.filter { tool in !renamed.contains { $0.to == tool.name } }
    changed = new.tools.compactMap { tool in before[tool.name].flatMap { Change(from: $0, to: tool) } }
    instructions = TextChange(from: old.instructions, to: new.instructions)
    tokens = TokenChange(before: old.estimatedTokens, after: new.estimatedTokens)
  }

  /// Pairs tools whose definitions are alike but for the name; each is used once.
  private static func renamings(from gone: [Tool], to come: [Tool]) -> [Renaming] {
    var left = Dictionary(grouping: gone, by: \.definition).mapValues { $0.map(\.name)[...] }
    return come.compactMap { tool in
      left[tool.definition]?.popFirst().map { Renaming(from: $0, to: tool.name) }
    }
  }
}

extension ToolSetDifference.TextChange {
  /// Nil where both are the same.
  fileprivate init?(from before: String?, to after: String?) {
    guard before.map(JSON.string) != after.map(JSON.string) else { return nil }
    self.init(before: before, after: after)
  }
}

extension ToolSetDifference.Change {
  /// Nil where both are the same, up to the order of members and the spelling of numbers.
  fileprivate init?(from old: Tool, to new: Tool) {
    guard old.json != new.json else { return nil }
    tool = new.name
    description = ToolSetDifference.TextChange(from: old.description, to: new.description)
    parameters = Self.parameters(from: old.declaredInputSchema, to: new.declaredInputSchema)
    let keys = new.json.keys + old.json.keys.filter { new.json[$0] == nil }
    fields = keys.filter { !["description", "inputSchema"].contains($0) && old.json[$0] != new.json[$0] }
    tokens = ToolSetDifference.TokenChange(before: old.estimatedTokens, after: new.estimatedTokens)
  }

  private static func parameters(from old: JSON?, to new: JSON?) -> [ToolSetDifference.ParameterChange] {
    let before = old?["properties"]?.objectValue ?? [:]
    let after = new?["properties"]?.objectValue ?? [:]
    let names = after.keys + before.keys.filter { after[$0] == nil }
    var changes = names.compactMap { name in
      kind(from: before[name], to: after[name]).map { ToolSetDifference.ParameterChange(name: name, kind: $0) }
    }
    if old?.without("properties") != new?.without("properties") {
      changes.append(ToolSetDifference.ParameterChange(name: "", kind: .schema))
    }
    return changes
  }

  private static func kind(from old: JSON?, to new: JSON?) -> ToolSetDifference.ParameterChange.Kind? {
    guard let old else { return .added }
    guard let new else { return .removed }
    if old == new { return nil }
    return old.without("description") == new.without("description") ? .description : .schema
  }
}

extension JSON {
  fileprivate func without(_ key: String) -> JSON {
    guard var object = objectValue else { return self }
    object[key] = nil
    return .object(object)
  }
}

extension Tool {
  /// Everything but the name.
  fileprivate var definition: JSON { JSON.object(json).without("name") }
}
