import NIOHTTP1

/// A request that the server answers itself, after which it closes the connection.
struct RequestRefusal: Error {
  let status: Int
  /// What was expected and what was found; sent to the client as plain text.
  let sentence: String

  init(_ status: Int, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }

  /// nil for errors of the connection itself, which nobody is left to be told.
  init?(parsing error: any Error, limits: LoopbackLimits) {
    switch error {
    case let refusal as RequestRefusal:
      self = refusal
    case HTTPParserError.headerOverflow:
      self.init(
        431,
        "expected at most \(limits.headerBytes) bytes of headers in \(limits.headerFields) fields, found more")
    case let error as HTTPParserError:
      self.init(400, "expected an HTTP/1.1 request, found one that breaks its grammar (\(error))")
    default:
      return nil
    }
  }

  static func body(over limit: Int) -> RequestRefusal {
    RequestRefusal(413, "expected a body of at most \(limit) bytes, found more")
  }

  var response: LoopbackResponse {
    LoopbackResponse(
      status: status, headers: ["Content-Type": "text/plain; charset=utf-8", "Connection": "close"],
      text: sentence + "\n")
  }
}
