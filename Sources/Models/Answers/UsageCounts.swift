import EvalCore
import OrderedJSON

/// Where the answers of an API count tokens, and what the counts mean: one rule for answers and for budgets.
package struct UsageCounts: Sendable {
  /// Ways to the counts from a whole answer, or from an event of a stream.
  let paths: [[String]]
  private let meaning: @Sendable (JSON) -> Usage

  init(at paths: [String]..., meaning: @escaping @Sendable (JSON) -> Usage) {
    self.paths = paths
    self.meaning = meaning
  }

  /// - Parameter counts: nil where the answer has none.
  func usage(_ counts: JSON?) -> Usage { counts.map(meaning) ?? Usage() }
}
