import EvalCore
import OrderedJSON
import Testing

@testable import Models

/// What a kept answer reads as; an unset field is nil or empty.
struct Reading: Sendable {
  var text: String?
  var reasoning: String?
  /// Id, name, arguments; malformed ones begin with `!`.
  var calls: [[String]] = []
  var finish = ModelAnswer.Finish.stop
  var usage = Usage()
  /// As compact JSON.
  var opaque: String?
}

/// The kept answers of a provider, read by its dialect.
struct ResponseFixtures {
  let provider: Provider

  private var fixture: ProviderFixture { ProviderFixture(provider) }
  private var dialect: any Dialect { provider.dialect(at: EndpointAccess(baseURL: "")) }

  func body(_ name: String, inPiecesOf size: Int = .max) throws -> EndpointBody {
    if let bytes = try? fixture.bytes("\(name).response.json") { return EndpointBody(whole: bytes) }
    let isLines = try fixture.names(".response.ndjson").contains(name)
    let dialect = dialect
    var body = EndpointBody(
      contentType: isLines ? "application/x-ndjson" : "text/event-stream", isEnd: { dialect.isEnd($0) })
    var rest = try fixture.bytes("\(name).response.\(isLines ? "ndjson" : "sse")")[...]
    while !rest.isEmpty {
      try body.take(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    try body.finish()
    return body
  }

  func read(_ body: EndpointBody) throws -> ModelAnswer {
    try dialect.answer(in: body, Redactor(keys: [:])).modelAnswer(
      WireNames(Requests.tracker, provider.limits), taken: ["made_1", "made_2"], latencyMilliseconds: 3)
  }

  func expect(
    _ name: String, inPiecesOf size: Int = .max, reads reading: Reading,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let answer = try read(body(name, inPiecesOf: size))
    let calls = answer.calls.map { call in
      switch call.arguments {
      case .object(let object): [call.id, call.name, JSON.object(object).compact]
      case .malformed(let text, _): [call.id, call.name, "!" + text]
      }
    }
    #expect(answer.text == reading.text, sourceLocation: sourceLocation)
    #expect(answer.reasoning == reading.reasoning, sourceLocation: sourceLocation)
    #expect(calls == reading.calls, sourceLocation: sourceLocation)
    #expect(answer.finish == reading.finish, sourceLocation: sourceLocation)
    #expect(answer.usage == reading.usage, sourceLocation: sourceLocation)
    #expect(answer.latencyMilliseconds == 3, sourceLocation: sourceLocation)
    #expect(answer.opaque?.compact == reading.opaque, sourceLocation: sourceLocation)
  }

  /// The class of the failure that a fixture is, or what else it is; an error's status stands before its name.
  func error(_ name: String) throws -> String {
    let error: ErrorAnswer
    if let status = Int(name.prefix(while: \.isNumber)) {
      error = ErrorAnswer(
        status: status, ErrorWords(try fixture.bytes("\(name).response.json"), Redactor(keys: [:])))
    } else {
      error = try #require(throws: ErrorAnswer.self) { try read(body(name)) }
    }
    return switch error.resolve(askedWith: nil) {
    case .failure(let failure): failure.class.rawValue
    case .refused: "refused"
    case .unparsable: "unparsable"
    case .worded: "worded"
    }
  }

  /// - Parameter message: how the failure's words end.
  func expectNoAnswer(
    _ text: String, _ message: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let error = try #require(throws: ErrorAnswer.self, sourceLocation: sourceLocation) {
      try read(EndpointBody(whole: Array(text.utf8)))
    }
    guard case .failure(let failure) = error else {
      Testing.Issue.record("expected a failure, found \(error)", sourceLocation: sourceLocation)
      return
    }
    #expect(failure.class == .protocol, sourceLocation: sourceLocation)
    #expect(failure.message.hasSuffix(message), "\(failure.message)", sourceLocation: sourceLocation)
  }

  func expectTests(of tested: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
    let kept = try [".response.json", ".response.sse", ".response.ndjson"].flatMap(fixture.names)
    #expect(tested.sorted() == kept.sorted(), sourceLocation: sourceLocation)
  }
}
