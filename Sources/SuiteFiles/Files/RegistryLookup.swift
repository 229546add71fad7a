package import EvalCore

/// Where the tool sets are that a suite names with `registry:`. Commands bring one, because the reader of suites opens no
/// database.
package protocol RegistryLookup: Sendable {
  /// The enabled tools that a reference means now, as the bytes of a tool-set file.
  func registeredTools(_ reference: RegistryReference) throws(RegistryRefusal) -> [UInt8]
}

/// Why a registered tool set cannot be had.
package struct RegistryRefusal: Error, Sendable, Hashable {
  package let message: String
  package let fix: String?

  package init(_ message: String, fix: String?) { (self.message, self.fix) = (message, fix) }
}

extension ProjectFiles {
  package func registeredTools(_ reference: RegistryReference) throws(RegistryRefusal) -> [UInt8] {
    throw RegistryRefusal("there is no registry to find '\(reference.text)' in", fix: "name a tool-set file")
  }
}

extension StoredFiles {
  /// A run keeps what a reference meant under the reference itself.
  package func registeredTools(_ reference: RegistryReference) throws(RegistryRefusal) -> [UInt8] {
    if let bytes = try? bytes(of: reference.text, limit: .max) { return bytes }
    throw RegistryRefusal("what '\(reference.text)' meant was not kept", fix: nil)
  }
}
