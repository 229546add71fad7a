import ArgumentParser

/// A live MCP server: a URL, or a command after `--` that speaks over its standard input and output.
struct LiveServerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The server's URL (Streamable HTTP).", valueName: "url"))
  var url: String?

  @Option(
    name: .customLong("header"),
    help: ArgumentHelp(
      "A header for the server; NAME: $VARIABLE takes the value from the environment. Repeatable.",
      valueName: "name: value"))
  var headers: [String] = []

  @Option(help: ArgumentHelp("Seconds that the server may take in all.", valueName: "seconds"))
  var serverTimeout = 60.0

  @Argument(
    parsing: .postTerminator, help: ArgumentHelp("After --: the command that starts the server.", valueName: "command"))
  var command: [String] = []

  func validate() throws {
    guard (url != nil) != !command.isEmpty else {
      throw ValidationError("name one server: --url URL, or -- COMMAND ARGS…")
    }
    if !(serverTimeout > 0 && serverTimeout <= 3600) {
      throw ValidationError("--server-timeout must be between 0 and 3600 seconds, found \(serverTimeout)")
    }
  }

  /// Validated, so that there is a command where there is no URL.
  var server: LiveServer {
    let address = url.map(LiveServer.Address.url) ?? .command(command[0], arguments: Array(command.dropFirst()))
    return LiveServer(address: address, headers: headers, timeout: serverTimeout)
  }
}
