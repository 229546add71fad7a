package import EvalCore

/// A rule for the order of roles that some vendors and chat templates have.
struct ConversationRule: Sendable {
  let makers: Set<RuleMaker>
  let refuses: String
  let source: String
  let fix: String
  /// Whether an entry may not stand behind the one before it; nil for the beginning.
  let isBroken: @Sendable (Role?, Role) -> Bool

  enum Role: Equatable {
    case user, results
    /// Whether it calls tools.
    case assistant(calls: Bool)

    var isAssistant: Bool { if case .assistant = self { true } else { false } }
  }

  /// One row each.
  static let table = [opening, callsBehindText, userBehindResult, twoUsers, twoAnswers]

  private static let opening = ConversationRule(
    makers: [.anthropic, .mistral, .gemma],
    refuses: "a conversation that the assistant opens: the first message must be the user's",
    source:
      "Anthropic: messages: first message must use the \"user\" role; templates of Mistral and Gemma: Conversation roles must alternate user/assistant",
    fix: "write a '- user: …' before it, or give the text as 'system'"
  ) { $0 == nil && $1.isAssistant }

  private static let callsBehindText = ConversationRule(
    makers: [.gemini, .compatibleGemini], refuses: "calls that do not follow the user or a result",
    source:
      "Gemini: Please ensure that function call turn comes immediately after a user turn or after a function response turn",
    fix: "write the text and the calls as one message: '- assistant: {text: …, calls: […]}'"
  ) { $1 == .assistant(calls: true) && $0 != .user && $0 != .results }

  private static let userBehindResult = ConversationRule(
    makers: [.mistral], refuses: "a user's message right after a result",
    source: "Mistral: Unexpected role 'user' after role 'tool' (invalid_request_message_order)",
    fix: "write an '- assistant: …' between them"
  ) { $0 == .results && $1 == .user }

  private static let twoUsers = ConversationRule(
    makers: [.mistral, .gemma], refuses: "two messages of the user in a row",
    source: "templates of Mistral and Gemma: Conversation roles must alternate user/assistant",
    fix: "write them as one, or an '- assistant: …' between them"
  ) { $0 == .user && $1 == .user }

  private static let twoAnswers = ConversationRule(
    makers: [.mistral, .gemma], refuses: "two messages of the assistant in a row",
    source: "templates of Mistral and Gemma: Conversation roles must alternate user/assistant",
    fix: "write them as one: '- assistant: {text: …, calls: […]}'"
  ) { ($0?.isAssistant ?? false) && $1.isAssistant }
}

/// Warnings of conversations that a model's vendor is known to refuse.
package enum ConversationWarnings {
  /// - Parameter makers: of the models that the suite is asked with.
  package static func all(_ makers: Set<RuleMaker>, _ cases: [EvalCase]) -> [Diagnostic] {
    guard !makers.isEmpty else { return [] }
    return cases.filter { !$0.history.isEmpty }.flatMap { of($0, makers) }
  }

  private static func of(_ evalCase: EvalCase, _ makers: Set<RuleMaker>) -> [Diagnostic] {
    let roles = evalCase.history.map(ConversationRule.Role.init) + [.user]
    var before: ConversationRule.Role?
    var warnings: [Diagnostic] = []
    for (index, role) in roles.enumerated() {
      // System prompts stand apart everywhere.
      guard let role else { continue }
      for rule in ConversationRule.table where rule.isBroken(before, role) {
        let held = rule.makers.intersection(makers).map(\.rawValue).sorted()
        guard !held.isEmpty else { continue }
        warnings.append(
          Diagnostic(
            .warning,
            at: evalCase.messagePositions.indices.contains(index)
              ? evalCase.messagePositions[index] : evalCase.position,
            "\(held.joined(separator: ", ")) refuses \(rule.refuses) (\(rule.source))", fix: rule.fix))
      }
      before = role
    }
    return warnings
  }
}

extension ConversationRule.Role {
  /// Nil for a system prompt.
  fileprivate init?(_ message: Message) {
    switch message {
    case .system: return nil
    case .user: self = .user
    case .assistant(_, let calls): self = .assistant(calls: !calls.isEmpty)
    case .tool: self = .results
    }
  }
}
