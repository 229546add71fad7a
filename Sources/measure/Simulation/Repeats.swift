import Statistics

/// How often each case of a simulated suite is asked.
package enum Repeats: Sendable, Hashable, CustomStringConvertible {
  case same(Int)
  /// Drawn anew for every case and arm.
  case varied(ClosedRange<Int>)
  /// A control that was stored with other repeats.
  case arms(control: Int, candidate: Int)

  func control(_ generator: inout SeededGenerator) -> Int {
    switch self {
    case .same(let count): count
    case .varied(let range): range.lowerBound + generator.below(range.count)
    case .arms(let control, _): control
    }
  }

  func candidate(_ generator: inout SeededGenerator) -> Int {
    if case .arms(_, let candidate) = self { return candidate }
    return control(&generator)
  }

  package var description: String {
    switch self {
    case .same(let count): "\(count)"
    case .varied(let range): "\(range.lowerBound)–\(range.upperBound)"
    case .arms(let control, let candidate): "\(control) and \(candidate)"
    }
  }
}
