package import EvalCore
import Synchronization

/// How many requests a run may send and what they may cost (`--max-requests`, `--max-cost`). Replayed answers are free.
///
/// Money counts when an answer has come, by its tokens; for what is under way the input is set aside by the rule of thumb,
/// so the limit is passed by the output of the requests in flight at most.
package final class RunBudget: Sendable {
  private let mostRequests: Int?
  private let mostDollars: Double?
  private let prices: [String: TokenPrice]
  /// All trials of a run draw on it, hence the lock.
  private let state = Mutex(Spent())

  /// What has gone so far.
  package struct Spent: Sendable, Hashable {
    package var requests = 0
    /// USD.
    package var dollars = 0.0
    /// USD that requests under way will cost at least.
    fileprivate var reserved = 0.0
  }

  /// What one request has set aside until its answer is there.
  struct Reservation: Sendable {
    fileprivate let model: String
    fileprivate let dollars: Double
  }

  /// - Parameters:
  ///   - mostRequests: nil for no limit; retries count, too.
  ///   - mostDollars: USD; nil for no limit.
  ///   - models: that the run may ask, by the name that `prices` has them under.
  /// - Throws: where a limit of money meets a model without a price.
  package init(
    mostRequests: Int?, mostDollars: Double?, models: [String], prices: [String: TokenPrice]
  ) throws(ModelSetupError) {
    let unpriced = mostDollars == nil ? [] : models.filter { prices[$0] == nil }
    guard unpriced.isEmpty else {
      throw ModelSetupError(
        "--max-cost: expected a price for every model, found none for '\(unpriced.joined(separator: "', '"))': "
          + "set price: {input, output} under 'models' in toolsight.yaml, or give a table with --prices FILE")
    }
    self.mostRequests = mostRequests
    self.mostDollars = mostDollars
    self.prices = prices
  }

  package var spent: Spent { state.withLock(\.self) }

  /// Whether answers have to be read for what they cost.
  var countsMoney: Bool { mostDollars != nil }

  /// Lets one more request out.
  ///
  /// - Parameter bytes: of the request's body.
  /// - Throws: where the budget is spent, or would be by this request; it is not sent then.
  func admit(_ model: String, bytes: Int) throws(EndpointFailure) -> Reservation {
    let expected = prices[model].map { Double(TokenEstimate.tokens(bytes: bytes)) * $0.input / 1e6 } ?? 0
    let refusal = state.withLock { spent -> String? in
      if let mostRequests, spent.requests >= mostRequests {
        return "--max-requests \(mostRequests): that many have been sent"
      }
      if let mostDollars, spent.dollars + spent.reserved + expected > mostDollars {
        return
          "--max-cost \(mostDollars) USD: \(spent.dollars.cents) USD spent, and the requests under way and the next one "
          + "together could cost \((spent.reserved + expected).cents) USD"
      }
      spent.requests += 1
      spent.reserved += expected
      return nil
    }
    if let refusal { throw .budgetSpent(refusal) }
    return Reservation(model: model, dollars: expected)
  }

  /// Books what the request has cost.
  ///
  /// - Parameter usage: nil where there was no answer that anybody charges for.
  func settle(_ reservation: Reservation, _ usage: Usage?) {
    let dollars = usage.flatMap { usage in prices[reservation.model].flatMap { usage.dollars(at: $0) } } ?? 0
    state.withLock { spent in
      spent.reserved = max(0, spent.reserved - reservation.dollars)
      spent.dollars += dollars
    }
  }
}

extension Double {
  /// In USD with four decimals.
  fileprivate var cents: String { String((self * 1e4).rounded() / 1e4) }
}
