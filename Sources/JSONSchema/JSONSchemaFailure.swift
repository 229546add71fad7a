package import OrderedJSON

/// One reason why a value does not fit a schema.
package struct JSONSchemaFailure: Hashable, Sendable, CustomStringConvertible {
  /// The part of the value that is at fault.
  package let instance: JSONPointer
  /// The keyword that says so, by where it stands and not by the way there; a schema `false` stands for itself.
  package let schema: JSONPointer
  /// The address of the document that `schema` goes into; nil for the schema itself.
  package let document: String?
  /// What was expected and what was found.
  package let message: String
  /// The properties that are asked for and not there, where that is all that the keyword says.
  package let missing: [String]

  package var description: String { instance.isEmpty ? message : "\(instance): \(message)" }
}
