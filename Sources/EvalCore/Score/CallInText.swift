/// Finds a tool call that a model wrote as text, by the templates of ``CallTemplates``. What only mentions a tool, shows a call
/// in a fence of code, or considers one while it reasons, is none.
enum CallInText {
  /// The name of an offered tool that an answer of the transcript writes a call of.
  static func tool(in transcript: Transcript, _ catalogue: Catalogue) -> String? {
    transcript.turns.lazy.compactMap { tool(in: $0.answer, catalogue) }.first
  }

  private static func tool(in answer: ModelAnswer, _ catalogue: Catalogue) -> String? {
    if let text = answer.text, text.contains(where: { !$0.isWhitespace }) { return tool(in: text, catalogue) }
    // Where reasoning is all that came, a reader of reasoning has swallowed the call with its marks.
    return answer.reasoning.flatMap { CallReader(WrittenAnswer(said: $0), catalogue).marked }
  }

  static func tool(in text: String, _ catalogue: Catalogue) -> String? {
    let answer = WrittenAnswer(text)
    let reader = CallReader(answer, catalogue)
    return answer.isReasoningAlone ? reader.marked : reader.marked ?? reader.unmarked
  }
}
