import ArgumentParser

/// What tokens cost.
struct PriceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A price table (JSON) in place of the one that comes with toolsight.", valueName: "file"),
    completion: .file())
  var prices: String?

  var source: PriceSource { PriceSource(table: prices) }
}
