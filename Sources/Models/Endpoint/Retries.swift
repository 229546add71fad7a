package import EvalCore
package import Foundation
import Synchronization

/// Asks again after failures that may pass: exponential backoff with full jitter (AWS, "Exponential backoff and jitter"),
/// the endpoint's `Retry-After` where it gives one, and a budget per run so that a storm ends.
package final class Retries: Sendable {
  /// Asks after the first, at most.
  private let most = 4
  private let firstDelay = 0.5
  private let longestDelay = 30.0
  /// Retries that may still be spent; shared by all trials of a run, hence the lock.
  private let budget: Mutex<Double>
  /// What each request adds to the budget.
  private static let earned = 0.2

  package init(budget: Double = 50) { self.budget = Mutex(budget) }

  /// One attempt's failure with the seconds that the endpoint asked to wait.
  package struct Attempt: Error {
    package let failure: EndpointFailure
    package let retryAfter: TimeInterval?

    package init(_ failure: EndpointFailure, retryAfter: TimeInterval? = nil) {
      self.failure = failure
      self.retryAfter = retryAfter
    }
  }

  /// The value of the first attempt that succeeds, else the last failure with the number of attempts.
  package func run<Value: Sendable>(
    _ attempt: @Sendable (_ number: Int) async throws(Attempt) -> Value
  ) async throws(EndpointFailure) -> Value {
    budget.withLock { $0 += Self.earned }
    var number = 1
    while true {
      do {
        return try await attempt(number)
      } catch {
        let failure = error.failure.attempted(number)
        guard number <= mostRetries(after: failure), !Task.isCancelled, spend() else { throw failure }
        try? await Task.sleep(for: .seconds(delay(before: number + 1, asked: error.retryAfter)))
        if Task.isCancelled { throw failure }
        number += 1
      }
    }
  }

  private func mostRetries(after failure: EndpointFailure) -> Int {
    switch failure.class {
    case .rateLimited, .overloaded, .timeout, .connection, .tls, .server, .protocol: most
    // Asked once more, because it stops the whole run.
    case .auth, .quota, .modelNotFound: 1
    case .badRequest, .contextLength, .notShown, .noScript: 0
    }
  }

  private func spend() -> Bool {
    budget.withLock { budget in
      guard budget >= 1 else { return false }
      budget -= 1
      return true
    }
  }

  private func delay(before number: Int, asked: TimeInterval?) -> TimeInterval {
    if let asked { return min(max(asked, 0), 120) }
    let ceiling = min(longestDelay, firstDelay * pow(2, Double(number - 2)))
    return Double.random(in: ceiling / 2...ceiling)
  }
}

extension EndpointFailure {
  func attempted(_ times: Int) -> EndpointFailure {
    EndpointFailure(self.class, status: status, message: message, attempts: times)
  }
}
