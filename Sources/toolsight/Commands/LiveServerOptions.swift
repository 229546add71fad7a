import ArgumentParser
import CurlHTTP
import EvalCore
import Foundation
import MCP
import Models
import SuiteFiles

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

  /// What the server lists, verbatim but for keys that it says back; remarks go to standard error.
  func fetch(_ console: ConsoleOptions) async throws -> ToolListing {
    let headers = try headers.map(LiveServerHeader.init)
    let redactor = Redactor(keys: headers.reduce(into: Credentials.ofEnvironment.keys) { $0.merge($1.keys) { $1 } })
    do {
      var listing = try await ask(headers)
      listing.toolSet = redactor.redact(listing.toolSet)
      listing.warnings = listing.warnings.map(redactor.redact)
      for remark in listing.dropped.map(\.description).map(redactor.redact) + listing.warnings {
        console.remark("warning: \(remark)")
      }
      return listing
    } catch let error as ToolListingFailure {
      let fix = error.fix.map { "\n  fix: \($0)" } ?? ""
      throw CommandFailure(.couldNotMeasure, redactor.redact("\(error)") + fix)
    }
  }

  private func ask(_ headers: [LiveServerHeader]) async throws -> ToolListing {
    var limits = ListingLimits()
    limits.timeout = .seconds(serverTimeout)
    guard let url else {
      return try await ToolListing.fetch(
        command: command[0], arguments: Array(command.dropFirst()), limits: limits)
    }
    try Self.check(url)
    let client = CurlClient(maxConcurrent: 4)
    do {
      let listing = try await ToolListing.fetch(
        url: url, headers: headers.map { ($0.name, $0.value) }, client: client, limits: limits)
      await client.shutdown()
      return listing
    } catch {
      await client.shutdown()
      throw error
    }
  }

  /// A URL that nobody can ask is a wrong command line, and no server's fault.
  private static func check(_ url: String) throws {
    do { _ = try CurlAddress(url) } catch {
      let bare = url.contains("://") ? nil : try? CurlAddress("http://\(url)")
      let fix = bare.map { "did you mean '\($0.isLoopback ? "http" : "https")://\(url)'?" }
      throw CommandFailure(
        .wrongInput, "--url: \(error.description)\n  fix: \(fix ?? "write a URL that starts with http:// or https://")")
    }
  }
}

/// `$NAME` in a value stands for a variable, so that a key need not stand on the command line.
private struct LiveServerHeader {
  let name: String
  let value: String
  /// What is secret in the value, by what stands in its place: each variable, and the words of a value that was written out
  /// where keys belong.
  let keys: [String: String]

  init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 2, !parts[0].isEmpty else {
      throw CommandFailure(.wrongInput, "--header expects 'NAME: VALUE', found no ':' after a name")
    }
    var keys: [String: String] = [:]
    let value = try parts[1].replacing(/\$([A-Za-z_][A-Za-z0-9_]*)/) { match in
      let variable = String(match.1)
      guard let value = ProcessInfo.processInfo.environment[variable] else {
        throw CommandFailure(.wrongInput, "--header names $\(variable), which is not set")
      }
      keys.merge(Self.secrets(value, named: variable)) { $1 }
      return value
    }
    if keys.isEmpty, Secrecy.complaint(parts[0], value) != nil { keys = Self.secrets(value, named: parts[0]) }
    (name, self.value, self.keys) = (parts[0], value, keys)
  }

  /// The words of a value, longest first: `Bearer KEY` may be said back without its first.
  private static func secrets(_ value: String, named name: String) -> [String: String] {
    let words = value.split(whereSeparator: \.isWhitespace).sorted { $0.utf8.count > $1.utf8.count }
    return words.enumerated().reduce(into: [:]) { secrets, word in
      secrets[word.offset == 0 ? name : "\(name) \(word.offset + 1)"] = String(word.element)
    }
  }
}
