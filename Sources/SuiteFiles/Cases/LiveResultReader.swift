import EvalCore
import OrderedJSON

/// Reads a result that is not canned: `{~template: …}`, `{~process: …}`, `{~sql: …}` or `{~upstream: …}`.
struct LiveResultReader {
  let checks: CallChecks
  let documents: Documents
  var complaints: Complaints { checks.complaints }

  private typealias Reading = @Sendable (LiveResultReader, LocatedNode, String) -> ToolExecution.Kind?

  private static let readings: [(form: KeyTable, read: Reading)] = [
    (.templateForm, { $0.template($1, of: $2) }), (.processForm, { reader, node, _ in reader.process(node) }),
    (.sqlForm, { $0.query($1, of: $2) }), (.upstreamForm, { reader, node, _ in reader.upstream(node) }),
  ]

  /// Whether a map has one of the keys that stand for such a result.
  static func reads(_ members: [LocatedNode.Member]) -> Bool {
    members.contains { member in readings.contains { $0.form.names == [member.key] } }
  }

  /// Nil after a complaint.
  func execution(_ node: LocatedNode, of tool: String) -> ToolExecution? {
    guard let (form, read) = Self.readings.first(where: { node[$0.form.names[0]] != nil }),
      let fields = Fields(node, form, complaints), let value = fields[form.names[0]], let kind = read(self, value, tool)
    else { return nil }
    return ToolExecution(kind, of: tool, source: node.json, position: node.position)
  }

  /// Complains about a name of an argument that the tool has in no variant.
  ///
  /// - Parameter offset: of the name in the text at the node, in Unicode scalars.
  func checkArgument(_ name: String, of tool: String, at offset: Int, in node: LocatedNode) {
    let holders = checks.all.filter { $0[tool] != nil }
    let isDeclared = holders.contains { tools in
      tools.schema(of: tool)?.isUndeclared(tools.argument(name, of: tool)) == false
    }
    guard !holders.isEmpty, !isDeclared else { return }
    complaints.error(
      at: node.position(ofCharacter: offset), "'\(tool.excerpt)' has no parameter '\(name.excerpt)'",
      fix: Suggestion.fix(for: name, among: holders[0].schema(of: tool)?.names ?? []))
  }
}

// MARK: - Template

extension LiveResultReader {
  fileprivate func template(_ node: LocatedNode, of tool: String) -> ToolExecution.Kind? {
    guard let text = node.string("~template", complaints) else { return nil }
    let template = ResultTemplate(text)
    for mention in template.mentions { checkArgument(mention.name, of: tool, at: mention.offset, in: node) }
    for refusal in template.refusals {
      complaints.error(at: node.position(ofCharacter: refusal.offset), refusal.message, fix: refusal.fix)
    }
    return .template(template)
  }
}
