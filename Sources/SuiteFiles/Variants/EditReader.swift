import EvalCore
import OrderedJSON

/// Applies `edits`: a map from tool names to what changes in the tool, inline or in a file of its own.
struct EditReader {
  let base: BaseTools
  let documents: Documents
  private var complaints: Complaints { documents.complaints }

  func read(_ node: LocatedNode, into draft: inout VariantDraft) {
    guard let map = node.stringValue == nil ? node : documents.tree(named: node) else {
      draft.isComplete = false
      return
    }
    for member in map.map("edits", complaints) ?? [] where !member.key.hasPrefix("x-") {
      guard let edited = draft[origin: member.key] else {
        guard base.isComplete else { continue }
        complaints.error(
          at: member.keyPosition, "unknown tool '\(member.key.excerpt)'",
          fix: Suggestion.fix(for: member.key, among: base.toolSet.tools.map(\.name)))
        continue
      }
      guard let fields = Fields(member.value, .edits, complaints) else { continue }
      draft[origin: member.key] = apply(fields, to: edited, in: &draft)
    }
  }

  /// The tool with its edits; nil where they remove it.
  private func apply(
    _ fields: Fields, to edited: VariantDraft.DraftTool, in draft: inout VariantDraft
  ) -> VariantDraft.DraftTool? {
    if fields["remove"]?.bool("remove", complaints) == true { return nil }
    var json = edited.tool.json
    for key in ["description", "title"] {
      guard let node = fields[key] else { continue }
      if node.isNull { json[key] = nil } else if let text = node.string(key, complaints) { json[key] = .string(text) }
    }
    if let node = fields["annotations"] { merge(node, "annotations", into: &json) }
    if let node = fields["schema"], node.map("schema", complaints) != nil { json["inputSchema"] = node.json }
    if let node = fields["parameters"] { editParameters(node, of: edited.tool.name, in: &json) }
    if let node = fields["rename"], let name = node.nonEmptyString("rename", complaints) {
      if let origin = edited.origin { draft.renamedByEdits.append((origin, name)) }
      draft.renamedByEditsNode = node
      json["name"] = .string(name)
    }
    guard let tool = Tool(json) else { return edited }
    checkSchema(tool, fields)
    return VariantDraft.DraftTool(origin: edited.origin, tool: tool, position: fields.node.position)
  }

  private func checkSchema(_ tool: Tool, _ fields: Fields) {
    guard let node = fields["schema"] ?? fields["parameters"] else { return }
    let isWhole = fields["schema"] != nil
    ToolCheck(complaints) { pointer in
      isWhole ? node.position(nearest: pointer.tokens.dropFirst()) : node.position(nearest: pointer.tokens.dropFirst(2))
    }.checkSchema("inputSchema", of: tool)
  }

  private func merge(_ node: LocatedNode, _ key: String, into json: inout JSONObject) {
    guard !node.isNull else {
      json[key] = nil
      return
    }
    guard node.map(key, complaints) != nil else { return }
    json[key] = (json[key] ?? .object([:])).merged(with: node.json)
  }

  private func editParameters(_ node: LocatedNode, of tool: String, in json: inout JSONObject) {
    guard let members = node.map("parameters", complaints) else { return }
    var schema = json["inputSchema"]?.objectValue ?? ["type": "object"]
    var properties = schema["properties"]?.objectValue ?? [:]
    // A branch of the schema may declare it; what is said here then counts in all branches.
    let declared = Set(Tool(json).map { ArgumentSchema($0).names } ?? [])
    for member in members {
      let isKnown = properties[member.key] != nil || (declared.contains(member.key) && !member.value.isNull)
      if !isKnown, !member.value.isSchemaOfItsOwn {
        complaints.error(
          at: member.keyPosition, "'\(tool.excerpt)' has no parameter '\(member.key.excerpt)'",
          fix: Suggestion.nearest(to: member.key, among: properties.keys).map { "did you mean '\($0)'?" }
            ?? "give it a 'type' to add it")
        continue
      }
      guard member.value.isNull else {
        properties[member.key] = (properties[member.key] ?? .object([:])).merged(with: member.value.json)
        continue
      }
      properties[member.key] = nil
      schema["required"] = schema["required"]?.arrayValue.map { .array($0.filter { $0 != .string(member.key) }) }
    }
    schema["properties"] = .object(properties)
    json["inputSchema"] = .object(schema)
  }
}

extension LocatedNode {
  /// Whether this says enough about a value to add a parameter, rather than to edit one.
  fileprivate var isSchemaOfItsOwn: Bool {
    guard let members else { return false }
    return members.contains { ["type", "$ref", "enum", "const", "anyOf", "oneOf", "allOf"].contains($0.key) }
  }
}

extension JSON {
  /// This value with a JSON Merge Patch (RFC 7396) applied: null removes a member.
  func merged(with patch: JSON) -> JSON {
    guard let members = patch.objectValue else { return patch }
    var object = objectValue ?? [:]
    for (key, value) in members {
      if value.isNull { object[key] = nil } else { object[key] = (object[key] ?? .null).merged(with: value) }
    }
    return .object(object)
  }
}
