/// What a run is compared with beside its own variants.
struct ComparisonSettings {
  /// A baseline, a run or an export file; nil for nothing.
  var baseline: String?
  /// Whether fewer than 80 % of the cases may be paired.
  var allowsPartial = false
}
