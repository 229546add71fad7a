import EvalCore
import Synchronization

/// Counts calls at every level of the rate limits, for one server process.
final class RateLimiter: Sendable {
  /// Taken from by concurrent requests, hence the lock: a call takes from all of its buckets or from none.
  private let buckets = Mutex<[Key: TokenBucket]>([:])
  private let clock: @Sendable () -> Duration

  /// Why a call has to wait.
  struct Refusal: Sendable {
    let limit: RateLimit
    /// In words for the model.
    let level: String
    let wait: Duration
  }

  private enum Key: Hashable {
    case conversation(Int)
    case subject(String, tenant: String?)
    case tenant(String)
    case tool(String, subject: String, tenant: String?)
  }

  /// - Parameter clock: time since any fixed moment.
  init(clock: @escaping @Sendable () -> Duration) { self.clock = clock }

  static let uptime: @Sendable () -> Duration = {
    let start = ContinuousClock.now
    return { ContinuousClock.now - start }
  }()

  /// Nil, and counted, where every level lets the call through; else the level that takes longest, and nothing is counted.
  func admit(_ call: LayeredCall) -> Refusal? {
    let levels = levels(of: call)
    guard !levels.isEmpty else { return nil }
    return buckets.withLock { buckets in
      let now = clock()
      var longest: Refusal?
      for (key, limit, words) in levels {
        let wait = (buckets[key] ?? TokenBucket(limit)).wait(at: now)
        if wait > longest?.wait ?? .zero { longest = Refusal(limit: limit, level: words, wait: wait) }
      }
      if let longest { return longest }
      for (key, limit, _) in levels { buckets[key, default: TokenBucket(limit)].take(at: now) }
      if buckets.count > Self.most { buckets = buckets.filter { !$0.value.isFull(at: now) } }
      return nil
    }
  }

  func forget(_ trial: Int) {
    buckets.withLock { _ = $0.removeValue(forKey: .conversation(trial)) }
  }

  /// Beyond it, those are dropped that would be made anew as they are.
  private static let most = 10_000

  private func levels(of call: LayeredCall) -> [(Key, RateLimit, String)] {
    let limits = call.served.layers.limits
    let (subject, tenant) = (call.caller?.subject ?? "", call.caller?.tenant)
    var levels: [(Key, RateLimit, String)] = []
    if let limit = limits.conversation, let trial = call.trial {
      levels.append((.conversation(trial), limit, "this conversation"))
    }
    if let limit = limits.subject { levels.append((.subject(subject, tenant: tenant), limit, "this user")) }
    if let limit = limits.tenant, let tenant { levels.append((.tenant(tenant), limit, "this organization")) }
    if let limit = limits.tools[call.tool] {
      levels.append((.tool(call.tool, subject: subject, tenant: tenant), limit, "'\(call.tool)'"))
    }
    return levels
  }
}
