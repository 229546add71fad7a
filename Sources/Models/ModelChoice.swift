package import EvalCore

/// A model that a run asks for: the name that tables show, where it lives, and how it is asked to sample.
package struct ModelChoice: Sendable {
  package let name: String
  package let reference: ModelReference
  /// Laid over the suite's own sampling.
  package let sampling: Sampling?

  package init(name: String, reference: ModelReference, sampling: Sampling? = nil) {
    self.name = name
    self.reference = reference
    self.sampling = sampling
  }

  /// Nil for a model that no provider's API answers for.
  package var provider: Provider? { Provider(rawValue: reference.provider) }

  /// What is known of a provider's model before it is asked.
  ///
  /// - Parameter suite: the sampling over which the model's own is laid.
  package func card(_ suite: Sampling) -> ModelCard {
    let asked = sampling.map(suite.overlaid) ?? suite
    return ModelCard(name: name, note: provider?.remark(on: asked))
  }

  var isLexical: Bool { reference.text == "lexical" }
}
