import EvalCore
import Models
import OrderedJSON
import Testing

struct ConversationWarningsTests {
  /// `s`, `u`, `a`, `c` for an assistant with calls, `t` for results; the user's last message follows.
  private static func evalCase(_ history: String) -> EvalCase {
    var evalCase = EvalCase(
      id: "c", prompts: ["x"], expectation: CaseExpectation(alternatives: [], source: .null), position: place(0))
    let call = AuthoredCall(tool: "a", arguments: [:])
    evalCase.history = history.map { letter in
      switch letter {
      case "s": .system("x")
      case "u": .user("x")
      case "a": .assistant(text: "x", calls: [])
      case "c": .assistant(text: nil, calls: [call])
      default: .tool([AuthoredResult(tool: "a", result: .ok)])
      }
    }
    evalCase.messagePositions = (1...(history.count + 1)).map(place)
    return evalCase
  }

  private static func place(_ line: Int) -> FilePosition { FilePosition(file: "s.yaml", line: line, column: 1) }

  @Test(
    arguments: [
      ("u", []), ("ua", []), ("ucta", []), ("uctact", [.gemini, .compatibleGemini, .mistral, .gemma]),
      ("a", [.anthropic, .mistral, .gemma]),
      ("sa", [.anthropic, .mistral, .gemma]), ("su", []), ("uau", []), ("uct", [.mistral]), ("uctcta", []),
      ("uac", [.gemini, .compatibleGemini, .mistral, .gemma]), ("uaa", [.mistral, .gemma]),
      ("ct", [.anthropic, .mistral, .gemma, .gemini, .compatibleGemini]), ("", []),
    ] as [(String, Set<RuleMaker>)])
  func sayWhoRefusesWhatOrder(history: String, makers: Set<RuleMaker>) {
    // Two users in a row stand where a history ends with one.
    let history = history.last == "u" ? history + "a" : history
    let warned = RuleMaker.allCases.filter { !ConversationWarnings.all([$0], [Self.evalCase(history)]).isEmpty }
    #expect(Set(warned) == makers, "\(history)")
  }

  @Test func twoUsersInARowAreForTemplatesToRefuse() {
    let warned = RuleMaker.allCases.filter { !ConversationWarnings.all([$0], [Self.evalCase("u")]).isEmpty }
    #expect(warned == [.mistral, .gemma])
  }

  @Test func standAtTheMessage() throws {
    let warnings = ConversationWarnings.all([.anthropic], [Self.evalCase("sa")])
    #expect(warnings.map(\.position) == [Self.place(2)])
    #expect(warnings[0].severity == .warning && warnings[0].message.contains("must use the \"user\" role"))
    #expect(warnings[0].fix?.contains("user") == true)
    #expect(ConversationWarnings.all([.mistral], [Self.evalCase("uct")]).map(\.position) == [Self.place(4)])
  }

  @Test func plainPromptsHaveNone() {
    var plain = Self.evalCase("")
    plain.messagePositions = []
    #expect(ConversationWarnings.all(Set(RuleMaker.allCases), [plain]).isEmpty)
  }
}
