import OrderedJSON

/// What differs between a recorded request and today's, in the words of those who write suites: endpoint, model, tools,
/// messages, settings.
struct RequestChanges {
  /// At least one, none of them longer than a line; the most telling first.
  let sentences: [String]

  /// Beyond these, the rest is a number.
  private static let mostNamed = 4
  private static let toolMembers = ["tools"]
  private static let messageMembers = Provider.all.flatMap(\.messageMembers)
  private static let systemMembers = Provider.all.flatMap(\.systemMembers)

  init(from recorded: RecordedRequest, to asked: RecordedRequest) {
    let (old, new) = (recorded.json, asked.json)
    var found: [String] = []
    for part in ["method", "path", "query", "stream", "headers"] where old[part] != new[part] {
      found.append("the request's \(part) is \(Self.change(old[part], new[part]))")
    }
    found += Self.changesOfBody(old["body"]?.objectValue ?? [:], new["body"]?.objectValue ?? [:])
    if found.isEmpty {
      found = [old == new ? "the order of its keys or the spelling of a number has changed" : "the body has changed"]
    }
    let rest = found.count - Self.mostNamed
    sentences = found.prefix(Self.mostNamed) + (rest > 0 ? ["and \(rest) more changed"] : [])
  }

  private static func changesOfBody(_ old: JSONObject, _ new: JSONObject) -> [String] {
    var found: [String] = []
    let names = old.keys + new.keys.filter { old[$0] == nil }
    let changed = names.filter { !isSame(old[$0], new[$0]) }
    if changed.contains("model") { found.append("the model is \(change(old["model"], new["model"]))") }
    for name in changed where toolMembers.contains(name) { found += changesOfTools(old[name], new[name]) }
    for name in changed where systemMembers.contains(name) { found.append("the system prompt has changed") }
    for name in changed where messageMembers.contains(name) { found.append(changeOfMessages(old[name], new[name])) }
    let known = ["model"] + toolMembers + systemMembers + messageMembers
    for name in changed where !known.contains(name) { found.append("'\(name)' is \(change(old[name], new[name]))") }
    return found
  }

  /// As sent: the order of keys counts, as it does for the request's key.
  private static func isSame(_ old: JSON?, _ new: JSON?) -> Bool { old?.utf8Bytes == new?.utf8Bytes }

  private static func change(_ old: JSON?, _ new: JSON?) -> String {
    guard let new else { return "no longer sent" }
    return "\(new.excerpt(limit: 40)), not \(old?.excerpt(limit: 40) ?? "absent")"
  }

  private static func changesOfTools(_ old: JSON?, _ new: JSON?) -> [String] {
    let (before, after) = (tools(old), tools(new))
    let known = Dictionary(firstOf: before)
    let names = Set(after.map(\.0))
    var found = after.compactMap { name, tool in
      guard let recorded = known[name] else { return "tool '\(name)' is new" }
      return isSame(recorded, tool) ? nil : changeOfTool(name, recorded, tool)
    }
    found += before.filter { !names.contains($0.0) }.map { "tool '\($0.0)' is gone" }
    return found.isEmpty ? ["the tools are in another order"] : found
  }

  private static func changeOfTool(_ name: String, _ old: JSON, _ new: JSON) -> String {
    let members = (old.objectValue?.keys ?? []) + (new.objectValue?.keys ?? []).filter { old[$0] == nil }
    let changed = members.filter { !isSame(old[$0], new[$0]) }
    if changed == ["description"] { return "the description of tool '\(name)' has changed" }
    return changed.isEmpty
      ? "tool '\(name)' has its keys in another order"
      : "tool '\(name)' has changed: \(changed.joined(separator: ", "))"
  }

  /// By name, whatever the API wraps them in.
  private static func tools(_ list: JSON?) -> [(String, JSON)] {
    (list?.arrayValue ?? []).flatMap { tool -> [JSON] in
      let declared = tool["functionDeclarations"] ?? tool["function_declarations"]
      return declared?.arrayValue ?? [tool["function"] ?? tool]
    }.map { ($0["name"]?.stringValue ?? $0["type"]?.stringValue ?? "", $0) }
  }

  private static func changeOfMessages(_ old: JSON?, _ new: JSON?) -> String {
    guard let before = old?.arrayValue, let after = new?.arrayValue else { return "the prompt has changed" }
    let index = zip(before, after).enumerated().first { !isSame($1.0, $1.1) }?.offset
    guard let index else {
      return "there \(after.count == 1 ? "is" : "are") \(after.count.counted("message")), not \(before.count)"
    }
    let role = after[index]["role"]?.stringValue ?? after[index]["type"]?.stringValue
    return "message \(index + 1)\(role.map { " (\($0))" } ?? "") has changed"
  }
}
