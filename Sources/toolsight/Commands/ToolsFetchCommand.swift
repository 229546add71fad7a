import ArgumentParser
import EvalCore
import Foundation
import MCP
import OrderedJSON
import SuiteFiles

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
    help: ArgumentHelp(
      "A tool set that the server must still list; exit 1 and the difference where not.", valueName: "file"),
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
      if console.format == .json, known == nil { Terminal.write(["path": .string(out)]) }
    } else if known == nil {
      Terminal.write(json: String(decoding: listing.bytes, as: UTF8.self))
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
