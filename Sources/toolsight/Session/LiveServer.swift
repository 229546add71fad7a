import CurlHTTP
import EvalCore
import Foundation
import MCP
import Models
import SuiteFiles

/// A live MCP server whose tools are read: one at a URL, or a program that speaks over its standard input and output.
struct LiveServer {
  enum Address {
    case url(String)
    case command(String, arguments: [String])
  }

  let address: Address
  /// As `--header` writes them.
  var headers: [String] = []
  /// Seconds that the server may take in all.
  var timeout = 60.0

  /// What the server lists, verbatim but for keys that it says back; remarks go to standard error.
  func fetch(_ console: Console) async throws -> ToolListing {
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
      throw CommandFailure(.couldNotMeasure, redactor.redact("\(error)"), fix: error.fix)
    }
  }

  private func ask(_ headers: [LiveServerHeader]) async throws -> ToolListing {
    var limits = ListingLimits()
    limits.timeout = .seconds(timeout)
    switch address {
    case .command(let program, let arguments):
      return try await ToolListing.fetch(command: program, arguments: arguments, limits: limits)
    case .url(let url):
      try Self.check(url)
      let client = CurlClient(maxConcurrent: 4)
      let listing = await Result {
        try await ToolListing.fetch(
          url: url, headers: headers.map { ($0.name, $0.value) }, client: client, limits: limits)
      }
      await client.shutdown()
      return try listing.get()
    }
  }

  /// A URL that nobody can ask is a wrong command line, and no server's fault.
  private static func check(_ url: String) throws {
    do { _ = try CurlAddress(url) } catch {
      let bare = url.contains("://") ? nil : try? CurlAddress("http://\(url)")
      let fix = bare.map { "did you mean '\($0.isLoopback ? "http" : "https")://\(url)'?" }
      throw CommandFailure(
        .wrongInput, "--url: \(error.description)", fix: fix ?? "write a URL that starts with http:// or https://")
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
