import EvalCore

/// What an endpoint answered, before anybody asks what it means.
struct EndpointAnswer {
  let response: ExchangeResponse
  let body: EndpointBody

  init(_ response: ExchangeResponse, isEnd: @escaping @Sendable (StreamEvent) -> Bool) throws(EndpointFailure) {
    self.response = response
    var body = EndpointBody(contentType: response.header("Content-Type")?.lowercased() ?? "", isEnd: isEnd)
    try body.take(response.body)
    try body.finish()
    self.body = body
  }

  var status: Int { response.status }
  /// Whether something else than the API answered: a redirect, or a page of HTML where an answer should be, such as the
  /// login page of a network.
  var isFromElsewhere: Bool {
    (300..<400).contains(status)
      || status < 300 && body.bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
  }
  /// From the moment when the request's turn came to the last byte that was read.
  var milliseconds: Double { response.milliseconds }
}

extension EndpointAnswer {
  /// The body of a success.
  func success(_ redactor: Redactor) throws(ErrorAnswer) -> EndpointBody {
    guard status < 300 else { throw ErrorAnswer(self, redactor) }
    return body
  }
}

extension ErrorAnswer {
  init(_ answer: EndpointAnswer, _ redactor: Redactor) {
    if answer.status < 400 {
      self.init(redirect: answer.status, to: answer.response.header("Location").map(redactor.redact))
    } else {
      self.init(status: answer.status, ErrorWords(answer.body.plainBytes, redactor))
    }
  }
}
