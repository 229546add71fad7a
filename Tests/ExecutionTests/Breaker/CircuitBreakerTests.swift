import EvalCore
import TestSupport
import Testing

@testable import Execution

struct CircuitBreakerTests {
  private static func breaker(failures: Int = 2, open: Int = 10) -> CircuitBreaker {
    var settings = BreakerSettings()
    (settings.failures, settings.open) = (failures, .seconds(open))
    return CircuitBreaker(settings)
  }

  private static func call(_ breaker: inout CircuitBreaker, _ verdict: CircuitBreaker.Verdict, at second: Int) -> Bool {
    guard case .admitted(let ticket) = breaker.admit(at: .seconds(second)) else { return false }
    breaker.record(verdict, ticket, at: .seconds(second))
    return true
  }

  private static func ticket(_ breaker: inout CircuitBreaker, at second: Int) throws -> CircuitBreaker.Ticket {
    guard case .admitted(let ticket) = breaker.admit(at: .seconds(second)) else { throw CancellationError() }
    return ticket
  }

  @Test func opensAfterFailuresInARow() {
    var breaker = Self.breaker()
    for verdict in [CircuitBreaker.Verdict.failed, .well, .failed, .unknown] {
      #expect(Self.call(&breaker, verdict, at: 0) && breaker.state == .closed)
    }
    #expect(Self.call(&breaker, .failed, at: 0) && breaker.state == .open)
    #expect(breaker.admit(at: .seconds(3)) == .refused(.seconds(7)))
  }

  @Test func letsOneCallTryAfterAWhile() throws {
    var breaker = Self.breaker(failures: 1)
    #expect(Self.call(&breaker, .failed, at: 0))
    let probe = try Self.ticket(&breaker, at: 10)
    #expect(breaker.state == .halfOpen)
    #expect(breaker.admit(at: .seconds(11)) == .refused(.zero))
    breaker.record(.well, probe, at: .seconds(12))
    #expect(breaker.state == .closed && Self.call(&breaker, .well, at: 12))
  }

  @Test func opensAgainForAsLongWhereTheTryFails() throws {
    var breaker = Self.breaker(failures: 3)
    for _ in 0..<3 { #expect(Self.call(&breaker, .failed, at: 0)) }
    #expect(Self.call(&breaker, .failed, at: 15))
    #expect(breaker.state == .open && breaker.admit(at: .seconds(24)) == .refused(.seconds(1)))
    #expect(Self.call(&breaker, .well, at: 25) && breaker.state == .closed)
  }

  @Test func letsAnotherTryWhereOneWasGivenUp() throws {
    var breaker = Self.breaker(failures: 1)
    #expect(Self.call(&breaker, .failed, at: 0) && Self.call(&breaker, .unknown, at: 10))
    #expect(breaker.state == .halfOpen && Self.call(&breaker, .well, at: 10) && breaker.state == .closed)
  }

  @Test func takesNoWordFromACallOfAnEarlierState() throws {
    var breaker = Self.breaker(failures: 1)
    let (slow, slower) = (try Self.ticket(&breaker, at: 0), try Self.ticket(&breaker, at: 0))
    #expect(Self.call(&breaker, .failed, at: 1))
    breaker.record(.well, slow, at: .seconds(2))
    #expect(breaker.state == .open)
    let probe = try Self.ticket(&breaker, at: 11)
    breaker.record(.failed, slower, at: .seconds(12))
    #expect(breaker.state == .halfOpen)
    breaker.record(.well, probe, at: .seconds(13))
    breaker.record(.failed, probe, at: .seconds(13))
    #expect(breaker.state == .closed)
  }

  @Test func flapsWithAServerThatDoes() {
    var breaker = Self.breaker(failures: 2, open: 2)
    var (states, asked) = ([CircuitBreaker.State](), 0)
    for second in 0..<40 {
      // Well for four seconds, and then not.
      if Self.call(&breaker, second / 4 % 2 == 0 ? .well : .failed, at: second) { asked += 1 }
      if states.last != breaker.state { states.append(breaker.state) }
    }
    #expect(states == Array(repeating: [.closed, .open], count: 5).flatMap(\.self))
    #expect(asked < 40 && asked > 30)
  }

  @Test(.timeLimit(.minutes(1))) func letsExactlyOneOfManyTry() async {
    let breaker = Box(Self.breaker(failures: 1))
    breaker.update { #expect(Self.call(&$0, .failed, at: 0)) }
    for round in 1...50 {
      let now = Duration.seconds(10 * round)
      let tickets: [CircuitBreaker.Ticket] = await withTaskGroup(of: CircuitBreaker.Ticket?.self) { group in
        for _ in 0..<64 {
          group.addTask {
            if case .admitted(let ticket) = breaker.update({ $0.admit(at: now) }) { ticket } else { nil }
          }
        }
        return await group.reduce(into: []) { tickets, ticket in if let ticket { tickets.append(ticket) } }
      }
      #expect(tickets.count == 1)
      for ticket in tickets { breaker.update { $0.record(.failed, ticket, at: now) } }
    }
  }
}
