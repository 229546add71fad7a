import EvalCore
import OrderedJSON

/// A tool and a rule for its arguments, with what is needed to check them against tool sets.
struct ReadPattern {
  let pattern: CallPattern
  let position: FilePosition
  var literals: [MatcherReader.Literal] = []
  var mentions: [MatcherReader.Mention] = []
}

/// An expected, optional or forbidden call as it was read.
struct ReadCall {
  var patterns: [ReadPattern]
  var times: ExpectedCall.Times?
  var path: String

  var expected: ExpectedCall { ExpectedCall(patterns: patterns.map(\.pattern), times: times, path: path) }
}

/// Reads `TOOL`, `{TOOL: arguments}` and `{~tool: …, arguments: …, ~times: …}`.
struct ExpectedCallReader {
  let complaints: Complaints

  /// - Parameter allowsTimes: false for calls that may be made any number of times anyway.
  /// - Returns: nil after a complaint.
  func call(_ node: LocatedNode, path: String = "", allowsTimes: Bool = true) -> ReadCall? {
    switch node.content {
    case .string(let tool): return named(tool, node).map { ReadCall(patterns: [$0], path: path) }
    case .object(let members):
      if members.contains(where: { $0.key.isTildeWord }) {
        return long(node, path: path, allowsTimes: allowsTimes)
      }
      guard members.count == 1 else { break }
      if let tool = members[0].value.stringValue, Slip.meansTool(members[0].key), !tool.isTildeWord {
        complaints.error(
          at: members[0].keyPosition, "expected the tool's own name as key, found '\(members[0].key)'",
          fix: "write \(tool.excerpt)")
        return nil
      }
      return ReadCall(patterns: [pattern(members[0].key, members[0].keyPosition, members[0].value)], path: path)
    default: break
    }
    complaints.error(
      at: node.position, "expected a call, found \(description(of: node))",
      fix: spelled(node) ?? "write TOOL, {TOOL: {NAME: value}} or {~tool: NAME, arguments: {…}}")
    return nil
  }

  /// The call of somebody who wrote `{tool: NAME, arguments: {…}}`, as other formats have it.
  private func spelled(_ node: LocatedNode) -> String? {
    let name = ["tool", "name", "function", "tool_name"].lazy.compactMap { node[$0]?.stringValue }.first
    let arguments = ["arguments", "args", "parameters", "params", "input"].lazy.compactMap { node[$0]?.json }.first
    guard let name else { return nil }
    let call = SuiteWriter.call(name, arguments: arguments)
    return call.compact.utf8.count > 200 ? nil : "write \(call.stringValue ?? call.compact)"
  }

  private func description(of node: LocatedNode) -> String {
    guard let members = node.members else { return node.found }
    return members.isEmpty ? "an empty map" : "a map of \(members.count.counted("key"))"
  }

  private func named(_ tool: String, _ node: LocatedNode) -> ReadPattern? {
    if tool == "none" {
      complaints.error(
        at: node.position, "'none' stands alone: it says that no call is right",
        fix: "write {~tool: none} for a tool of that name")
      return nil
    }
    guard !tool.isEmpty else {
      complaints.error(at: node.position, "expected the name of a tool, found an empty text")
      return nil
    }
    return ReadPattern(pattern: CallPattern(tool: tool), position: node.position)
  }

  private func pattern(_ tool: String, _ position: FilePosition, _ arguments: LocatedNode?) -> ReadPattern {
    guard let arguments else { return ReadPattern(pattern: CallPattern(tool: tool), position: position) }
    let reader = MatcherReader(complaints)
    let rule = self.arguments(arguments, reader)
    return ReadPattern(
      pattern: CallPattern(tool: tool, arguments: rule), position: position, literals: reader.literals,
      mentions: reader.mentions)
  }

  private func long(_ node: LocatedNode, path: String, allowsTimes: Bool) -> ReadCall? {
    guard let fields = Fields(node, .call, complaints),
      let tools = fields.required("~tool", complaints)
    else { return nil }
    let names = tools.array ?? [tools]
    if names.isEmpty { complaints.error(at: tools.position, "expected at least one tool in ~tool") }
    let patterns = names.compactMap { name in
      name.nonEmptyString("~tool", complaints).map { pattern($0, name.position, fields["arguments"]) }
    }
    guard !patterns.isEmpty else { return nil }
    var times: ExpectedCall.Times?
    if let node = fields["~times"] {
      if allowsTimes {
        times = self.times(node)
      } else {
        complaints.error(
          at: node.position, "'~times' is for required calls: this one may be made any number of times",
          fix: "remove it, or put the call under 'calls'")
      }
    }
    return ReadCall(patterns: patterns, times: times, path: path)
  }

  private func times(_ node: LocatedNode) -> ExpectedCall.Times? {
    guard let fields = Fields(node, .times, complaints) else { return nil }
    let min = fields["min"].map { $0.integer("'min' of ~times", in: 0...1000, complaints) } ?? 1
    let max = fields["max"].map { $0.integer("'max' of ~times", in: 1...1000, complaints) }
    guard let min, max != .some(nil) else { return nil }
    if let bound = max ?? nil, bound < min {
      complaints.error(at: node.position, "no number of calls is from \(min) to \(bound)", fix: "swap 'min' and 'max'")
      return nil
    }
    return ExpectedCall.Times(min: min, max: max ?? nil)
  }

  /// A rule for all arguments of a call.
  func arguments(_ node: LocatedNode, _ reader: MatcherReader) -> ArgumentRule {
    switch node.content {
    case .null: return .any
    case .object(let members) where members.isEmpty: return .any
    case .object(let members):
      if members.count == 1, members[0].key == "~only" {
        return members[0].value.map("~only", complaints).map { .only(reader.members($0)) } ?? .any
      }
      if let only = members.first(where: { $0.key == "~only" }) {
        complaints.error(
          at: only.keyPosition, "expected '~only' alone in its map", fix: "put all arguments inside it")
        return .any
      }
      let isPlain = members.allSatisfy { !$0.key.isTildeWord }
      return isPlain ? .named(reader.members(members)) : .whole(reader.matcher(node))
    case .string(let text) where text.isTildeWord: return .whole(reader.matcher(node))
    default:
      complaints.error(
        at: node.position, "expected arguments as a map, found \(node.found)", fix: "write {NAME: value}, or {} for any"
      )
      return .any
    }
  }
}
