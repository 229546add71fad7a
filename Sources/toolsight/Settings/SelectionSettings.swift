import History

/// Which part of a suite is asked, and how often.
struct SelectionSettings {
  /// Empty for all of them, as are ``cases`` and ``tags``.
  var variants: [String] = []
  var cases: [String] = []
  var tags: [String] = []
  var shard: PlanParameters.Shard?
  /// Nil for as often as the suite says.
  var repeats: Int?
  var isAdaptive = false
  /// Fixes the order in which trials start.
  var seed: UInt64 = 1
}
