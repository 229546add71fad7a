import Testing

@testable import CurlHTTP

struct GateTests {
  private func transfer(_ host: String) throws -> Transfer {
    Transfer(try PreparedRequest(CurlRequest("http://\(host)/"), defaultLimit: 1))
  }

  /// The hosts of all that may start now.
  private func start(_ gate: inout Gate) -> [String] {
    var hosts: [String] = []
    while let next = gate.next() { hosts.append(next.request.address.host) }
    return hosts
  }

  private func hosts(_ transfers: [Transfer]) -> String { transfers.map(\.request.address.host).joined() }

  @Test func hostsTakeTurnsAndEachKeepsItsOrder() throws {
    var gate = Gate(limit: 4, limitPerHost: 4)
    let transfers = try "aaab".map { try transfer("\($0)") }
    for transfer in transfers { gate.enter(transfer) }
    let started = Array(sequence(state: ()) { _ in gate.next() })
    #expect(started.map(ObjectIdentifier.init) == [0, 3, 1, 2].map { ObjectIdentifier(transfers[$0]) })
  }

  @Test func neverPassesEitherLimit() throws {
    var gate = Gate(limit: 3, limitPerHost: 2)
    for host in "aaaabbb" { gate.enter(try transfer("\(host)")) }
    var running = Array(sequence(state: ()) { _ in gate.next() })
    #expect(hosts(running) == "aba")
    #expect(!gate.hasNext)
    var order = hosts(running)
    while !running.isEmpty {
      gate.leave(running.removeFirst())
      while let next = gate.next() {
        order += next.request.address.host
        running.append(next)
      }
      #expect(running.count <= 3)
      #expect(running.count { $0.request.address.host == "a" } <= 2)
    }
    #expect(order.count == 7)
  }

  @Test func aWithdrawnTransferIsFreedAndBlocksNobody() throws {
    var gate = Gate(limit: 1, limitPerHost: 1)
    gate.enter(try transfer("a"))
    let first = gate.next()
    let running = try #require(first)
    weak var forgotten: Transfer?
    do {
      let early = try (0..<100).map { _ in try transfer("a") }
      for transfer in early { gate.enter(transfer) }
      for transfer in early.reversed() { gate.withdraw(transfer) }
      forgotten = early.first
    }
    #expect(forgotten == nil)
    gate.enter(try transfer("b"))
    let last = try transfer("a")
    gate.enter(last)
    gate.withdraw(last)
    #expect(start(&gate) == [])
    gate.leave(running)
    #expect(start(&gate) == ["b"])
  }

  @Test func drainsWhatWaitsAndNotWhatRuns() throws {
    var gate = Gate(limit: 2, limitPerHost: 1)
    for host in "aaabb" { gate.enter(try transfer("\(host)")) }
    #expect(start(&gate) == ["a", "b"])
    let drained = gate.drain()
    #expect(drained.count == 3)
    #expect(start(&gate) == [])
  }

  @Test func anUnusableLimitLetsOneThrough() throws {
    var gate = Gate(limit: 0, limitPerHost: -1)
    gate.enter(try transfer("a"))
    gate.enter(try transfer("a"))
    #expect(start(&gate) == ["a"])
  }
}
