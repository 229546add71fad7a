extension PriceTable {
  /// Standard prices that vendors publish, USD per million tokens, as read from public copies and transcriptions of
  /// their pages on 2026-11-22; each provider's stand in its folder. They change without notice: check the page, or put your
  /// own file in their place (`--prices`).
  package static let published: PriceTable = {
    do { return try PriceTable(Array(publishedJSON.utf8), path: "the published prices") } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The same as a file that a user can start from.
  package static let publishedJSON = """
    {
      "schema": "toolsight/prices/v1",
      "unit": "USD per million tokens",
      "models": [
    \(rows(Provider.all.map(\.prices)))
      ]
    }
    """

  private static func rows(_ lists: [String]) -> String {
    let rows = lists.filter { !$0.isEmpty }.joined(separator: ",\n")
    return rows.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }
}
