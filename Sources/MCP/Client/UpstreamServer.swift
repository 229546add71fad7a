package import CurlHTTP
package import OrderedJSON

/// A real MCP server whose tools are called: a program that is started with the first call and kept, or one that is reached
/// over HTTP.
package struct UpstreamServer: Sendable {
  private enum Way: Sendable {
    case program(StdioUpstream)
    case http(HTTPUpstream)
  }

  private let way: Way

  /// - Parameters:
  ///   - command: a path or a name in `PATH`; no shell reads it.
  ///   - environment: all that the program gets.
  package init(
    command: String, arguments: [String], environment: [String: String], limits: ListingLimits = ListingLimits()
  ) {
    let program = StdioProgram(command: command, arguments: arguments, environment: environment, limits: limits)
    way = .program(StdioUpstream(program))
  }

  package init(url: String, client: CurlClient, limits: ListingLimits = ListingLimits()) {
    way = .http(HTTPUpstream(url: url, client: client, limits: limits))
  }

  /// Whether a call waits until the one before has its answer.
  package var takesOneCallAtATime: Bool { if case .program = way { true } else { false } }

  /// What the server answers to a call.
  ///
  /// - Throws: where there is no answer, or none that can be used.
  package func call(
    _ tool: String, _ arguments: JSONObject, within timeout: Duration
  ) async throws(ToolListingFailure) -> UpstreamAnswer {
    let params: JSONObject = ["name": .string(tool), "arguments": .object(arguments)]
    let outcome: RPCOutcome
    switch way {
    case .program(let upstream): outcome = try await upstream.call(params, within: timeout)
    case .http(let upstream): outcome = try await upstream.call(params, within: timeout)
    }
    if case .error(let code, let message, _) = outcome { return .refused(code: code, message: message) }
    return .result(try outcome.result(of: "tools/call"))
  }

  /// Ends the program, where one was started; a later call starts it again.
  package func end() async {
    if case .program(let upstream) = way { await upstream.end() }
  }
}

/// What a server answered to a call.
package enum UpstreamAnswer: Sendable {
  /// That of `tools/call`, as it came.
  case result(JSONObject)
  /// An error of the protocol: the server is well, and did not like the call or could not do it.
  case refused(code: Int, message: String)
}
