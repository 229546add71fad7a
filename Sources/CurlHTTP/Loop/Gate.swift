/// Decides whose turn it is: libcurl walks all of its handles for each event, so requests wait here and not there.
///
/// Hosts take turns, and within a host the first to come is the first to start.
struct Gate {
  /// The requests of one host.
  final class Lane {
    fileprivate let host: Host
    fileprivate let queue = TransferQueue()
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
  private var lanes: [Host: Lane] = [:]
  /// The lanes that may start a request, each at most once.
  private var turns: [Lane] = []

  init(limit: Int, limitPerHost: Int) {
    self.limit = max(1, limit)
    self.limitPerHost = max(1, limitPerHost)
  }

  var hasNext: Bool { running < limit && !turns.isEmpty }

  mutating func enter(_ transfer: Transfer) {
    let address = transfer.request.address
    let lane = lane(for: Host(scheme: address.scheme, name: address.host, port: address.port))
    transfer.lane = lane
    lane.queue.append(transfer)
    giveTurn(lane)
  }

  /// Leaves before its turn.
  mutating func withdraw(_ transfer: Transfer) {
    guard let lane = transfer.lane.take() else { return }
    lane.queue.remove(transfer)
    dropIfUnused(lane)
  }

  /// The next transfer that may start, counted as running until ``leave(_:)``.
  mutating func next() -> Transfer? {
    while running < limit, !turns.isEmpty {
      let lane = turns.removeFirst()
      lane.hasTurn = false
      guard let transfer = lane.queue.popFirst() else { continue }
      lane.running += 1
      running += 1
      giveTurn(lane)
      return transfer
    }
    return nil
  }

  /// Ends a turn that ``next()`` gave.
  mutating func leave(_ transfer: Transfer) {
    guard let lane = transfer.lane.take() else { return }
    lane.running -= 1
    running -= 1
    giveTurn(lane)
    dropIfUnused(lane)
  }

  /// All that wait, taken out.
  mutating func drain() -> [Transfer] {
    lanes.values.flatMap { lane in
      Array(sequence(state: lane.queue) { $0.popFirst() })
    }
  }

  private mutating func lane(for host: Host) -> Lane {
    if let lane = lanes[host] { return lane }
    let lane = Lane(host)
    lanes[host] = lane
    return lane
  }

  private mutating func giveTurn(_ lane: Lane) {
    guard !lane.hasTurn, !lane.queue.isEmpty, lane.running < limitPerHost else { return }
    lane.hasTurn = true
    turns.append(lane)
  }

  private mutating func dropIfUnused(_ lane: Lane) {
    guard lane.running == 0, lane.queue.isEmpty else { return }
    if lane.hasTurn { turns.removeAll { $0 === lane } }
    lanes[lane.host] = nil
  }
}
