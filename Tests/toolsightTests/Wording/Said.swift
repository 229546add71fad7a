import OrderedJSON

/// What a model says in one answer, before a provider's API words it. Members that are JSON are text, so that they can be
/// broken.
struct Said: Sendable {
  struct Call: Sendable {
    /// As JSON.
    var id = #""call_1""#
    var name = "search"
    /// The text of an object.
    var arguments = #"{"query":"login"}"#
    /// As JSON, to stand where the arguments stand, whatever the API wants there.
    var brokenArguments: String?
  }

  enum Ending: Sendable {
    /// Because of calls, or because all was said.
    case natural
    case length
    /// A filter of the provider's held the answer back.
    case filtered
    /// For a reason that nobody has heard of.
    case unknown
  }

  /// As it stands between the quotes of JSON.
  var text = ""
  /// Empty where the API is not asked to show it.
  var reasoning = ""
  /// What the API wants back beside the reasoning or the calls; empty for nothing.
  var signature = ""
  var calls: [Call] = []
  /// As JSON: what stands among the calls and is none.
  var strays: [String] = []
  var ending = Ending.natural

  /// Tokens of every answer, as OpenAI counts: cached ones are input, reasoning is output.
  static let usage = (input: 400, cached: 128, output: 20, reasoning: 6)

  /// The right call of every case that the hostile tests ask.
  static let call = Said(calls: [Call()])
}

/// Words what a model says as one provider's API would, as text, so that a test can break it anywhere.
protocol Wording: Sendable {
  /// The content type of a stream.
  var streamType: String { get }
  /// A call of nothing, as it stands among calls.
  var emptyCall: String { get }

  func answer(_ said: Said) -> String

  /// The same as a stream. Only the last piece says that the answer is over.
  func events(_ said: Said) -> [String]

  /// One event of a stream with this data.
  func event(_ data: String) -> String

  /// The body of an error, as the provider gives it with this HTTP status.
  ///
  /// - Parameter code: the provider's own word for it; nil for the one that goes with the status.
  func error(_ status: Int, _ message: String, code: String?) -> String

  /// An error that comes in the middle of a stream.
  func errorEvent(_ status: Int, _ message: String) -> String
}

extension Wording {
  var streamType: String { "text/event-stream" }

  func event(_ data: String) -> String { "data: \(data)\n\n" }

  func error(_ status: Int, _ message: String) -> String { error(status, message, code: nil) }

  func errorEvent(_ status: Int, _ message: String) -> String { event(error(status, message)) }
}

extension Said {
  /// The text in two pieces, as a stream brings it.
  var pieces: [String] { text.isEmpty ? [] : text.halves }
}

extension Said.Call {
  /// Arguments where an API wants text that is JSON.
  var asText: String { brokenArguments ?? arguments.quoted }
  /// Arguments where an API wants an object.
  var asObject: String { brokenArguments ?? arguments }
}

extension String {
  /// As a string of JSON.
  var quoted: String { JSON.string(self).compact }

  var halves: [String] {
    let middle = index(startIndex, offsetBy: count / 2)
    return [String(self[..<middle]), String(self[middle...])]
  }

}
