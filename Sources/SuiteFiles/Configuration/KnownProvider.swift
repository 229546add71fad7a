/// A provider as a model's `use` may name it.
package struct KnownProvider: Sendable, Hashable {
  package let name: String
  /// Keys of a model's entry that say how an endpoint wants to be asked and that mean something to this provider's.
  package let endpointKeys: Set<String>

  package init(_ name: String, endpointKeys: some Sequence<String> = []) {
    self.name = name
    self.endpointKeys = Set(endpointKeys)
  }
}
