/// Why a registry could not be used, and what the operator can do about it.
package struct RegistryFailure: Error, Sendable, Hashable {
  package enum Code: String, Sendable, CaseIterable {
    /// What was asked for is to mend.
    case unfitAddress, noRegistry, noDriver, unknownSet, unknownVersion, unknownTenant, unknownTool, nothingEnabled
    case doubledVersion, unfitChange
    /// The database is.
    case cannotConnect, connectionLost, notARegistry, newerSchema, locked, readOnly, timedOut, damaged, database

    package var concernsTheRequest: Bool {
      switch self {
      case .unfitAddress, .noRegistry, .noDriver, .unknownSet, .unknownVersion, .unknownTenant, .unknownTool,
        .nothingEnabled, .doubledVersion, .unfitChange:
        true
      case .cannotConnect, .connectionLost, .notARegistry, .newerSchema, .locked, .readOnly, .timedOut, .damaged,
        .database:
        false
      }
    }
  }

  package let code: Code
  /// What was expected and what was found: lower case, no full stop, the user's words in single quotes.
  package let message: String
  /// What to do, or to type; nil where nothing near is known.
  package let fix: String?
  /// What the registry has in the place of a word that it has not.
  package let choice: Choice?

  /// A word that names nothing, and those that would have.
  package struct Choice: Sendable, Hashable {
    package let word: String
    package let known: [String]
  }

  init(_ code: Code, _ message: String, fix: String? = nil, _ word: String? = nil, among known: [String] = []) {
    self.code = code
    self.message = message
    self.fix = fix
    choice = word.map { Choice(word: $0, known: known) }
  }
}

extension RegistryFailure: CustomStringConvertible {
  /// The message, and the fix on a line of its own.
  package var description: String { message + (fix.map { "\n  fix: \($0)" } ?? "") }
}
