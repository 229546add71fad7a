import Foundation

/// Equal magnitudes, whose coins show heads with probability e^{λm}/(1 + e^{λm}).
struct TiltedCoins {
  let magnitude: Int
  let count: Double
  let heads: Double

  init(magnitude: Int, count: Double, tilt: Double) {
    self.magnitude = magnitude
    self.count = count
    heads = 1 / (1 + exp(-tilt * Double(magnitude)))
  }

  func logModulus(sine: Double) -> Double { 0.5 * count * log1p(-4 * heads * (1 - heads) * sine * sine) }

  func phase(angle: Double) -> Double { count * atan2(heads * sin(angle), 1 - heads + heads * cos(angle)) }
}

/// One term a frequency of the sum that turns a characteristic function into probabilities.
struct TiltedInversion {
  let tilt: Double
  let t: Int
  let terms: Int
  let points: Int

  /// Terms k and -k together, which are conjugate.
  func term(_ k: Int, _ coins: [TiltedCoins]) -> Double {
    var logModulus = 0.0
    for coin in coins {
      logModulus += coin.logModulus(sine: sin(angle(k, coin.magnitude) / 2))
      if logModulus < -46 { return 0 }
    }
    let phase = coins.reduce(-angle(k, t)) { $0 + $1.phase(angle: angle(k, $1.magnitude)) }
    let geometric = geometricSum(k)
    let real = cos(phase) * geometric.real - sin(phase) * geometric.imaginary
    let copies: Double = k == 0 || 2 * k == points ? 1 : 2
    return copies * exp(logModulus) * real
  }

  /// 2πk·factor/N, reduced in whole numbers first because its sine would lose digits otherwise.
  private func angle(_ k: Int, _ factor: Int) -> Double {
    2 * Double.pi * Double((k * (factor % points)) % points) / Double(points)
  }

  /// (1 - zᵂ)/(1 - z) for z = e^{λ + iθ} and W terms.
  private func geometricSum(_ k: Int) -> (real: Double, imaginary: Double) {
    let bottom = oneMinusExp(tilt, angle(k, 1))
    let size = bottom.real * bottom.real + bottom.imaginary * bottom.imaginary
    if size == 0 { return (Double(terms), 0) }
    let top = oneMinusExp(tilt * Double(terms), angle(k, terms))
    return (
      (top.real * bottom.real + top.imaginary * bottom.imaginary) / size,
      (top.imaginary * bottom.real - top.real * bottom.imaginary) / size
    )
  }

  /// 1 - e^{a + ib} without cancellation near 0.
  private func oneMinusExp(_ a: Double, _ b: Double) -> (real: Double, imaginary: Double) {
    let half = sin(b / 2)
    return (2 * half * half - expm1(a) * cos(b), -exp(a) * sin(b))
  }
}
