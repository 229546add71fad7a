import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ToolVisibilityTests {
  /// About 1,000 tokens of tools and 50 of conversation.
  private static let weight = PromptWeight(requestBytes: 4200, toolBytes: 4000)

  private func answer(_ tokens: Int?, calling tool: String? = nil) -> ModelAnswer {
    ModelAnswer(
      calls: tool.map { [ModelCall(id: "1", name: $0, arguments: .object([:]))] } ?? [],
      usage: Usage(inputTokens: tokens))
  }

  fileprivate enum Said { case shown, notShown, count, template }

  fileprivate func said(_ verdict: ToolVisibility.Verdict) -> Said {
    switch verdict {
    case .shown: .shown
    case .notShown: .notShown
    case .doubtful(.count): .count
    case .doubtful(.template): .template
    }
  }

  @Test(
    arguments: [
      (1050, nil, .shown), (450, nil, .shown), (399, nil, .count), (60, nil, .count), (nil, nil, .template),
      (0, nil, .template), (60, "search", .shown), (nil, "search", .shown), (60, "invented", .count),
    ] as [(Int?, String?, Said)])
  fileprivate func theFirstAnswerOftenSettlesIt(tokens: Int?, tool: String?, expected: Said) {
    let question = ToolVisibility(names: ["search"], weight: Self.weight)
    #expect(said(question.verdict(after: answer(tokens, calling: tool))) == expected)
  }

  @Test(
    arguments: [
      (60, 60, nil, .notShown), (60, 62, nil, .notShown), (60, 37, nil, .shown), (60, 300, nil, .shown),
      (60, nil, nil, .shown),
      (60, nil, false, .notShown), (60, nil, true, .shown), (nil, nil, false, .notShown), (nil, 60, nil, .shown),
      // Counts that differ are the better witness.
      (100, 60, false, .shown), (60, 0, nil, .shown), (1050, 1050, false, .shown),
    ] as [(Int?, Int?, Bool?, Said)])
  fileprivate func theEvidenceSettlesTheRest(with: Int?, without: Int?, template: Bool?, expected: Said) {
    let question = ToolVisibility(names: ["search"], weight: Self.weight)
    let evidence = ToolVisibility.Evidence(
      tokensWithoutTools: without, tokensWithFiller: without.map { $0 + 200 }, callsWhenTold: false,
      templateKnowsTools: template)
    #expect(said(question.verdict(after: answer(with), evidence: evidence)) == expected)
  }

  /// Prompt tokens with tools, without, and without but with more words.
  @Test(
    arguments: [
      // A count that never changes, or hardly, or falls because a cache gave most of it.
      (10, 10, 10, false, .shown), (10, 10, 30, false, .shown), (60, 60, 1, false, .shown),
      (60, 60, nil, false, .shown),
      // A gateway that counts the conversation alone, and a model that calls.
      (60, 60, 260, true, .shown), (60, 60, 260, false, .notShown), (60, 61, 261, false, .notShown),
      // The question that would tell was refused.
      (60, 60, 260, nil, .shown),
    ] as [(Int, Int, Int?, Bool?, Said)])
  fileprivate func equalCountsAloneAreNoEvidence(
    with: Int, without: Int, filler: Int?, calls: Bool?, expected: Said
  ) {
    let question = ToolVisibility(names: ["search"], weight: Self.weight)
    let evidence = ToolVisibility.Evidence(
      tokensWithoutTools: without, tokensWithFiller: filler, callsWhenTold: calls)
    #expect(said(question.verdict(after: answer(with), evidence: evidence)) == expected)
  }

  @Test func aCountWithoutWhatTheCacheGaveIsNone() {
    #expect(Usage(inputTokens: 5, cachedTokens: 60).promptCount == nil)
    #expect(Usage(inputTokens: 60, cachedTokens: 60).promptCount == 60)
    #expect(Usage(inputTokens: 0).promptCount == nil && Usage().promptCount == nil)
  }

  @Test func whereThereAreNoToolsThereIsNothingToShow() {
    let question = ToolVisibility(names: [], weight: PromptWeight(requestBytes: 200, toolBytes: 0))
    #expect(question.verdict(after: answer(nil)) == .shown)
  }

  @Test func saysBothCounts() {
    let question = ToolVisibility(names: ["search", "show"], weight: Self.weight)
    let verdict = question.verdict(
      after: answer(61),
      evidence: ToolVisibility.Evidence(tokensWithoutTools: 60, tokensWithFiller: 300, callsWhenTold: false))
    guard case .notShown(let failure) = verdict else {
      Testing.Issue.record("expected a failure")
      return
    }
    #expect(failure.class == .notShown)
    #expect(failure.stopsRun)
    #expect(
      failure.message
        == "the endpoint ignores the tools: it counts 61 prompt tokens with 2 tools, and 60 for the same conversation "
        + "without them")
  }

  @Test(arguments: [(-1, -1), (0, 10), (Int.max, 0), (Int.max, Int.max)])
  func oddSizesDoNotTrap(request: Int, tools: Int) {
    let question = ToolVisibility(names: ["search"], weight: PromptWeight(requestBytes: request, toolBytes: tools))
    _ = question.verdict(after: answer(1_000_000_000), evidence: ToolVisibility.Evidence(tokensWithoutTools: 1))
  }

  @Test(
    arguments: [
      (["chat_template_caps": ["supports_tools": true]], true),
      (["chat_template_caps": ["supports_tools": false]], false),
      (["chat_template_caps": [:]], nil), (["chat_template_caps": ["supports_tools": "no"]], nil), ([:], nil),
      ([], nil),
      (["chat_template": "{{ messages }}"], nil),
    ] as [(JSON, Bool?)])
  func readsWhatLlamaSaysOfItsTemplate(properties: JSON, expected: Bool?) {
    #expect(LlamaProperties(properties).supportsTools == expected)
  }

  @Test(arguments: [("llama.cpp", true), ("llama.cpp/b1", true), ("nginx", false), (nil, false)] as [(String?, Bool)])
  func onlyLlamaIsAskedForItsProperties(header: String?, isAsked: Bool) {
    #expect(LlamaProperties.isServer(header) == isAsked)
  }

  @Test(arguments: [
    ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/props"), ("http://h/v1/", "http://h/props"),
    ("http://h", "http://h/props"), ("http://h/llama/v1", "http://h/llama/props"),
  ])
  func propertiesAreBesideTheAPI(base: String, expected: String) {
    #expect(LlamaProperties.url(beside: base) == expected)
  }
}
