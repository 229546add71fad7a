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

  var isLexical: Bool { reference.text == "lexical" }
}
