/// One arm's ratio of two counts on *these* cases, such as a tool's precision, where the number of calls is random too
/// (method 2.4).
package struct SuiteRatio: Sendable, Hashable {
  /// What one run adds: `hits` of `calls`, for precision the calls of the tool and the right ones among them.
  package struct Run: Sendable, Hashable {
    package let hits: Double
    package let calls: Double

    package init(hits: Double, calls: Double) {
      self.hits = hits
      self.calls = calls
    }
  }

  /// Σhits/Σcalls with each run weighing 1/Kᵢ, so that a case counts once however often it was run.
  package let estimate: Double
  /// Calls in all runs.
  package let calls: Double
  /// From the linearised residuals hits - ratio·calls, pooled as in ``WithinCaseVariance``, over the mean number of
  /// calls; `nil` where the cases were not repeated: then the estimate decides.
  package let standardError: Double?

  /// The runs of each case; cases without a run are left out. `nil` below 3 calls, where nothing can be said.
  package init?(_ cases: [[Run]]) {
    let cases = cases.filter { !$0.isEmpty }
    calls = cases.reduce(0) { $0 + $1.reduce(0) { $0 + $1.calls } }
    guard calls >= 3 else { return nil }
    let meanCalls = cases.reduce(0) { $0 + Self.mean($1.map(\.calls)) } / Double(cases.count)
    let meanHits = cases.reduce(0) { $0 + Self.mean($1.map(\.hits)) } / Double(cases.count)
    let ratio = meanHits / meanCalls
    estimate = ratio
    let spreads = cases.map { runs in
      let residuals = runs.map { $0.hits - ratio * $0.calls }
      let center = Self.mean(residuals)
      return WithinCaseVariance.Spread(
        spread: Self.mean(residuals.map { ($0 - center) * ($0 - center) }), runs: runs.count, weight: 1)
    }
    standardError = WithinCaseVariance(spreads).map { $0.ofMean.squareRoot() / meanCalls }
  }

  /// Ratio ± z·SE, clipped to 0...1; `nil` without a standard error or unless `0 < level < 1`.
  package func interval(level: Double) -> Interval? {
    guard let standardError, let z = Normal.criticalValue(level: level) else { return nil }
    return Interval(center: estimate, halfWidth: z * standardError, level: level).clipped(to: 0...1)
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
