import OrderedJSON
import Testing

@testable import MCP

struct EventSessionTests {
  private func session(_ change: (inout EventSessions.Limits) -> Void) throws -> EventSession {
    var limits = EventSessions.Limits()
    change(&limits)
    let offer = try #require(Offers(Sample.suite(), trials: [], pageSize: nil).offer(variant: "today"))
    return EventSession(at: Place(variant: "today", trial: nil, offer: offer), desk: Desk { _ in }, limits: limits)
  }

  private func status(_ session: EventSession, requestBytes: Int = 1) throws -> Int {
    let call = try Wire.call("ping")
    do throws(Ladder.Refusal) {
      try session.take(call, requestBytes: requestBytes)
      return 202
    } catch {
      guard case .http(let status, _) = error else { throw error }
      return status
    }
  }

  @Test func keepsNoMoreAnswersThanItsLimit() throws {
    let session = try session { $0.waiting = 2 }
    #expect(try (0..<3).map { _ in try status(session) } == [202, 202, 429])
  }

  @Test func keepsNoMoreBytesThanItsLimit() throws {
    let session = try session { $0.waitingBytes = 10 }
    #expect(try [6, 5, 4, 1].map { try status(session, requestBytes: $0) } == [202, 429, 202, 429])
  }
}
