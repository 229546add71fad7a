package import EvalCore
import Foundation

/// Answers from a recording, or asks and records, as its mode says.
package struct RecordingExchange: Exchange {
  private let mode: RecordingMode
  private let inner: any Exchange
  private let redactor: Redactor
  private let now: @Sendable () -> Date

  package init(_ mode: RecordingMode, asking inner: any Exchange, redactor: Redactor) {
    self.init(mode, asking: inner, redactor: redactor, now: { Date() })
  }

  init(
    _ mode: RecordingMode, asking inner: any Exchange, redactor: Redactor, now: @escaping @Sendable () -> Date
  ) {
    self.mode = mode
    self.inner = inner
    self.redactor = redactor
    self.now = now
  }

  package func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    let recorded = try RecordedRequest(request, redactor)
    if let replay = mode.replay {
      if let recording = replay.answer(to: recorded, of: request.trial, turn: request.turn) {
        return recording.response
      }
      if mode.writer == nil {
        throw .notRecorded(redactor.redact(replay.miss(recorded, of: request.trial, turn: request.turn)))
      }
    }
    let response = try await inner.response(to: request)
    if let writer = mode.writer, Recording.isWorthKeeping(status: response.status) {
      writer.append(Recording(recorded, request, response, at: now(), redactor))
    }
    return response
  }
}
