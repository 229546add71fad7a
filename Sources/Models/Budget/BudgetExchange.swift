import CurlHTTP
package import EvalCore

/// Sends requests while the budget lasts. Stands inside a ``RecordingExchange``, so that only what is really sent counts.
package struct BudgetExchange: Exchange {
  private let budget: RunBudget
  private let inner: any Exchange

  package init(_ budget: RunBudget, asking inner: any Exchange) {
    self.budget = budget
    self.inner = inner
  }

  package func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    let reservation = try budget.admit(request.trial.model, bytes: request.bytes)
    do throws(EndpointFailure) {
      let response = try await inner.response(to: request)
      budget.settle(reservation, budget.countsMoney ? usage(of: response, to: request) : nil)
      return response
    } catch {
      budget.settle(reservation, nil)
      throw error
    }
  }

  /// Errors are free; an endpoint that counts nothing is charged by the rule of thumb.
  private func usage(of response: ExchangeResponse, to request: ExchangeRequest) -> Usage? {
    guard (200..<300).contains(response.status) else { return nil }
    var usage = request.usage.map { WireUsage(response.body, $0).usage } ?? Usage()
    usage.inputTokens = usage.inputTokens ?? TokenEstimate.tokens(bytes: request.bytes)
    usage.outputTokens = usage.outputTokens ?? TokenEstimate.tokens(bytes: response.body.count)
    return usage
  }
}
