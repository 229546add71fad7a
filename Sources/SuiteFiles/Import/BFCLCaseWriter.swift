import EvalCore
import OrderedJSON

/// Makes cases of entries, one by one, so that ids stay unique.
struct BFCLCaseWriter {
  private let answers: BFCLAnswers
  private let complaints: Complaints
  private var ids = UniqueIDs()

  init(_ answers: BFCLAnswers, _ complaints: Complaints) {
    self.answers = answers
    self.complaints = complaints
  }

  /// Nil after a complaint.
  mutating func evalCase(_ entry: BFCLEntry) -> JSONObject? {
    guard let rule = BFCLRule(category: entry.category), let functions = entry.functions(complaints),
      entry.expectation(rule, truth: answers.truths[entry.id], underscoreToDot: false, complaints) != nil,
      let conversation = conversation(entry.question)
    else { return nil }
    var evalCase: JSONObject = ["id": .string(ids.unique(entry.id))]
    evalCase[conversation.key] = conversation.value
    evalCase["expect"] = expectation(entry, rule, functions)
    evalCase["tools"] = .array(functions.map(Self.tool))
    evalCase["tags"] = [.string(entry.category)]
    return evalCase
  }

  /// Rule 12 for irrelevance is what `none` says.
  private func expectation(_ entry: BFCLEntry, _ rule: BFCLRule, _ functions: [BFCLEntry.Function]) -> JSON {
    if rule == .irrelevance { return "none" }
    var bfcl: JSONObject = ["category": .string(entry.category)]
    if rule.checksCalls { bfcl["ground_truth"] = answers.truths[entry.id]?.json }
    bfcl["types"] = .object(JSONObject(functions.map { ($0.name, BFCLSchema.types($0.parameters.json)) }))
    return ["~bfcl": .object(bfcl)]
  }

  private static func tool(_ function: BFCLEntry.Function) -> JSON {
    var tool: JSONObject = ["name": .string(function.name)]
    if let description = function.node["description"]?.stringValue { tool["description"] = .string(description) }
    tool["inputSchema"] = BFCLSchema.inputSchema(function.parameters.json)
    return .object(tool)
  }
}

// MARK: - The question

extension BFCLCaseWriter {
  private static let roles = ["system", "user", "assistant"]

  /// `prompt`, or `messages` where something stands before the user's last message.
  private func conversation(_ question: LocatedNode) -> (key: String, value: JSON)? {
    let turns = (question.list("'question'", complaints) ?? []).map { $0.list("a turn", complaints) ?? [] }
    let messages = turns.map { $0.compactMap(message) }
    guard messages.map(\.count) == turns.map(\.count) else { return nil }
    guard !turns.isEmpty else {
      complaints.error(at: question.position, "expected at least one turn in 'question'")
      return nil
    }
    guard messages.allSatisfy({ $0.last?.role == "user" }) else {
      complaints.error(at: question.position, "expected each turn of 'question' to end with a user message")
      return nil
    }
    if messages.allSatisfy({ $0.count == 1 }) {
      let prompts = messages.flatMap { $0.map { JSON.string($0.text) } }
      return ("prompt", prompts.count == 1 ? prompts[0] : .array(prompts))
    }
    guard messages.count == 1 else {
      complaints.error(at: question.position, "expected one turn where a turn has several messages")
      return nil
    }
    return ("messages", .array(messages[0].map { .object(JSONObject([($0.role, .string($0.text))])) }))
  }

  private func message(_ node: LocatedNode) -> (role: String, text: String)? {
    guard let role = node["role"]?.stringValue, Self.roles.contains(role) else {
      complaints.error(
        at: node["role"]?.position ?? node.position,
        "expected a message whose role is \(Self.roles.joined(separator: ", ")), found \((node["role"] ?? node).found)")
      return nil
    }
    guard let text = node["content"]?.nonEmptyString("'content'", complaints) else {
      if node["content"] == nil { complaints.error(at: node.position, "expected a message with 'content'") }
      return nil
    }
    return (role, text)
  }
}
