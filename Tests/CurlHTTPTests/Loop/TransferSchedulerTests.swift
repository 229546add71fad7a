import Testing

@testable import CurlHTTP

struct TransferSchedulerTests {
  private func transfer(_ host: String) throws -> Transfer {
    Transfer(try PreparedRequest(CurlRequest("http://\(host)/"), defaultLimit: 1))
  }

  /// The hosts of all that may start now.
  private func start(_ scheduler: inout TransferScheduler) -> [String] {
    var hosts: [String] = []
    while let next = scheduler.next() { hosts.append(next.request.address.host) }
    return hosts
  }

  private func hosts(_ transfers: [Transfer]) -> String { transfers.map(\.request.address.host).joined() }

  @Test func hostsTakeTurnsAndEachKeepsItsOrder() throws {
    var scheduler = TransferScheduler(limit: 4, limitPerHost: 4)
    let transfers = try "aaab".map { try transfer("\($0)") }
    for transfer in transfers { scheduler.enter(transfer) }
    let started = Array(sequence(state: ()) { _ in scheduler.next() })
    #expect(started.map(ObjectIdentifier.init) == [0, 3, 1, 2].map { ObjectIdentifier(transfers[$0]) })
  }

  @Test func neverPassesEitherLimit() throws {
    var scheduler = TransferScheduler(limit: 3, limitPerHost: 2)
    for host in "aaaabbb" { scheduler.enter(try transfer("\(host)")) }
    var running = Array(sequence(state: ()) { _ in scheduler.next() })
    #expect(hosts(running) == "aba")
    #expect(!scheduler.hasNext)
    var order = hosts(running)
    while !running.isEmpty {
      scheduler.leave(running.removeFirst())
      while let next = scheduler.next() {
        order += next.request.address.host
        running.append(next)
      }
      #expect(running.count <= 3)
      #expect(running.count { $0.request.address.host == "a" } <= 2)
    }
    #expect(order.count == 7)
  }

  @Test func aWithdrawnTransferIsFreedAndBlocksNobody() throws {
    var scheduler = TransferScheduler(limit: 1, limitPerHost: 1)
    scheduler.enter(try transfer("a"))
    let first = scheduler.next()
    let running = try #require(first)
    weak var forgotten: Transfer?
    do {
      let early = try (0..<100).map { _ in try transfer("a") }
      for transfer in early { scheduler.enter(transfer) }
      for transfer in early.reversed() { scheduler.withdraw(transfer) }
      forgotten = early.first
    }
    #expect(forgotten == nil)
    scheduler.enter(try transfer("b"))
    let last = try transfer("a")
    scheduler.enter(last)
    scheduler.withdraw(last)
    #expect(start(&scheduler) == [])
    scheduler.leave(running)
    #expect(start(&scheduler) == ["b"])
  }

  @Test func drainsWhatWaitsAndNotWhatRuns() throws {
    var scheduler = TransferScheduler(limit: 2, limitPerHost: 1)
    for host in "aaabb" { scheduler.enter(try transfer("\(host)")) }
    #expect(start(&scheduler) == ["a", "b"])
    let drained = scheduler.drain()
    #expect(drained.count == 3)
    #expect(start(&scheduler) == [])
  }

  @Test func anUnusableLimitLetsOneThrough() throws {
    var scheduler = TransferScheduler(limit: 0, limitPerHost: -1)
    scheduler.enter(try transfer("a"))
    scheduler.enter(try transfer("a"))
    #expect(start(&scheduler) == ["a"])
  }
}
