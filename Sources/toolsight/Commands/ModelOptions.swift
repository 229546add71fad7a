import ArgumentParser
import Models

/// Which models are asked, and who may see a key.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      """
      A model: lexical, script:FILE, PROVIDER:NAME[@URL] (providers: \(Self.providers)), or a name in toolsight.yaml; \
      repeatable.
      """, valueName: "model"))
  var models: [String] = []

  @OptionGroup var trust: TrustOptions

  private static let providers = Provider.all.map(\.name).joined(separator: ", ")

  var settings: ModelSettings { ModelSettings(names: models, trustedHosts: trust.hosts) }
}

/// Who may see a key beside its vendor.
struct TrustOptions: ParsableArguments {
  @Option(
    name: .customLong("trust-endpoint"),
    help: ArgumentHelp(
      "A host that a file names and that may be sent the vendor's key; repeatable.", valueName: "host"))
  var hosts: [String] = []
}
