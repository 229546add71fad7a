import CurlHTTP
import EvalCore
import OrderedJSON

extension ChatResponse {
  /// Reads what a Chat Completions endpoint answered.
  init(_ answer: EndpointAnswer, _ redactor: Redactor) throws(ErrorAnswer) {
    guard answer.head.status < 300 else { throw ErrorAnswer(answer, redactor) }
    try self.init(answer.body, redactor)
  }

  /// Reads the body of a success.
  init(_ body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) {
    guard let events = body.events else {
      try self.init(whole: Self.json(body.bytes, redactor), redactor)
      return
    }
    let data = try events.map { event throws(ErrorAnswer) in
      try Self.json(Array(event.data.utf8), isError: event.event == "error", redactor)
    }
    try self.init(events: data, isClosed: body.isClosed)
  }

  /// - Throws: also for an error that stands in a success, as it must where the answer had begun.
  private static func json(_ bytes: [UInt8], isError: Bool = false, _ redactor: Redactor) throws(ErrorAnswer) -> JSON {
    guard let json = try? JSON(parsing: bytes) else {
      let found = bytes.isEmpty ? "nothing" : ErrorWords(bytes, redactor).message
      throw .broken("expected an answer in JSON, found: \(found)")
    }
    let choice = json["choices"]?[0]
    if isError || json.hasError { throw ErrorAnswer(status: 200, ErrorWords(json, redactor)) }
    if let choice, choice.hasError || choice["finish_reason"] == "error" {
      throw ErrorAnswer(status: 200, ErrorWords(choice, redactor))
    }
    return json
  }
}

extension JSON {
  fileprivate var hasError: Bool { self["error"].map { !$0.isNull } ?? false }
}

extension ErrorAnswer {
  fileprivate init(_ answer: EndpointAnswer, _ redactor: Redactor) {
    if answer.head.status < 400 {
      self.init(redirect: answer.head.status, to: answer.head.headers["Location"].map(redactor.redact))
    } else {
      // An error in events is rare enough to be read as the text that it is.
      let events = answer.body.events?.map(\.data).joined(separator: "\n")
      self.init(status: answer.head.status, ErrorWords(events.map { Array($0.utf8) } ?? answer.body.bytes, redactor))
    }
  }
}
