import CurlHTTP
import EvalCore
import Foundation
import OrderedJSON
import Synchronization
import TestSupport

@testable import Models

/// Gives prepared answers in their order, the last one for ever, and counts how often it was asked.
final class ScriptedExchange: Exchange {
  private let answers: [Result<ExchangeResponse, EndpointFailure>]
  private let count = Mutex(0)

  var asked: Int { count.withLock(\.self) }

  init(_ answers: Result<ExchangeResponse, EndpointFailure>...) { self.answers = answers }

  func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return try answers[min(number, answers.count) - 1].get()
  }
}

/// Requests and answers that several tests share.
enum Exchanged {
  static func trial(
    _ caseID: String = "find", variant: String = "today", model: String = "fast", repeat: Int = 1
  ) -> Trial {
    Trial(number: 0, caseID: caseID, variant: variant, model: model, repeat: `repeat`)
  }

  /// A Chat Completions body with one tool.
  static func body(
    prompt: String = "Is it broken?", description: String = "Find issues.", temperature: Double = 0.7
  ) -> JSON {
    [
      "model": "m", "temperature": .number(JSONNumber(temperature)),
      "tools": [["type": "function", "function": ["name": "search", "description": .string(description)]]],
      "messages": [["role": "user", "content": .string(prompt)]],
    ]
  }

  static func request(
    _ body: JSON = body(), of trial: Trial = trial(), turn: Int = 1, url: String = "http://127.0.0.1:8080/v1/chat",
    headers: [(name: String, value: String)] = [("Authorization", "Bearer sk-secret")], isStream: Bool = false
  ) -> ExchangeRequest {
    ExchangeRequest(
      trial: trial, turn: turn, wire: CurlRequest("POST", url, headers: headers, body: body.utf8Bytes),
      isStream: isStream, usage: .chat)
  }

  static func response(_ body: String = "{\"a\":1}", status: Int = 200, milliseconds: Double = 12.5) -> ExchangeResponse
  {
    ExchangeResponse(
      status: status, headers: [("Content-Type", "application/json"), ("Set-Cookie", "session=1")],
      body: Array(body.utf8), milliseconds: milliseconds)
  }

  static let redactor = Redactor(keys: ["KEY": "sk-secret"])
  static let moment = Date(timeIntervalSince1970: 1_795_000_000.25)

  static func recording(
    _ request: ExchangeRequest = request(), _ response: ExchangeResponse = response()
  ) throws -> Recording {
    Recording(try RecordedRequest(request, redactor), request, response, at: moment, redactor)
  }

  static func file(_ recordings: [Recording]) -> RecordingFile {
    RecordingFile(recordings.flatMap(\.line), path: "r.jsonl")
  }
}

/// A path in a folder of its own, gone with this object.
final class TemporaryRecording {
  let path: String
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("in/here.jsonl")
  }

  func write(_ bytes: [UInt8]) throws { try folder.write(bytes, to: "in/here.jsonl") }

  var bytes: [UInt8] { get throws { Array(try Data(contentsOf: URL(fileURLWithPath: path))) } }
}

extension CurlRequest {
  /// The same request with another body.
  func with(_ body: String) -> CurlRequest {
    var copy = self
    copy.body = Array(body.utf8)
    return copy
  }
}
