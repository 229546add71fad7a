import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ScriptedModelTests {
  private static func line(
    case id: String? = nil, variant: String? = nil, repeat: Int? = nil, turn: Int? = nil, _ text: String? = nil,
    calls: [AuthoredCall] = [], raw: String? = nil, status: Int? = nil
  ) -> ScriptLine {
    var line = ScriptLine()
    line.caseID = id
    line.variant = variant
    line.repeat = `repeat`
    line.turn = turn
    line.text = text
    line.calls = calls
    line.raw = raw
    line.status = status
    return line
  }

  private static let script = [
    line(case: "a", variant: "v", repeat: 2, turn: 2, "a v 2 2"),
    line(turn: 3, "any 3"),
    line(case: "a", variant: "w", "a w"),
    line(case: "a", "a"),
    line(variant: "w", "w"),
    line(case: "a", turn: 9, "never"),
    line(repeat: 2, "repeat 2"),
  ]

  private func answer(
    _ lines: [ScriptLine], _ caseID: String = "a", _ variant: String = "v", repeat: Int = 1, turn: Int = 1
  ) async throws(EndpointFailure) -> ModelAnswer {
    try await ScriptedModel(name: "s", lines: lines).answer(
      Requests.request(
        tools: Requests.tracker,
        trial: Trial(number: 0, caseID: caseID, variant: variant, model: "s", repeat: `repeat`),
        turn: turn))
  }

  @Test(arguments: [
    ("a", "v", 2, 2, "a v 2 2"), ("a", "v", 1, 2, "a"), ("a", "w", 2, 2, "a w"), ("a", "v", 1, 3, "any 3"),
    ("b", "v", 1, 3, "any 3"), ("b", "w", 1, 1, "w"), ("b", "w", 1, 3, "any 3"), ("b", "v", 2, 1, "repeat 2"),
    ("a", "v", 1, 9, "a"),
  ])
  func answersWithTheFirstLineThatFits(
    caseID: String, variant: String, repeat: Int, turn: Int, text: String
  ) async throws {
    #expect(try await answer(Self.script, caseID, variant, repeat: `repeat`, turn: turn).text == text)
  }

  @Test func saysWhichLineIsMissing() async throws {
    let failure = await #expect(throws: EndpointFailure.self) {
      try await answer(Self.script, "b", "v", repeat: 1, turn: 4)
    }
    #expect(failure?.class == .noScript)
    #expect(failure?.message == "no line of the script fits case 'b', variant 'v', repeat 1, turn 4")
  }

  @Test func isDeterministicUnlessItTellsRepeatsApart() {
    #expect(ScriptedModel(name: "s", lines: [Self.line("x")]).card.isDeterministic)
    #expect(ScriptedModel(name: "s", lines: []).card.isDeterministic)
    #expect(!ScriptedModel(name: "s", lines: Self.script).card.isDeterministic)
  }

  @Test func makesTheCallsOfItsLine() async throws {
    let calls = [
      AuthoredCall(tool: "issues/close", arguments: ["number": 7]), AuthoredCall(tool: "no such tool", arguments: [:]),
    ]
    let made = try await answer([Self.line("Closing.", calls: calls)], turn: 2)
    #expect(made.text == "Closing.")
    #expect(made.finish == .calls)
    #expect(made.calls.map(\.id) == ["call_2_1", "call_2_2"])
    #expect(made.calls.map(\.name) == ["issues/close", "no such tool"])
    #expect(made.calls.first?.object?["number"] == 7)
    #expect(try await answer([Self.line()]).finish == .stop)
  }

  @Test func readsARawBodyAsAnEndpointsAnswer() async throws {
    let raw = #"{"choices":[{"message":{"tool_calls":[{"function":{"name":"issues_close","arguments":"{"}}]}}]}"#
    let made = try await answer([Self.line(raw: raw)])
    #expect(made.calls.map(\.name) == ["issues/close"])
    #expect(made.calls.first?.object == nil)
  }

  @Test(
    arguments: [
      (line("slow", status: 429), .rateLimited, "slow"),
      (line(raw: #"{"error":{"message":"pay","code":"insufficient_quota"}}"#, status: 429), .quota, "pay"),
      (line(status: 401), .auth, "the endpoint gave no reason"),
      (line(status: 503), .overloaded, "the endpoint gave no reason"),
      (line(raw: "It is open."), .protocol, "expected an answer in JSON, found: It is open."),
      (line(raw: "{}"), .protocol, "expected an answer with 'choices[0].message', found {}"),
      (line(raw: #"{"error":{"message":"oops","code":502}}"#), .server, "oops"),
    ] as [(ScriptLine, EndpointFailure.Class, String)])
  func failsAsAnEndpointWould(line: ScriptLine, class: EndpointFailure.Class, message: String) async throws {
    let failure = await #expect(throws: EndpointFailure.self) { try await answer([line]) }
    #expect(failure?.class == `class`)
    #expect(failure?.message == message)
    #expect(failure?.attempts == 1)
  }

  @Test(
    arguments: [
      (line("Failed to parse input at pos 3", status: 500), .unparsable),
      (line(raw: #"{"error":{"code":"content_filter","message":"no"}}"#, status: 400), .refused),
    ] as [(ScriptLine, ModelAnswer.Finish)])
  func answersWhatIsTheModelsOwnDoing(line: ScriptLine, finish: ModelAnswer.Finish) async throws {
    #expect(try await answer([line]).finish == finish)
  }

  @Test func findsItsLineQuicklyAmongMany() async throws {
    let lines = (0..<20_000).map { Self.line(case: "c\($0)", "\($0)") } + [Self.line("any")]
    let model = ScriptedModel(name: "s", lines: lines)
    for number in stride(from: 0, to: 20_000, by: 2) {
      let trial = Trial(number: number, caseID: "c\(number)", variant: "v", model: "s", repeat: 1)
      #expect(try await model.answer(Requests.request(trial: trial)).text == "\(number)")
    }
  }
}
