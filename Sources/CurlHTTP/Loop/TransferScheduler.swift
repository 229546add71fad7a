/// Decides whose turn it is: libcurl walks all of its handles for each event, so requests wait here and not there.
///
/// Hosts take turns, and within a host the first to come is the first to start.
struct TransferScheduler {
  /// The requests of one host.
  final class HostQueue {
    fileprivate let host: Host
    fileprivate let transfers = TransferQueue()
    fileprivate var running = 0
    fileprivate var hasTurn = false

    fileprivate init(_ host: Host) { self.host = host }
  }

  fileprivate struct Host: Hashable {
    let scheme, name: String
    let port: Int
  }

  private let limit: Int
  private let limitPerHost: Int
  private var running = 0
  /// Only hosts that have requests.
  private var hostQueues: [Host: HostQueue] = [:]
  /// The hostQueues that may start a request, each at most once.
  private var turns: [HostQueue] = []

  init(limit: Int, limitPerHost: Int) {
    self.limit = max(1, limit)
    self.limitPerHost = max(1, limitPerHost)
  }

  var hasNext: Bool { running < limit && !turns.isEmpty }

  mutating func enter(_ transfer: Transfer) {
    let address = transfer.request.address
    let hostQueue = hostQueue(for: Host(scheme: address.scheme, name: address.host, port: address.port))
    transfer.hostQueue = hostQueue
    hostQueue.transfers.append(transfer)
    giveTurn(hostQueue)
  }

  /// Leaves before its turn.
  mutating func withdraw(_ transfer: Transfer) {
    guard let hostQueue = transfer.hostQueue.take() else { return }
    hostQueue.transfers.remove(transfer)
    dropIfUnused(hostQueue)
  }

  /// The next transfer that may start, counted as running until ``leave(_:)``.
  mutating func next() -> Transfer? {
    while running < limit, !turns.isEmpty {
      let hostQueue = turns.removeFirst()
      hostQueue.hasTurn = false
      guard let transfer = hostQueue.transfers.popFirst() else { continue }
      hostQueue.running += 1
      running += 1
      giveTurn(hostQueue)
      return transfer
    }
    return nil
  }

  /// Ends a turn that ``next()`` gave.
  mutating func leave(_ transfer: Transfer) {
    guard let hostQueue = transfer.hostQueue.take() else { return }
    hostQueue.running -= 1
    running -= 1
    giveTurn(hostQueue)
    dropIfUnused(hostQueue)
  }

  /// All that wait, taken out.
  mutating func drain() -> [Transfer] {
    hostQueues.values.flatMap { hostQueue in
      Array(sequence(state: hostQueue.transfers) { $0.popFirst() })
    }
  }

  private mutating func hostQueue(for host: Host) -> HostQueue {
    if let hostQueue = hostQueues[host] { return hostQueue }
    let hostQueue = HostQueue(host)
    hostQueues[host] = hostQueue
    return hostQueue
  }

  private mutating func giveTurn(_ hostQueue: HostQueue) {
    guard !hostQueue.hasTurn, !hostQueue.transfers.isEmpty, hostQueue.running < limitPerHost else { return }
    hostQueue.hasTurn = true
    turns.append(hostQueue)
  }

  private mutating func dropIfUnused(_ hostQueue: HostQueue) {
    guard hostQueue.running == 0, hostQueue.transfers.isEmpty else { return }
    if hostQueue.hasTurn { turns.removeAll { $0 === hostQueue } }
    hostQueues[hostQueue.host] = nil
  }
}
