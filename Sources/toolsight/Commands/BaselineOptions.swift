import ArgumentParser

/// What a run is compared with beside its own variants.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Compare with the stored trials of this baseline, run or export file.", valueName: "name|file"))
  var baseline: String?

  @OptionGroup var pairing: PairingOptions

  var settings: ComparisonSettings {
    ComparisonSettings(baseline: baseline, allowsPartial: pairing.allowsPartial)
  }
}

/// How much of two runs has to be the same.
struct PairingOptions: ParsableArguments {
  @Flag(name: .customLong("allow-partial"), help: "Compare even where fewer than 80 % of the cases can be paired.")
  var allowsPartial = false
}
