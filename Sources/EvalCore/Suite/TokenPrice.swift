/// What a model's tokens cost, in USD per million: from a price table or `toolsight.yaml`, consumed by ``RunCost``.
package struct TokenPrice: Sendable, Hashable {
  package let input: Double
  /// Of input tokens that the provider had in its cache; nil where nobody says, and they cost what others do.
  package let cachedInput: Double?
  package let output: Double

  package init(input: Double, cachedInput: Double? = nil, output: Double) {
    self.input = input
    self.cachedInput = cachedInput
    self.output = output
  }

  package init(_ price: ConfiguredModel.Price) { self.init(input: price.input, output: price.output) }
}
