/// One arm of a comparison: everything that one model answers to one variant.
package struct Arm: Sendable, Hashable {
  package let variant: String
  package let model: String

  package init(variant: String, model: String) {
    self.variant = variant
    self.model = model
  }
}
