import EvalCore
import OrderedJSON

/// Reads `messages`: what was said before, and the user's last message, which is put to the live model.
struct MessageReader {
  let checks: CallChecks
  private var complaints: Complaints { checks.complaints }

  /// - Returns: nil after a complaint; positions of the history's entries and of the prompt.
  func messages(_ node: LocatedNode) -> (history: [Message], positions: [FilePosition], prompt: String)? {
    guard let list = node.list("messages", complaints) else { return nil }
    guard let last = list.last, last.members?.first?.key == "user" else {
      complaints.error(
        at: list.last?.position ?? node.position, "expected the conversation to end with a user message",
        fix: "add '- user: …': it is put to the model")
      return nil
    }
    var history: [Message] = []
    var positions: [FilePosition] = []
    var open = OpenCalls()
    var prompt: String?
    for (index, element) in list.enumerated() {
      guard let member = message(element) else {
        // It may have been the one with the calls.
        open = OpenCalls(isKnown: false)
        continue
      }
      if member.key != "tool" {
        if let call = open.known.first {
          complaints.error(
            at: member.keyPosition, "expected the result of '\(call.tool.excerpt)', which was called before",
            fix: "add '- tool: {\(call.tool): …}'")
        }
        open = OpenCalls()
      }
      if index == list.count - 1 {
        prompt = member.value.nonEmptyString("the user's message", complaints)
      } else {
        append(member, to: &history, open: &open)
        if history.count > positions.count { positions.append(member.keyPosition) }
      }
    }
    return prompt.map { (history, positions + [last.position], $0) }
  }

  private func message(_ node: LocatedNode) -> LocatedNode.Member? {
    guard let members = node.map("a message", complaints) else { return nil }
    guard members.count == 1 else {
      complaints.error(
        at: node.position, "expected a message with one key: \(KeyTable.message.names.joined(separator: ", "))")
      return nil
    }
    guard KeyTable.message.names.contains(members[0].key) else {
      complaints.error(
        at: members[0].keyPosition, "unknown role '\(members[0].key.excerpt)'",
        fix: Suggestion.fix(for: members[0].key, among: KeyTable.message.names))
      return nil
    }
    return members[0]
  }

  private func append(_ member: LocatedNode.Member, to history: inout [Message], open: inout OpenCalls) {
    switch member.key {
    case "system": member.value.nonEmptyString("a system message", complaints).map { history.append(.system($0)) }
    case "user": member.value.nonEmptyString("a user message", complaints).map { history.append(.user($0)) }
    case "assistant":
      let (text, made) = assistant(member.value)
      open = made
      if text != nil || !made.known.isEmpty { history.append(.assistant(text: text, calls: made.known)) }
    default:
      let results = results(member.value, &open)
      if case .tool(let before) = history.last {
        history[history.count - 1] = .tool(before + results)
      } else {
        history.append(.tool(results))
      }
    }
  }

  private func assistant(_ node: LocatedNode) -> (text: String?, calls: OpenCalls) {
    guard node.members != nil else {
      return (node.nonEmptyString("an assistant message", complaints), OpenCalls())
    }
    guard let fields = Fields(node, .assistant, complaints) else {
      return (nil, OpenCalls())
    }
    let list = fields["calls"].map { $0.list("calls", complaints) } ?? []
    let calls = (list ?? []).map(call)
    let text = fields["text"].flatMap { $0.nonEmptyString("text", complaints) }
    if fields["text"] == nil, fields["calls"] == nil, !fields.isMisspelled("text"), !fields.isMisspelled("calls") {
      complaints.error(at: node.position, "expected 'text', 'calls' or both in an assistant message")
    }
    return (text, OpenCalls(calls: calls, isKnown: list != nil && !fields.isMisspelled("calls")))
  }

  private func call(_ node: LocatedNode) -> AuthoredCall? {
    if let name = node.stringValue {
      return checks.checkTool(name, at: node.position) ? AuthoredCall(tool: name, arguments: [:]) : nil
    }
    guard let members = node.members, members.count == 1 else {
      complaints.error(at: node.position, "expected a call as {TOOL: {NAME: value}}, found \(node.found)")
      return nil
    }
    guard checks.checkTool(members[0].key, at: members[0].keyPosition) else { return nil }
    if members[0].value.isNull { return AuthoredCall(tool: members[0].key, arguments: [:]) }
    guard members[0].value.map("the arguments of a call", complaints) != nil else { return nil }
    return AuthoredCall(tool: members[0].key, arguments: members[0].value.json.objectValue ?? [:])
  }

  /// Takes from `open` the calls that these results answer.
  private func results(_ node: LocatedNode, _ open: inout OpenCalls) -> [AuthoredResult] {
    var results: [AuthoredResult] = []
    for member in node.map("the results of tools", complaints) ?? [] {
      guard open.isKnown else {
        results.append(result(member))
        continue
      }
      guard let next = open.calls.first else {
        complaints.error(at: member.keyPosition, "no call before is waiting for a result of '\(member.key.excerpt)'")
        return results
      }
      if let call = next, call.tool != member.key {
        complaints.error(
          at: member.keyPosition, "expected the result of '\(call.tool.excerpt)', found one of '\(member.key.excerpt)'",
          fix: "give the results in the order of the calls")
        open = OpenCalls()
        return results
      }
      open.calls.removeFirst()
      results.append(result(member))
    }
    return results
  }

  private func result(_ member: LocatedNode.Member) -> AuthoredResult {
    let reader = ResultReader(checks: checks, documents: nil)
    return AuthoredResult(tool: member.key, result: reader.result(member.value, of: member.key))
  }
}

/// The calls that wait for their results.
private struct OpenCalls {
  /// Nil for one that could not be read, whose result may be any.
  var calls: [AuthoredCall?] = []
  /// False where the message with the calls could not be read: nothing can be said then about results.
  var isKnown = true

  var known: [AuthoredCall] { calls.compactMap(\.self) }
}
