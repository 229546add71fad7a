package import EvalCore

/// One request's turn at an endpoint, and what its answer told about limits.
package struct PacedTurn: Sendable {
  let lane: Int
  /// Of the lane's window when the turn began.
  let round: Int
  /// Tokens.
  let estimate: Int
  let isProbe: Bool
  /// Whether it is its request's first attempt.
  var isFirst = true
  private(set) var hint = RateHint()
  private(set) var tokens: Int?
  private(set) var ignoresFailure = false
  private(set) var isForeign = false

  init(lane: Int, round: Int, estimate: Int, isProbe: Bool) {
    (self.lane, self.round, self.estimate, self.isProbe) = (lane, round, estimate, isProbe)
  }

  package mutating func note(_ hint: RateHint) { self.hint = hint }

  /// Corrects the estimate; says nothing where the endpoint did not count.
  package mutating func note(_ usage: Usage) {
    guard usage.inputTokens != nil || usage.outputTokens != nil else { return }
    tokens = min(1_000_000_000, max(0, usage.inputTokens ?? 0)) + min(1_000_000_000, max(0, usage.outputTokens ?? 0))
  }

  /// Something else answered in the endpoint's place, such as the login page of a network.
  package mutating func markForeign() { isForeign = true }

  /// What will be thrown is no fault of the endpoint's: it answered, and its model wrote what it could not parse.
  package mutating func ignoreFailure() { ignoresFailure = true }
}
