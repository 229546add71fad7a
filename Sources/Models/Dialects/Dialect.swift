import EvalCore
import OrderedJSON

/// How one provider's API words a question and its answer; it sends nothing itself.
protocol Dialect: Sendable {
  /// The provider's, under which a sampling's `extra` has members for it.
  var name: String { get }

  /// What is taken of tools.
  var limits: ToolLimits { get }

  /// Whether the sampling's seed is sent.
  var takesSeed: Bool { get }

  /// Where its answers count tokens.
  var usage: UsageCounts { get }

  /// Whether the request's `tools` are one, which holds all declarations.
  var wrapsTools: Bool { get }

  /// After the base URL, with a slash at its beginning.
  func path(of question: Question) -> String

  /// Beside those of every request.
  func headers(key: String?) -> [(name: String, value: String)]

  /// The value of the request's `tools`.
  func encode(_ tools: [WireTool]) -> JSON

  /// - Throws: `badRequest` where the extra members of the sampling would replace what is asked.
  func body(of question: Question) throws(EndpointFailure) -> [UInt8]

  /// Whether nothing follows this event of a stream, though the connection may stay open.
  func isEnd(_ event: StreamEvent) -> Bool

  /// What the body of a success says.
  func answer(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> WireAnswer
}

extension Dialect {
  var wrapsTools: Bool { false }
}
