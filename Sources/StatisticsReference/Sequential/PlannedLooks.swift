import Statistics

/// Bounds for a few looks that were planned beforehand, so that all of them together err with probability α (method
/// 2.8): a look is significant when |z| reaches its bound, and its interval must be as wide as that bound.
///
/// The alternative to ``McNemarEProcess`` that has to know its looks beforehand.
package struct PlannedLooks: Sendable, Hashable {
  /// The share of the runs that has been made at each look, rising to at most 1.
  package let information: [Double]
  /// The bound for |z| at each look.
  package let bounds: [Double]

  /// Equally spaced looks with bounds that fall as c/√t (O'Brien and Fleming 1979).
  ///
  /// `nil` unless there are 1 to 50 looks and `0 < alpha < 1`, two-sided.
  package static func obrienFleming(looks: Int, alpha: Double) -> PlannedLooks? {
    equallySpaced(looks: looks, alpha: alpha) { $0.map { 1 / $0.squareRoot() } }
  }

  /// Equally spaced looks with the same bound for each (Pocock 1977).
  package static func pocock(looks: Int, alpha: Double) -> PlannedLooks? {
    equallySpaced(looks: looks, alpha: alpha) { $0.map { _ in 1 } }
  }

  /// Looks after any shares of the runs, each spending what the function allows by then.
  ///
  /// `nil` unless the shares rise by 0.01 or more from 0 to at most 1 and `0 < alpha < 1`, two-sided.
  package init?(spending: AlphaSpending, information: [Double], alpha: Double) {
    let steps = zip(information, [0] + information).map { $0 - $1 }
    guard let last = information.last, last <= 1, steps.allSatisfy({ $0 > 0.00999 }), alpha > 0, alpha < 1 else {
      return nil
    }
    var (bounds, path, spent) = ([Double](), UndecidedPath.start, 0.0)
    for share in information {
      let allowed = spending.spent(at: share, alpha: alpha)
      let current = path
      bounds.append(MonotoneRoot.find(between: 0, and: 40, excess: { allowed - spent - current.exit($0, at: share) }))
      path = path.staying(within: bounds.last ?? 0, at: share)
      spent = allowed
    }
    self.init(information: information, bounds: bounds)
  }

  /// Looks after so many repeats of each case, such as 3, 6 and 10.
  package init?(spending: AlphaSpending, repeats: [Int], alpha: Double) {
    guard let last = repeats.last, last > 0 else { return nil }
    self.init(spending: spending, information: repeats.map { Double($0) / Double(last) }, alpha: alpha)
  }

  /// The two-sided p that each look compares with.
  package var nominalP: [Double] { bounds.map { 2 * Normal.upperTail($0) } }

  /// The level of an interval that may be trusted at each look; a pass before the last look needs this one.
  package var intervalLevels: [Double] { nominalP.map { 1 - $0 } }

  /// The chance that |z| reaches its bound at some look though nothing changed.
  package var falseAlarmRate: Double { Self.exit(information, bounds) }

  private init(information: [Double], bounds: [Double]) {
    self.information = information
    self.bounds = bounds
  }

  private static func equallySpaced(
    looks: Int, alpha: Double, shape: ([Double]) -> [Double]
  ) -> PlannedLooks? {
    guard 1...50 ~= looks, alpha > 0, alpha < 1 else { return nil }
    let information = (1...looks).map { Double($0) / Double(looks) }
    let shape = shape(information)
    // Between no correction at all and Bonferroni's.
    let factor = MonotoneRoot.find(
      between: -Normal.quantile(alpha / 2), and: -Normal.quantile(alpha / 2 / Double(looks)),
      excess: { factor in alpha - exit(information, shape.map { factor * $0 }) })
    return PlannedLooks(information: information, bounds: shape.map { factor * $0 })
  }

  private static func exit(_ information: [Double], _ bounds: [Double]) -> Double {
    var path = UndecidedPath.start
    return zip(information, bounds).reduce(0) { total, look in
      defer { path = path.staying(within: look.1, at: look.0) }
      return total + path.exit(look.1, at: look.0)
    }
  }
}

/// Brownian motion that has not reached a bound yet, by its density at the last look (Armitage, McPherson and Rowe
/// 1969).
private struct UndecidedPath {
  static let start = UndecidedPath(time: 0, positions: [0], masses: [1])

  let time: Double
  let positions: [Double]
  let masses: [Double]

  /// The chance that |z| is at least `bound` at a later time.
  func exit(_ bound: Double, at later: Double) -> Double {
    let (edge, deviation) = (bound * later.squareRoot(), (later - time).squareRoot())
    return zip(positions, masses).reduce(0) { sum, point in
      sum + point.1
        * (Normal.upperTail((edge - point.0) / deviation) + Normal.upperTail((edge + point.0) / deviation))
    }
  }

  func staying(within bound: Double, at later: Double) -> UndecidedPath {
    // Beyond 8.5 standard deviations nothing is left to lose.
    let (edge, deviation) = (min(bound, 8.5) * later.squareRoot(), (later - time).squareRoot())
    let rule = GaussLegendre(points: 128, from: -edge, to: edge)
    let density = rule.nodes.map { x in
      zip(positions, masses).reduce(0) { $0 + $1.1 * Normal.density((x - $1.0) / deviation) } / deviation
    }
    return UndecidedPath(time: later, positions: rule.nodes, masses: zip(rule.weights, density).map { $0 * $1 })
  }
}
