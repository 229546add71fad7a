import EvalCore
import OrderedJSON
import Testing

@testable import Models

/// What comes back for each tool choice, and whether the endpoint held it.
struct ToolChoiceCheckTests {
  private func check(
    _ choice: String?, _ answer: ModelAnswer, provider: Provider = .openAI
  ) throws -> EndpointFailure? {
    let request = Requests.request(tools: Requests.tracker, sampling: Requests.sampling { $0.toolChoice = choice })
    let asked = ModelRequest(
      trial: request.trial, turn: 1, conversation: request.conversation, catalogue: request.catalogue,
      sampling: request.sampling, toolChoice: choice)
    let dialect = provider.dialect(at: EndpointAccess(baseURL: ""))
    let question = Question(
      model: "m", request: asked, tools: try EncodedTools(asked.catalogue.tools, dialect), api: dialect.name)
    do throws(EndpointFailure) { try question.checkChoice(answer) } catch { return error }
    return nil
  }

  private static func answer(
    _ calls: [String], _ text: String? = nil, _ finish: ModelAnswer.Finish = .stop
  ) -> ModelAnswer {
    ModelAnswer(
      text: text, calls: calls.map { ModelCall(id: $0, name: $0, arguments: .object([:])) },
      finish: calls.isEmpty ? finish : .calls)
  }

  private static let held: [(String?, ModelAnswer)] = [
    // A model's free choice is scored as ever.
    (nil, answer([], "No.")), ("auto", answer([], "No.")), ("auto", answer(["ping"])),
    ("auto", answer([], "N", .length)),
    ("required", answer(["ping"])), ("required", answer(["unheard_of"])), ("ping", answer(["ping", "ping"])),
    ("issues/close", answer(["issues/close"])), ("none", answer([], "No.")),
    // What is the model's, or its filter's.
    ("required", answer([], "I cannot.", .refused)), ("required", answer([], nil, .unparsable)),
    ("ping", answer([], "{", .unparsable)), ("required", answer([], nil, .length)), ("ping", answer([], "", .length)),
    ("required", answer([], nil, .other)),
  ]

  private static let ignored: [(String?, ModelAnswer)] = [
    ("required", answer([], "Of course!")), ("required", answer([], "Of course, and", .length)),
    ("required", answer([])),
    ("ping", answer([], "Pong.")), ("ping", answer(["issues/close"])), ("ping", answer(["ping", "issues/close"])),
    ("none", answer(["ping"])),
  ]

  @Test(arguments: held, Provider.all)
  func whatAChoiceAllowsIsTheModels(row: (String?, ModelAnswer), provider: Provider) throws {
    #expect(try check(row.0, row.1, provider: provider) == nil)
  }

  @Test(arguments: ignored, Provider.all)
  func whatAChoiceRulesOutIsTheEndpoints(row: (String?, ModelAnswer), provider: Provider) throws {
    let failure = try #require(try check(row.0, row.1, provider: provider))
    #expect(failure.class == .notHeld && !failure.stopsRun)
    #expect(failure.message.hasPrefix("the endpoint did not keep to the tool choice it was given: expected "))
  }
}
