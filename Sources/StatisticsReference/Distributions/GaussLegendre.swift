import Foundation

/// Integrates a smooth function over an interval: exact for polynomials up to degree 2·points - 1 (DLMF 3.5.15).
///
/// Here because the bounds of ``PlannedLooks`` are integrals.
struct GaussLegendre {
  let nodes: [Double]
  let weights: [Double]

  /// Nodes and weights of `points` (at least 1) points on `low...high`.
  init(points: Int, from low: Double, to high: Double) {
    let (center, half) = ((low + high) / 2, (high - low) / 2)
    let rule = (1...points).map { Self.node($0, of: points) }
    nodes = rule.map { center + half * $0.position }
    weights = rule.map { half * $0.weight }
  }

  /// Σ weight·value over the nodes.
  func integral(_ value: (Double) -> Double) -> Double {
    zip(nodes, weights).reduce(0) { $0 + $1.1 * value($1.0) }
  }

  /// The root of the Legendre polynomial by Newton's method, from the usual asymptotic start.
  private static func node(_ index: Int, of points: Int) -> (position: Double, weight: Double) {
    var x = -cos(Double.pi * (Double(index) - 0.25) / (Double(points) + 0.5))
    var slope = 1.0
    for _ in 0..<100 {
      let value = legendre(points, at: x)
      slope = Double(points) * (x * value.last - value.previous) / (x * x - 1)
      let step = value.last / slope
      x -= step
      if abs(step) <= 1e-15 { break }
    }
    return (x, 2 / ((1 - x * x) * slope * slope))
  }

  private static func legendre(_ degree: Int, at x: Double) -> (last: Double, previous: Double) {
    var (previous, last) = (0.0, 1.0)
    for k in 0..<degree {
      let next = (Double(2 * k + 1) * x * last - Double(k) * previous) / Double(k + 1)
      (previous, last) = (last, next)
    }
    return (last, previous)
  }
}
