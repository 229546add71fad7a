import EvalCore
import OrderedJSON

/// Reads `rename`: what this variant calls the control's tools and arguments. Where the variant is the control's own
/// tools with edits, it renames them too, all at once.
struct RenameReader {
  let control: Variant
  let complaints: Complaints

  private struct Renaming {
    let name: String
    let position: FilePosition
    let node: LocatedNode
    let fields: Fields
    let toNode: LocatedNode
    let to: String
    let arguments: [(old: LocatedNode.Member, new: String)]
    let add: [LocatedNode.Member]

    var entry: NameMap.Entry {
      NameMap.Entry(
        to: to, arguments: Dictionary(firstOf: arguments.map { ($0.old.key, $0.new) }),
        add: JSONObject(add.map { ($0.key, $0.value.json) }))
    }
  }

  func read(_ node: LocatedNode, into draft: inout VariantDraft) {
    let old = Self.byName(control.toolSet.tools)
    let members = node.map("rename", complaints)
    let renamings = (members ?? []).compactMap { renaming($0, among: old) }
    if renamings.count != members?.count { draft.isRenamed = false }
    if !draft.isReplacement { rename(renamings, in: &draft) }
    let shown = Self.byName(draft.tools.map(\.tool))
    for renaming in renamings {
      check(renaming, from: old[renaming.name], among: shown, isComplete: draft.isComplete && draft.isRenamed)
      draft.entries[renaming.name] = renaming.entry
    }
    checkMerges(renamings, among: old, in: draft)
  }

  private static func byName(_ tools: [Tool]) -> [String: Tool] {
    tools.keyed(by: \.name)
  }

  private func renaming(_ member: LocatedNode.Member, among known: [String: Tool]) -> Renaming? {
    if known[member.key] == nil {
      complaints.error(
        at: member.keyPosition, "unknown tool '\(member.key.excerpt)'",
        fix: Suggestion.fix(for: member.key, among: control.toolSet.tools.map(\.name)))
      return nil
    }
    if let name = member.value.stringValue {
      complaints.error(
        at: member.value.position, "expected a map, found '\(name.excerpt)'", fix: "write {to: \(name.excerpt)}")
      return nil
    }
    guard let fields = Fields(member.value, .rename, complaints),
      let toNode = fields.required("to", complaints), let to = toNode.nonEmptyString("to", complaints)
    else { return nil }
    let arguments = (fields["arguments"]?.map("arguments", complaints) ?? []).compactMap { argument in
      argument.value.nonEmptyString("the new name of an argument", complaints).map { (old: argument, new: $0) }
    }
    return Renaming(
      name: member.key, position: member.keyPosition, node: member.value, fields: fields, toNode: toNode, to: to,
      arguments: arguments, add: fields["add"]?.map("add", complaints) ?? [])
  }

  /// Gives the draft's own tools their new names; a removed tool is only mapped.
  private func rename(_ renamings: [Renaming], in draft: inout VariantDraft) {
    for renaming in renamings {
      guard var renamed = draft[origin: renaming.name] else { continue }
      let new = Dictionary(firstOf: renaming.arguments.map { ($0.old.key, $0.new) })
      renamed.tool = renamed.tool.named(renaming.to).withParameters(renamed: new)
      renamed.position = renaming.toNode.position
      draft[origin: renaming.name] = renamed
    }
  }

  private func check(_ renaming: Renaming, from old: Tool?, among shown: [String: Tool], isComplete: Bool) {
    guard let tool = shown[renaming.to] else {
      guard isComplete else { return }
      complaints.error(
        at: renaming.toNode.position, "this variant has no tool '\(renaming.to.excerpt)'",
        fix: Suggestion.fix(for: renaming.to, among: shown.keys.sorted()))
      return
    }
    let old = old.map { (name: renaming.name, schema: ArgumentSchema($0)) }
    let schema = ArgumentSchema(tool)
    for (member, new) in renaming.arguments {
      if let old { checkParameter(member.key, at: member.keyPosition, of: old.name, old.schema) }
      checkParameter(new, at: member.value.position, of: tool.name, schema)
    }
    for member in renaming.add {
      guard checkParameter(member.key, at: member.keyPosition, of: tool.name, schema) else { continue }
      let check = LiteralCheck(tool: tool, schema: schema)
      if let (message, fix) = check.problem(with: member.value.json, at: [member.key]) {
        complaints.error(at: member.value.position, message, fix: fix)
      }
    }
  }

  @discardableResult
  private func checkParameter(
    _ name: String, at position: FilePosition, of tool: String, _ schema: ArgumentSchema
  ) -> Bool {
    guard schema.isUndeclared(name) else { return true }
    complaints.error(
      at: position, "'\(tool.excerpt)' has no parameter '\(name.excerpt)'",
      fix: Suggestion.fix(for: name, among: schema.names))
    return false
  }

  /// Tools that share a new name must differ in an added argument, or nobody could tell their calls apart.
  private func checkMerges(_ renamings: [Renaming], among old: [String: Tool], in draft: VariantDraft) {
    var earlier: [String: [Renaming]] = [:]
    for renaming in renamings {
      for other in earlier[renaming.to] ?? [] where !Self.differ(other.entry, renaming.entry) {
        complaints.error(
          at: renaming.node.position,
          "'\(renaming.name.excerpt)' and '\(other.name.excerpt)' cannot be told apart: "
            + "both become '\(renaming.to.excerpt)'",
          fix: "give each an 'add' with its own value for the same argument")
      }
      earlier[renaming.to, default: []].append(renaming)
      let isTaken = renaming.to != renaming.name && old[renaming.to] != nil
      if isTaken, draft.entries[renaming.to] == nil {
        complaints.error(
          at: renaming.toNode.position,
          "'\(renaming.to.excerpt)' is a tool of the control too, and this variant does not rename that one",
          fix: "say under 'rename' what '\(renaming.to.excerpt)' becomes")
      }
    }
  }

  private static func differ(_ left: NameMap.Entry, _ right: NameMap.Entry) -> Bool {
    left.add.contains { member in right.add[member.key].map { $0 != member.value } ?? false }
  }
}

extension Tool {
  /// The same tool with other names for its parameters.
  fileprivate func withParameters(renamed names: [String: String]) -> Tool {
    guard !names.isEmpty, let schema = declaredInputSchema else { return self }
    var json = json
    json["inputSchema"] = schema.withProperties(renamed: names)
    return Tool(json) ?? self
  }
}

extension JSON {
  /// A schema, and all that stands in it for the same object, with other names for its properties. What references lead to
  /// may serve other objects too, and stays.
  fileprivate func withProperties(renamed names: [String: String]) -> JSON {
    guard let schema = objectValue else { return self }
    return .object(JSONObject(schema.map { ($0.key, Self.renamed($0.key, $0.value, names)) }))
  }

  private static func renamed(_ keyword: String, _ value: JSON, _ names: [String: String]) -> JSON {
    func keys(_ change: (JSON) -> JSON = { $0 }) -> JSON {
      value.objectValue.map { .object(JSONObject($0.map { (names[$0.key] ?? $0.key, change($0.value)) })) } ?? value
    }
    func list(_ value: JSON) -> JSON {
      value.arrayValue.map {
        .array($0.map { name in name.stringValue.flatMap { names[$0] }.map(JSON.string) ?? name })
      }
        ?? value.withProperties(renamed: names)
    }
    switch keyword {
    case "properties": return keys()
    case "required": return list(value)
    case "dependentRequired", "dependentSchemas", "dependencies": return keys(list)
    case "allOf", "anyOf", "oneOf":
      return value.arrayValue.map { .array($0.map { $0.withProperties(renamed: names) }) } ?? value
    case "if", "then", "else", "not": return value.withProperties(renamed: names)
    default: return value
    }
  }
}
