import ArgumentParser

/// Where a run's answers come from, and what it may spend.
struct SpendingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Append every answer of an endpoint to this file (JSON Lines).", valueName: "file"),
    completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp(
      "Answer from this recording; with --record too, what it lacks is asked and appended.", valueName: "file"),
    completion: .file())
  var replay: String?

  @Flag(name: .customLong("offline"), help: "No network beyond this machine.")
  var isOffline = false

  @Option(
    name: .customLong("max-cost"),
    help: ArgumentHelp("Dollars that this command may spend; it stops before it would spend more.", valueName: "usd"))
  var mostDollars: Double?

  @Option(
    name: .customLong("max-requests"),
    help: ArgumentHelp(
      "Requests that this command may send to models, retries included.", valueName: "count"))
  var mostRequests: Int?

  @OptionGroup var prices: PriceOptions

  func validate() throws {
    if let mostDollars, !(mostDollars > 0 && mostDollars.isFinite) {
      throw ValidationError("--max-cost must be above 0, found \(mostDollars)")
    }
    if let mostRequests, mostRequests < 1 {
      throw ValidationError("--max-requests must be at least 1, found \(mostRequests)")
    }
  }

  var settings: SpendingSettings {
    SpendingSettings(
      record: record, replay: replay, isOffline: isOffline, mostDollars: mostDollars, mostRequests: mostRequests,
      priceTable: prices.prices)
  }
}
