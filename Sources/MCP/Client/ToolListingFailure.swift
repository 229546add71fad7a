import OrderedJSON

/// Why a server could not be asked, for its tools or for what one of them answers; the operator mends it.
package struct ToolListingFailure: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    /// No connection, or an address that cannot be asked.
    case unreachable
    /// HTTP 401: the server wants to know who asks.
    case unauthorized
    /// HTTP 403.
    case forbidden
    /// HTTP 404 within a session: the server has forgotten it.
    case sessionLost
    /// The program could not be started.
    case notStarted
    /// The program ended before it had answered.
    case exited
    /// Something answers there, and it is not the Model Context Protocol.
    case notMCP
    /// The server answered a request with an error.
    case refused
    /// The answer breaks the protocol.
    case `protocol`
    /// More than a list of tools may have.
    case tooLarge
    case timeout
    case cancelled
  }

  package let code: Code
  /// What was expected, what was found, and what to do; on one line, whatever the server wrote.
  package let description: String
  /// What mends it, where ``description`` does not say so.
  package let fix: String?
  /// Every value of the header in which a server says how to be let in.
  private(set) var challenges: [String] = []

  static let wasCancelled = ToolListingFailure(.cancelled, "asking the server was cancelled")

  init(_ code: Code, _ description: String, fix: String? = nil) {
    self.code = code
    self.fix = fix
    self.description = description.visible(keepsLines: false)
  }

  func with(challenges: [String]) -> ToolListingFailure {
    var failure = self
    failure.challenges = challenges
    return failure
  }
}
