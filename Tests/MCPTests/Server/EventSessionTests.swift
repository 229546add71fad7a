import OrderedJSON
import Testing

@testable import MCP

struct EventSessionTests {
  private func session(_ change: (inout EventSessions.Limits) -> Void) throws -> EventSession {
    var limits = EventSessions.Limits()
    change(&limits)
    let served = try #require(ServedVariants(Sample.suite(), trials: [], pageSize: nil).variant("today"))
    return EventSession(
      at: RequestTarget(variant: "today", trial: nil, served: served),
      dispatcher: RequestDispatcher(layers: LayerState()) { _ in },
      limits: limits)
  }

  private func status(_ session: EventSession, _ message: JSON = Wire.message("ping"), requestBytes: Int = 1) throws
    -> Int
  {
    do throws(RequestValidator.Rejection) {
      try session.take(message, requestBytes: requestBytes)
      return 202
    } catch {
      switch error {
      case .http(let status, _): return status
      case .rpc(let error): return error.code
      default: throw error
      }
    }
  }

  @Test(arguments: [("2025-03-26", 202), ("2024-11-05", -32600), ("2025-06-18", -32600)])
  func takesBatchesInTheOneRevisionThatHasThem(_ revision: String, _ expected: Int) throws {
    let session = try session { _ in }
    let batch: JSON = [Wire.message("ping"), Wire.message("tools/list", id: 2)]
    #expect(try status(session, batch) == -32600)
    #expect(try status(session, Wire.message("initialize", ["protocolVersion": .string(revision)])) == 202)
    #expect(try status(session, batch) == expected)
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
