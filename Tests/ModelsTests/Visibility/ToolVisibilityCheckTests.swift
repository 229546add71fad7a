import EvalCore
import Models
import OrderedJSON
import Testing

struct ToolVisibilityCheckTests {
  private let catalogue = Requests.catalogue(Requests.tracker)
  private let weight = PromptWeight(requestBytes: 4200, toolBytes: 4000)

  private func answer(_ tokens: Int) -> ModelAnswer { ModelAnswer(text: "x", usage: Usage(inputTokens: tokens)) }

  /// Judges and says the class of what was thrown.
  private func judge(
    _ check: ToolVisibilityCheck, _ tokens: Int, without: Int?, in variant: String = "v", asked: () -> Void = {}
  ) async -> EndpointFailure.Class? {
    do throws(EndpointFailure) {
      try await check.judge(answer(tokens), of: catalogue, in: variant, weight: weight) { _ in
        asked()
        return ToolVisibility.Evidence(
          tokensWithoutTools: without, tokensWithFiller: without.map { $0 + 200 }, callsWhenTold: false)
      }
      return nil
    } catch {
      return error.class
    }
  }

  @Test func anArmWithoutToolsFailsAtItsFirstAnswerAndAfterIt() async {
    let check = ToolVisibilityCheck()
    #expect(throws: Never.self) { try check.admit("v") }
    #expect(await judge(check, 40, without: 40) == .notShown)
    #expect(throws: EndpointFailure.self) { try check.admit("v") }
    #expect(throws: Never.self) { try check.admit("other") }
  }

  @Test func evidenceIsAskedForOnceAndOnlyInDoubt() async {
    let check = ToolVisibilityCheck()
    var asked = 0
    #expect(await judge(check, 2000, without: nil, in: "clear") { asked += 1 } == nil)
    #expect(asked == 0)
    for _ in 1...3 { #expect(await judge(check, 40, without: 10, in: "doubt") { asked += 1 } == nil) }
    #expect(asked == 1)
    #expect(throws: Never.self) { try check.admit("doubt") }
  }

  @Test(arguments: [ModelAnswer.Finish.refused, .unparsable]) func aRefusalSaysNothing(finish: ModelAnswer.Finish)
    async throws
  {
    let check = ToolVisibilityCheck()
    let refusal = ModelAnswer(text: "no", finish: finish, usage: Usage(inputTokens: 40))
    try await check.judge(refusal, of: catalogue, in: "v", weight: weight) { _ in
      .init(tokensWithoutTools: 40, tokensWithFiller: 240)
    }
    #expect(await judge(check, 40, without: 40) == .notShown)
  }

  private func call(_ check: ToolVisibilityCheck, in variant: String) async throws {
    let call = ModelAnswer(calls: [ModelCall(id: "1", name: "ping", arguments: .object([:]))])
    try await check.judge(call, of: catalogue, in: variant, weight: weight) { _ in .init() }
  }

  @Test func oneCallOfAListedToolInAnyArmSettlesIt() async throws {
    let check = ToolVisibilityCheck()
    #expect(await judge(check, 40, without: 40, in: "first") == .notShown)
    try await call(check, in: "second")
    #expect(throws: Never.self) { try check.admit("first") }
    #expect(await judge(check, 40, without: 40, in: "third") == nil)
  }

  @Test func aCallThatComesWhileAnArmDecidesCountsForIt() async throws {
    let check = ToolVisibilityCheck()
    try await check.judge(answer(40), of: catalogue, in: "v", weight: weight) { _ in
      try? await call(check, in: "other")
      return .init(tokensWithoutTools: 40, tokensWithFiller: 240)
    }
    #expect(throws: Never.self) { try check.admit("v") }
  }

  @Test func whatAnEarlierAttemptKeptSettlesItToo() async {
    let check = ToolVisibilityCheck()
    check.settle()
    #expect(await judge(check, 40, without: 40) == nil)
  }

  @Test func aCancelledRunProvesNothing() async {
    let check = ToolVisibilityCheck()
    let judging = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await judge(check, 40, without: nil)
    }
    #expect(await judging.value == nil)
    #expect(await judge(check, 40, without: 40) == .notShown)
  }
}
