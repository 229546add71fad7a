/// Where a run's answers come from, and what it may spend.
struct SpendingSettings {
  /// The file that answers are appended to.
  var record: String?
  /// The recording that answers come from.
  var replay: String?
  var isOffline = false
  /// USD; nil for no limit.
  var mostDollars: Double?
  /// Retries count; nil for no limit.
  var mostRequests: Int?
  /// The file of a price table in place of the published one.
  var priceTable: String?
}
