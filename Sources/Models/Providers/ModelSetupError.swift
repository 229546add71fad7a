/// A model that cannot be set up: the operator mends the command line, the configuration or a key (exit code 2).
package struct ModelSetupError: Error, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
