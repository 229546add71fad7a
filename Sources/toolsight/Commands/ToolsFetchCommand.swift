import ArgumentParser
import EvalCore
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

  @Option(help: ArgumentHelp("Where to write the tool set. (default: standard output)", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "A tool set that the server must still list: if not, the difference and exit 1.", valueName: "file"),
    completion: .file())
  var check: String?

  @Flag(help: "Overwrite a file that exists.")
  var force = false

  @OptionGroup(title: "Server") var server: LiveServerOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() async throws {
    let console = printing.console
    let known = try check.map { try ToolSetReference($0).toolSet(console) }
    if let out { try NewFile(out).requireAbsent(unless: force) }
    let listing = try await server.server.fetch(console)
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
    if !difference.isEmpty { throw Exit.gateFailed }
  }
}
