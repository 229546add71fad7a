import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Models

struct RecordingExchangeTests {
  private static func exchange(
    record: String? = nil, replay: String? = nil, _ inner: ScriptedExchange, trials: [Trial] = [Exchanged.trial()]
  ) throws -> RecordingExchange {
    let mode = try #require(try RecordingMode(record: record, replay: replay, trials: trials))
    return RecordingExchange(mode, asking: inner, redactor: Exchanged.redactor, now: { Exchanged.moment })
  }

  @Test func whatWasRecordedReplaysWithoutANetwork() async throws {
    let place = try TemporaryRecording()
    let stream = "data: {\"x\":1}\n\ndata: [DONE]\n\n"
    let inner = ScriptedExchange(.success(Exchanged.response(stream)))
    let recorder = try Self.exchange(record: place.path, inner)
    let trials = (1...2).map { Exchanged.trial(repeat: $0) }
    for trial in trials { _ = try await recorder.response(to: Exchanged.request(of: trial, isStream: true)) }
    #expect(inner.asked == 2)

    let silent = ScriptedExchange(.failure(EndpointFailure(.connection, message: "asked")))
    let player = try Self.exchange(replay: place.path, silent, trials: trials)
    for trial in trials {
      let answer = try await player.response(
        to: Exchanged.request(of: trial, url: "https://other.example/v1/chat", headers: [], isStream: true))
      #expect(answer.body == Array(stream.utf8) && answer.status == 200 && answer.milliseconds == 12.5)
      #expect(answer.header("content-TYPE") == "application/json")
    }
    #expect(silent.asked == 0)
  }

  @Test func aReplayNeverAsks() async throws {
    let place = try TemporaryRecording()
    try place.write(try Exchanged.recording().line)
    let inner = ScriptedExchange(.success(Exchanged.response()))
    let player = try Self.exchange(replay: place.path, inner)
    let error = await #expect(throws: EndpointFailure.self) {
      try await player.response(to: Exchanged.request(Exchanged.body(prompt: "sk-secret")))
    }
    #expect(inner.asked == 0 && error?.message.contains("message 1 (user) has changed") == true)
    #expect(error?.stopsRun == false)
  }

  @Test func bothFillTheGaps() async throws {
    let place = try TemporaryRecording()
    let inner = ScriptedExchange(.success(Exchanged.response("new")))
    for expected in [1, 1] {
      let exchange = try Self.exchange(record: place.path, replay: place.path, inner)
      let answer = try await exchange.response(to: Exchanged.request())
      #expect(answer.body == Array("new".utf8) && inner.asked == expected)
    }
    #expect(try RecordingFile(reading: place.path).entries.count == 1)
  }

  @Test func anOutageIsNotRecordedAndTheRetryIs() async throws {
    let place = try TemporaryRecording()
    let inner = ScriptedExchange(
      .success(Exchanged.response("slow down", status: 429)), .failure(EndpointFailure(.timeout, message: "late")),
      .success(Exchanged.response("here")))
    let recorder = try Self.exchange(record: place.path, inner)
    #expect(try await recorder.response(to: Exchanged.request()).status == 429)
    await #expect(throws: EndpointFailure.self) { try await recorder.response(to: Exchanged.request()) }
    #expect(try await recorder.response(to: Exchanged.request()).body == Array("here".utf8))
    let file = try RecordingFile(reading: place.path)
    #expect(file.entries.compactMap { file.recording($0)?.response.status } == [200])
  }

  @Test func whatCannotBeWrittenWasAnsweredAllTheSame() async throws {
    let inner = ScriptedExchange(.success(Exchanged.response("paid")))
    let mode = RecordingMode.record(try RecordingWriter(appendingTo: "/dev/full"))
    let recorder = RecordingExchange(mode, asking: inner, redactor: Exchanged.redactor)
    #expect(try await recorder.response(to: Exchanged.request()).body == Array("paid".utf8))
    #expect(mode.failure?.message.hasSuffix("No space left on device") == true)
  }
}
