/// What `toolsight.yaml` says: models under names of a project's own. Made by `SuiteFiles`, consumed when a run opens its
/// models.
package struct Configuration: Sendable {
  /// By the name that suites and the command line use.
  package var models: [String: ConfiguredModel] = [:]
  /// Relative to the project root.
  package let path: String

  package init(path: String) { self.path = path }
}

/// A model under a name of the project's own.
package struct ConfiguredModel: Sendable, Hashable {
  /// `provider:name[@URL]`.
  package let use: String
  /// Laid over the suite's own sampling.
  package var sampling: Sampling?
  package var tools = ToolForm.native
  /// With how many alternatives to each token calls are asked for, to have their log-probabilities; nil to ask for none.
  package var logprobs: Int?
  package var limits = Limits()
  package var endpoint = EndpointSettings()
  /// Nil where the cost is not known.
  package var price: Price?
  package var schedule = Schedule.interleaved
  package let position: FilePosition

  package init(use: String, position: FilePosition) {
    self.use = use
    self.position = position
  }

  /// How the model is told of tools.
  package enum ToolForm: String, Sendable, CaseIterable {
    case native, constrained
  }

  /// In which order a plan starts the model's trials.
  package enum Schedule: String, Sendable, CaseIterable {
    case interleaved
    /// All cases of a variant in a row, repeat by repeat, which keeps a provider's prefix cache warm.
    case blocks
  }

  /// What the endpoint allows; nil for no limit of ours.
  package struct Limits: Sendable, Hashable {
    package var requestsPerMinute: Int?
    package var tokensPerMinute: Int?
    package var concurrency: Int?

    package init() {}
  }

  /// USD per million tokens.
  package struct Price: Sendable, Hashable {
    package let input: Double
    package let output: Double

    package init(input: Double, output: Double) {
      self.input = input
      self.output = output
    }
  }
}
