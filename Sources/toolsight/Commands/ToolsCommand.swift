import ArgumentParser
import EvalCore
import Foundation
import MCP
import OrderedJSON
import SuiteFiles

struct ToolsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools", abstract: "Shows, compares and fetches tool sets.",
    subcommands: [ToolsShowCommand.self, ToolsDiffCommand.self, ToolsFetchCommand.self])
}

struct ToolsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a tool set, or what a variant of a suite serves.",
    discussion: """
      Examples:
        toolsight tools show fixtures/toolsets/tracker.json
        toolsight tools show suites/tracker.yaml --variant rewrite --verbose
      """)

  @Argument(help: "A tool-set file, or a suite with --variant.", completion: .file())
  var file: String

  @Option(help: "A variant of the suite.")
  var variant: String?

  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let set = try ToolSetReference(file, variant: variant).toolSet(console)
    if console.format == .json {
      return Terminal.write(JSON.array(set.tools.map { .object($0.json) }).pretty())
    }
    Terminal.write(ToolSetText(set).text(isVerbose: console.verbose))
  }
}

struct ToolsDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Says what changed between two tool sets.",
    discussion: """
      Examples:
        toolsight tools diff old.json new.json --exit-code
        toolsight tools diff suites/tracker.yaml:today suites/tracker.yaml:rewrite
      """)

  @Argument(help: "A tool-set file, or SUITE:VARIANT.", completion: .file())
  var before: String

  @Argument(help: "A tool-set file, or SUITE:VARIANT.", completion: .file())
  var after: String

  @Flag(help: "Exit 1 where they differ.")
  var exitCode = false

  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let old = try ToolSetReference(before).toolSet(console)
    let new = try ToolSetReference(after).toolSet(console)
    let difference = ToolSetDifference(from: old, to: new)
    DifferenceText(difference).write(to: console)
    if exitCode && !difference.isEmpty { throw ExitCode(Exit.gateFailed.rawValue) }
  }
}

struct ToolsFetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Snapshots the tools of a live MCP server, or checks a snapshot against it.",
    discussion: """
      Examples:
        toolsight tools fetch --url http://127.0.0.1:8000/mcp --out fixtures/toolsets/mine.json
        toolsight tools fetch --check fixtures/toolsets/git.json -- uvx mcp-server-git
      """)

  @Option(help: ArgumentHelp("Where to write the tool set; standard output where it is left out.", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp("A tool set that the server must still list; exit 1 and the difference where not.", valueName: "file"),
    completion: .file())
  var check: String?

  @Flag(help: "Overwrite a file that is there.")
  var force = false

  @OptionGroup var server: LiveServerOptions
  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    let known = try check.map { try ToolSetReference($0).toolSet(console) }
    if let out, !force, FileManager.default.fileExists(atPath: out) {
      throw CommandFailure(.wrongInput, "'\(out)' is there already\n  fix: add --force to overwrite it")
    }
    let listing = try await server.fetch(console)
    if let out {
      try NewFile(out).write(listing.bytes)
      console.remark("wrote \(out)")
    } else if known == nil {
      Terminal.write(String(decoding: listing.bytes, as: UTF8.self))
    }
    guard let known else { return }
    let live = try orWrongInput { () throws(Diagnostics) in
      try ToolSetReader.read(listing.bytes, path: "the server's list").toolSet
    }
    let difference = ToolSetDifference(from: known, to: live)
    DifferenceText(difference).write(to: console)
    if !difference.isEmpty { throw ExitCode(Exit.gateFailed.rawValue) }
  }
}

/// A tool set as a user names one: a file, or a suite's variant.
struct ToolSetReference {
  private let path: String
  private let variant: String?

  /// - Parameter text: `FILE`, or `SUITE:VARIANT`.
  init(_ text: String, variant: String? = nil) {
    let colon = text.lastIndex(of: ":")
    let isFile = FileManager.default.fileExists(atPath: text)
    path = isFile || colon == nil ? text : String(text[..<colon!])
    self.variant = variant ?? (isFile ? nil : colon.map { String(text[text.index(after: $0)...]) })
  }

  func toolSet(_ console: ConsoleOptions) throws -> ToolSet {
    guard let variant else {
      return try orWrongInput { () throws(Diagnostics) in
        let (set, warnings) = try ToolSetReader.read(try UserFile.bytes(of: path), path: path)
        console.show(warnings)
        return set
      }
    }
    let suite = try SuiteFilesReader(console: console).suites([path])[0]
    guard let found = suite.variant(variant) else {
      let known = suite.variants.map(\.name).joined(separator: ", ")
      throw CommandFailure(.wrongInput, "suite '\(suite.name)' has no variant '\(variant)': it has \(known)")
    }
    return found.toolSet
  }
}
