import Testing

@testable import CurlHTTP

struct TransferQueueTests {
  @Test(arguments: [[], [0], [1], [2], [0, 1], [1, 2], [2, 1, 0], [0, 2]])
  func keepsTheOrderOfThoseThatStay(removed: [Int]) throws {
    let queue = TransferQueue()
    let transfers = try (0..<3).map { _ in
      Transfer(try PreparedRequest(CurlRequest("http://h/"), defaultLimit: 1))
    }
    for transfer in transfers { queue.append(transfer) }
    for index in removed { queue.remove(transfers[index]) }
    let rest = Array(sequence(state: queue) { $0.popFirst() })
    #expect(
      rest.map(ObjectIdentifier.init)
        == (0..<3).filter { !removed.contains($0) }.map { ObjectIdentifier(transfers[$0]) })
    #expect(queue.isEmpty)
    queue.append(transfers[0])
    #expect(queue.popFirst() === transfers[0])
  }
}
