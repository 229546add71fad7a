import OrderedJSON

/// What a trial puts to a model before the first answer: made from a suite, a case and a variant, consumed by ``Conversation``.
package struct TrialPrompt: Sendable {
  /// System prompt and the author's conversation, under the names that the variant shows.
  package let opening: [ConversationEntry]
  /// User turns for the live model, one after the other.
  package let prompts: [String]
  /// How many answers the model may give to each user turn.
  package let turns: Int
  package let sampling: Sampling
  /// In the variant's names.
  package let toolChoice: String?
  /// From the control's names to the variant's.
  package let names: NameMap

  package init(_ suite: Suite, _ evalCase: EvalCase, _ variant: Variant) {
    var entries: [ConversationEntry] = []
    if let system = suite.systemPrompt(of: evalCase, in: variant) { entries.append(.system(system)) }
    let names = suite.names(of: evalCase, in: variant)
    var made = 0
    for message in evalCase.history {
      entries += ConversationEntry.entries(of: message, names: names, callsBefore: &made)
    }
    opening = entries
    prompts = evalCase.prompts
    turns = evalCase.turns ?? suite.turns
    sampling = suite.sampling
    toolChoice = suite.sampling.toolChoice.map(names.shownChoice)
    self.names = names
  }
}

extension NameMap {
  /// A tool choice that names no tool.
  package static func isChoiceWord(_ choice: String) -> Bool { ToolChoice.isWord(choice) }

  /// A tool choice in the variant's names: `auto`, `none` and `required` name no tool.
  package func shownChoice(_ choice: String) -> String {
    Self.isChoiceWord(choice) ? choice : shown(choice)
  }
}

extension ConversationEntry {
  /// A written message as the model sees it; `callsBefore` numbers the calls so that results find theirs.
  fileprivate static func entries(of message: Message, names: NameMap, callsBefore made: inout Int)
    -> [ConversationEntry]
  {
    switch message {
    case .system(let text): return [.system(text)]
    case .user(let text): return [.user(text)]
    case .assistant(let text, let calls):
      let numbered = calls.enumerated().map { index, call in
        ModelCall(
          id: CallID.made("made", made + index + 1), name: names.shown(call.tool),
          arguments: .object(names.arguments(call.arguments, of: call.tool)))
      }
      made += calls.count
      return [.assistant(text: text, calls: numbered)]
    case .tool(let results):
      let first = made - results.count
      return results.enumerated().map { index, made in
        .result(
          callID: CallID.made("made", first + index + 1), tool: names.shown(made.tool),
          reply: ToolReply(result: made.result.callResult(arguments: [:], hasOutputSchema: false)))
      }
    }
  }
}
