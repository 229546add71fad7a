/// What stands behind a change, and so whether it is more than noise.
package enum Evidence: Sendable, Hashable {
  /// Both arms answer the same to the same request: there is nothing to test.
  case fact
  /// - Parameters:
  ///   - p: of the test alone.
  ///   - adjusted: `p` over all that was tested with it; `p` itself where it was tested alone.
  case tested(p: Double, adjusted: Double)
  /// Nobody asked whether it is more than noise.
  case untested

  package var p: Double? { if case .tested(let p, _) = self { p } else { nil } }
  package var adjusted: Double? { if case .tested(_, let adjusted) = self { adjusted } else { nil } }

  /// Whether the change is a fact, or stands at this level.
  package func isKnown(at level: Double) -> Bool {
    switch self {
    case .fact: true
    case .tested(_, let adjusted): adjusted <= level
    case .untested: false
    }
  }

  /// The same test among others: `adjusted` over all of them.
  func adjusted(to adjusted: Double?) -> Evidence {
    guard case .tested(let p, _) = self, let adjusted else { return self }
    return .tested(p: p, adjusted: adjusted)
  }
}
