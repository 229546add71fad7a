import EvalCore
import JSONSchema
import OrderedJSON

/// Reads what the embedded server answers: a plain value, `{~result: …}`, `{~when: […], else: …}`, or what it does to find
/// an answer.
struct ResultReader {
  let checks: CallChecks
  /// Nil in a conversation that is over, where only what was said can stand.
  let documents: Documents?
  private var complaints: Complaints { checks.complaints }

  private static let deepest = 8
  /// Of a result that is shown to be copied.
  private static let longestSkeleton = 2_000

  /// Reads a map from tools to their results.
  func results(_ node: LocatedNode) -> [String: CannedResult] {
    var results: [String: CannedResult] = [:]
    for member in node.map("results", complaints) ?? [] {
      guard checks.checkTool(member.key, at: member.keyPosition) else { continue }
      results[member.key] = result(member.value, of: member.key)
    }
    return results
  }

  func result(_ node: LocatedNode, of tool: String, depth: Int = 0) -> CannedResult {
    guard let members = node.members, members.contains(where: { $0.key.isTildeWord }) else {
      check(node, of: tool)
      return .value(node.json)
    }
    if members.contains(where: { $0.key == "~when" }) { return when(node, of: tool, depth: depth) }
    if LiveResultReader.reads(members) { return live(node, of: tool) }
    guard let fields = Fields(node, .verbatimForm, complaints), let result = fields["~result"],
      result.map("~result", complaints) != nil
    else { return .ok }
    return verbatim(result, of: tool)
  }

  private func live(_ node: LocatedNode, of tool: String) -> CannedResult {
    guard let documents else {
      complaints.error(
        at: node.position, "expected the result that a conversation had, found one that is still to come",
        fix: "write it as a text or a map")
      return .ok
    }
    let reader = LiveResultReader(checks: checks, documents: documents)
    return reader.execution(node, of: tool).map { .live($0) } ?? .ok
  }

  private func verbatim(_ node: LocatedNode, of tool: String) -> CannedResult {
    if let content = node["content"] {
      for block in content.list("content", complaints) ?? [] where block["type"]?.stringValue == nil {
        complaints.error(
          at: block.position, "expected a content block with a 'type'", fix: "write e.g. {type: text, text: …}")
      }
    } else {
      complaints.error(at: node.position, "expected a key 'content' in ~result", fix: "a plain value needs no ~result")
    }
    if let isError = node["isError"] { _ = isError.bool("isError", complaints) }
    if let structured = node["structuredContent"] { check(structured, of: tool) }
    return .verbatim(node.json.objectValue ?? [:])
  }

  private func when(_ node: LocatedNode, of tool: String, depth: Int) -> CannedResult {
    guard depth < Self.deepest else {
      complaints.error(at: node.position, "expected at most \(Self.deepest) nested '~when'")
      return .ok
    }
    guard let fields = Fields(node, .whenForm, complaints),
      let list = fields["~when"]?.list("~when", complaints)
    else { return .ok }
    let choices = list.compactMap { choice($0, of: tool, depth: depth) }
    return .when(choices, otherwise: fields["else"].map { result($0, of: tool, depth: depth + 1) } ?? .ok)
  }

  private func choice(
    _ node: LocatedNode, of tool: String, depth: Int
  ) -> (arguments: ArgumentRule, result: CannedResult)? {
    guard let fields = Fields(node, .when, complaints),
      let args = fields.required("args", complaints), let result = fields.required("result", complaints)
    else { return nil }
    let reader = MatcherReader(complaints)
    let rule = ExpectedCallReader(complaints: complaints).arguments(args, reader)
    let pattern = ReadPattern(
      pattern: CallPattern(tool: tool, arguments: rule), position: args.position, literals: reader.literals,
      mentions: reader.mentions)
    checks.checkForbidden(ReadCall(patterns: [pattern], path: ""))
    return (rule, self.result(result, of: tool, depth: depth + 1))
  }

  /// Complains where a tool promises structured content of another shape.
  private func check(_ node: LocatedNode, of tool: String) {
    guard let holder = checks.all.first(where: { $0[tool] != nil }), let output = holder[tool]?.outputSchema,
      let schema = try? JSONSchema(output, isLenient: true)
    else { return }
    if node.stringValue != nil {
      complaints.warning(
        at: node.position, "'\(tool.excerpt)' has an outputSchema, and a text gives no structured content",
        fix: "write the result as a map")
    } else {
      let failures = schema.validate(node.json)
      let repaired = failures.isEmpty ? nil : schema.repaired(node.json)?.compact
      let fix = repaired.flatMap { $0.utf8.count > Self.longestSkeleton ? nil : "write e.g. \($0)" }
      for (index, failure) in failures.enumerated() {
        complaints.error(
          at: node.position(nearest: failure.instance.tokens[...]),
          "this result does not fit the outputSchema of '\(tool.excerpt)': \(failure.description)",
          fix: index == failures.count - 1 ? fix : nil)
      }
    }
  }
}
