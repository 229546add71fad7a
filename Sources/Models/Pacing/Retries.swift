package import EvalCore
package import Foundation
import Synchronization

/// Asks again after failures that may pass: exponential backoff with equal jitter (AWS, "Exponential backoff and jitter"),
/// the endpoint's `Retry-After` where it asks for more, and a budget per run so that a storm ends.
///
/// Each request may be asked again twice whatever the budget says; only what goes beyond draws on it.
package final class Retries: Sendable {
  package typealias Pause = @Sendable (Duration) async throws -> Void

  /// Retries of one request at most, and those that cost nothing.
  private static let most = 4
  private static let free = 2
  /// Seconds.
  private static let firstDelay = 0.5
  private static let longestDelay = 30.0
  private static let longestAsked = 120.0
  /// Seconds; longer is waited for by nobody, for a trial would be over before.
  static let longestLimit = 300.0
  /// What each request adds to the budget.
  private static let earned = 0.2

  /// Retries that may still be spent; shared by all trials of a run, hence the lock.
  private let budget: Mutex<Double>
  private let pause: Pause

  /// - Parameters:
  ///   - budget: retries beyond the free ones that a run starts with.
  ///   - pause: waits; throws when the task is cancelled.
  package init(budget: Double = 50, pause: @escaping Pause = { try await Task.sleep(for: $0) }) {
    self.budget = Mutex(budget)
    self.pause = pause
  }

  /// One attempt's failure, with the seconds that the endpoint asked to wait.
  package struct Attempt: Error {
    package let failure: EndpointFailure
    package let retryAfter: TimeInterval?

    package init(_ failure: EndpointFailure, retryAfter: TimeInterval? = nil) {
      self.failure = failure
      self.retryAfter = retryAfter
    }
  }

  /// The value of the first attempt that succeeds, else the last failure with the number of attempts. A cancelled task
  /// gets the failure at once.
  package func run<Value>(_ attempt: () async throws(Attempt) -> Value) async throws(EndpointFailure) -> Value {
    budget.withLock { $0 += Self.earned }
    var retries = 0
    while true {
      do {
        return try await attempt()
      } catch {
        guard retries < Self.mostRetries(after: error.failure), !Task.isCancelled else {
          throw error.failure.attempted(retries + 1)
        }
        guard retries < Self.free || spend() else {
          throw error.failure.attempted(retries + 1, "; the run's budget for retries is spent")
        }
        do { try await pause(Self.delay(beforeRetry: retries, asked: error.retryAfter)) } catch _ {
          throw error.failure.attempted(retries + 1)
        }
        retries += 1
      }
    }
  }

  private static func mostRetries(after failure: EndpointFailure) -> Int {
    // What would stop the run is confirmed with another question, not with the same.
    if failure.stopsRun { return 0 }
    return switch failure.class {
    case .rateLimited, .overloaded, .timeout, .connection, .tls, .server, .protocol: most
    default: 0
    }
  }

  private func spend() -> Bool {
    budget.withLock { budget in
      guard budget >= 1 else { return false }
      budget -= 1
      return true
    }
  }

  private static func delay(beforeRetry number: Int, asked: TimeInterval?) -> Duration {
    let ceiling = min(longestDelay, firstDelay * pow(2, Double(number)))
    return .seconds(max(Double.random(in: ceiling / 2...ceiling), min(asked ?? 0, longestAsked)))
  }
}

extension EndpointFailure {
  func attempted(_ times: Int, _ remark: String = "") -> EndpointFailure {
    var failure = self
    failure.message += remark
    failure.attempts = times
    return failure
  }
}
