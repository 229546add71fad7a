/// One kind of suite, simulated many times: a row, or a field, of the tables.
package struct Cell: Sendable, Hashable {
  package var mixture: Mixture
  package var cases: Int
  package var repeats: Repeats
  /// The cases are dealt to them one after the other.
  package var tools = 10
  /// Cases of a family share one chance; 1 for no families.
  package var familySize = 1
  /// The share of trials whose endpoint failed.
  package var missing = 0.0
  /// Variants that are compared with the control in one run.
  package var candidates = 1
  package var effect = Effect.none
  /// The drop of ``effect``, where it is the one that `plan` says can be shown.
  package var plannedDrop: Double?

  package init(_ mixture: Mixture, cases: Int, _ repeats: Repeats) {
    self.mixture = mixture
    self.cases = cases
    self.repeats = repeats
  }
}

extension Cell: CustomStringConvertible {
  package var description: String {
    var words = ["\(mixture.rawValue)", "\(cases) cases × \(repeats)", "\(tools) tools"]
    if familySize > 1 { words.append("families of \(familySize)") }
    if missing > 0 { words.append("\(Int((100 * missing).rounded())) % missing") }
    if candidates > 1 { words.append("\(candidates) candidates") }
    if effect != .none { words.append("\(effect)") }
    if plannedDrop != nil { words.append("as planned") }
    return words.joined(separator: ", ")
  }
}
