package import OrderedJSON

/// Why a schema cannot be used, and where in it.
package struct JSONSchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The value in the schema that is at fault.
  package let pointer: JSONPointer
  /// The address of the document that `pointer` goes into; nil for the schema itself.
  package let document: String?
  /// What was expected and what was found.
  package let message: String

  package var description: String { "\(document ?? "")#\(pointer): \(message)" }
}
