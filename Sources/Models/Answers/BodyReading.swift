import CurlHTTP
import EvalCore
import OrderedJSON

extension EndpointBody {
  /// The body of a success that is no stream.
  ///
  /// - Throws: also for an error that stands in a success, as it must where the answer had begun.
  func json(_ redactor: Redactor) throws(ErrorAnswer) -> JSON { try Self.json(bytes, redactor) }

  /// The data of each event of a stream; nil where the body is none.
  func json(ofEvents redactor: Redactor) throws(ErrorAnswer) -> [JSON]? {
    guard let events else { return nil }
    return try events.map { event throws(ErrorAnswer) in
      try Self.json(Array(event.data.utf8), isError: event.name == "error", redactor)
    }
  }

  private static func json(_ bytes: [UInt8], isError: Bool = false, _ redactor: Redactor) throws(ErrorAnswer) -> JSON {
    guard let json = try? JSON(parsing: bytes, limits: .answer) else {
      let found = bytes.isEmpty ? "nothing" : ErrorWords(bytes, redactor).message
      throw .broken("expected an answer in JSON, found: \(found)")
    }
    if isError || json.hasError || json["type"] == "error" || json["object"] == "error" {
      throw ErrorAnswer(status: 200, ErrorWords(json, redactor))
    }
    return json
  }
}

extension JSONLimits {
  /// What most clients read, they read; but arguments in which a key repeats, or without end, stay the text that the model
  /// wrote, under the name that each API has for them.
  static let answer = JSONLimits(
    allowsRepeatedKeys: true, textWhereUnreadable: ["input", "args", "arguments"], mendsText: true)
}

extension JSON {
  /// A count of tokens that can be one; others would only spoil sums.
  var tokens: Int? {
    numberValue?.intValue.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
  }
}

extension ErrorAnswer {
  /// A success that lacks what every answer has.
  ///
  /// - Parameter expected: names it.
  static func lacks(_ expected: String, _ found: JSON, _ redactor: Redactor) -> ErrorAnswer {
    // Cut again after redaction, so that no half of a key is left at the end.
    let shown = redactor.redact(found.excerpt(limit: 1_000)).excerpt(limit: 120)
    return .broken("expected an answer with \(expected), found \(shown)")
  }
}

extension EndpointBody {
  /// An error in events is rare enough to be read as the text that it is.
  var plainBytes: [UInt8] { events.map { Array($0.map(\.data).joined(separator: "\n").utf8) } ?? bytes }
}
