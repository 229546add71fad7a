package import EvalCore
package import Foundation
import OrderedJSON

/// One recorded answer: a line of a recording, format 1. Which request it answers, for whom, and what was answered.
package struct Recording: Sendable {
  /// Whose answer it is; a trial's repeat and turn stand beside it.
  package struct Owner: Sendable, Hashable {
    /// As the user names the model.
    package let model: String
    package let caseID: String
    package let variant: String

    package init(_ trial: Trial) { self.init(model: trial.model, caseID: trial.caseID, variant: trial.variant) }

    init(model: String, caseID: String, variant: String) {
      self.model = model
      self.caseID = caseID
      self.variant = variant
    }
  }

  /// ``RecordedRequest/key`` of the request.
  package let key: String
  package let owner: Owner
  /// From 1, as the turn.
  package let `repeat`: Int
  package let turn: Int
  package let request: RecordedRequest
  package let response: ExchangeResponse
  package let at: Date

  /// Answers after which the same request gets the same again, or nothing better: an outage is no answer.
  private static let keptFailures = [400, 413, 422, 500]
  private static let keptHeaders = ["content-type", "retry-after"]

  /// What tells a gateway or a cache is kept, too: a replay says the same of its answers.
  private static func isKept(_ header: String) -> Bool { keptHeaders.contains(header) || Gateway.isTelling(header) }

  static func isWorthKeeping(status: Int) -> Bool { (200..<300).contains(status) || keptFailures.contains(status) }

  /// Keys are taken out of everything, and all headers but the useful ones are left out.
  init(
    _ request: RecordedRequest, _ asked: ExchangeRequest, _ response: ExchangeResponse, at: Date, _ redactor: Redactor
  ) {
    key = request.key
    owner = Owner(asked.trial)
    `repeat` = asked.trial.repeat
    turn = asked.turn
    self.request = request
    self.response = ExchangeResponse(
      status: response.status,
      headers: response.headers.filter { Self.isKept($0.name.lowercased()) }
        .map { ($0.name.lowercased(), redactor.redact($0.value)) },
      body: RecordedBody(response.body, redactor).bytes, milliseconds: response.milliseconds)
    self.at = at
  }

  /// The line with its end.
  package var line: [UInt8] {
    var headers = JSONObject()
    for header in response.headers { headers[header.name] = .string(header.value) }
    var answer: JSONObject = ["status": .number(JSONNumber(response.status)), "headers": .object(headers)]
    if let text = String(validating: response.body, as: UTF8.self) {
      answer["body"] = .string(text)
    } else {
      answer["bodyBase64"] = .string(Data(response.body).base64EncodedString())
    }
    let milliseconds = (response.milliseconds * 1000).rounded() / 1000
    let line: JSON = [
      "v": 1, "key": .string(key), "repeat": .number(JSONNumber(`repeat`)), "turn": .number(JSONNumber(turn)),
      "model": .string(owner.model), "case": .string(owner.caseID), "variant": .string(owner.variant),
      "request": request.json, "response": .object(answer), "latencyMs": .number(JSONNumber(milliseconds)),
      "at": .string(Timestamp.text(at)),
    ]
    return line.utf8Bytes + [UInt8(ascii: "\n")]
  }
}

extension Recording {
  /// Reads a line; members that it does not know are ignored.
  ///
  /// - Throws: a sentence that says what was expected and found, without the file and the line's number.
  package init(line bytes: some Sequence<UInt8>) throws(RecordingFailure) {
    let json: JSON
    do { json = try JSON(parsing: bytes) } catch {
      throw RecordingFailure("column \(error.position.column): \(error.message)")
    }
    guard json["v"] == 1 else {
      throw RecordingFailure("expected a line of format 1 ('v': 1), found \(json["v"]?.excerpt() ?? "no 'v'")")
    }
    let response = try Self.member("response", json, "an object") { $0.objectValue }
    key = try Self.member("key", json, "text") { $0.stringValue }
    owner = Owner(
      model: try Self.member("model", json, "text") { $0.stringValue },
      caseID: try Self.member("case", json, "text") { $0.stringValue },
      variant: try Self.member("variant", json, "text") { $0.stringValue })
    `repeat` = try Self.member("repeat", json, "a number from 1", Self.count)
    turn = try Self.member("turn", json, "a number from 1", Self.count)
    request = RecordedRequest(try Self.member("request", json, "an object") { $0.objectValue.map(JSON.object) })
    let at = try Self.member("at", json, "a time such as 2026-11-22T14:03:07.120Z") { json in
      json.stringValue.flatMap(Timestamp.date)
    }
    self.at = at
    self.response = ExchangeResponse(
      status: try Self.member("status", .object(response), "an HTTP status") { json in
        json.numberValue?.intValue.flatMap { (100...599).contains($0) ? $0 : nil }
      },
      headers: (response["headers"]?.objectValue ?? [:]).compactMap { member in
        member.value.stringValue.map { (member.key, $0) }
      },
      body: try Self.body(response),
      milliseconds: try Self.member("latencyMs", json, "milliseconds") { json in
        json.numberValue.flatMap { $0.doubleValue.isFinite && $0.doubleValue >= 0 ? $0.doubleValue : nil }
      })
  }

  private static func body(_ response: JSONObject) throws(RecordingFailure) -> [UInt8] {
    if let text = response["body"]?.stringValue { return Array(text.utf8) }
    return Array(
      try member("bodyBase64", .object(response), "a 'body' of text, or one in base64") { json in
        json.stringValue.flatMap { Data(base64Encoded: $0) }
      })
  }

  private static func count(_ json: JSON) -> Int? {
    json.numberValue?.intValue.flatMap { (1...1_000_000).contains($0) ? $0 : nil }
  }

  private static func member<Value>(
    _ name: String, _ json: JSON, _ expected: String, _ read: (JSON) -> Value?
  ) throws(RecordingFailure) -> Value {
    if let value = json[name].flatMap(read) { return value }
    throw RecordingFailure("'\(name)': expected \(expected), found \(json[name]?.excerpt() ?? "nothing")")
  }
}
