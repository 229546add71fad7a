/// The embedded server as a run sees it; the implementation lives in `MCP` and speaks the protocol over loopback.
package protocol ToolHost: Sendable {
  /// The tools that a trial's variant (and case) lists, read over the wire; asked again only for a new list.
  func catalogue(for trial: Trial) async throws(ToolHostFailure) -> Catalogue

  /// The answer to a call that the model made, logged under the trial.
  func reply(to call: ModelCall, in trial: Trial) async throws(ToolHostFailure) -> ToolReply

  /// The trial is over: what the server kept for it may go.
  func end(_ trial: Trial) async
}

/// The embedded server could not be used: an infrastructure error of the trial.
package struct ToolHostFailure: Error, Sendable {
  package let message: String

  package init(_ message: String) { self.message = message }
}
