import ArgumentParser
import CurlHTTP
import EvalCore
import Foundation
import MCP

/// A live MCP server: a URL, or a command after `--` that speaks over its standard input and output.
struct LiveServerOptions: ParsableArguments {
  @Option(help: "The server's URL (Streamable HTTP).")
  var url: String?

  @Option(
    name: .customLong("header"),
    help: ArgumentHelp(
      "A header for the server; NAME: $VARIABLE takes the value from the environment. Repeatable.",
      valueName: "name: value"))
  var headers: [String] = []

  @Option(help: "Seconds that the server may take in all.")
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

  /// What the server lists, verbatim; remarks go to standard error.
  func fetch(_ console: ConsoleOptions) async throws -> ToolListing {
    do {
      let listing = try await ask()
      for remark in listing.dropped.map(\.description) + listing.warnings { console.remark("warning: \(remark)") }
      return listing
    } catch let error as ToolListingFailure {
      throw CommandFailure(.couldNotMeasure, "\(error)")
    }
  }

  private func ask() async throws -> ToolListing {
    var limits = ListingLimits()
    limits.timeout = .seconds(serverTimeout)
    guard let url else {
      return try await ToolListing.fetch(
        command: command[0], arguments: Array(command.dropFirst()), limits: limits)
    }
    let client = CurlClient(maxConcurrent: 4)
    do {
      let listing = try await ToolListing.fetch(
        url: url, headers: try parsedHeaders(), client: client, limits: limits)
      await client.shutdown()
      return listing
    } catch {
      await client.shutdown()
      throw error
    }
  }

  /// `$NAME` in a value stands for a variable, so that a key need not stand on the command line.
  private func parsedHeaders() throws -> [(name: String, value: String)] {
    try headers.map { header in
      let parts = header.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2, !parts[0].isEmpty else {
        throw CommandFailure(.wrongInput, "--header expects 'NAME: VALUE', found '\(header)'")
      }
      let value = try parts[1].replacing(/\$([A-Za-z_][A-Za-z0-9_]*)/) { match in
        guard let value = ProcessInfo.processInfo.environment[String(match.1)] else {
          throw CommandFailure(.wrongInput, "--header names $\(match.1), which is not set")
        }
        return value
      }
      return (parts[0], value)
    }
  }
}
