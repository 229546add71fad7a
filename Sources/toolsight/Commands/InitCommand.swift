import ArgumentParser
import EvalCore
import Foundation
import MCP
import OrderedJSON
import SuiteFiles

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Reads the tools of a live MCP server and writes a tool set and a starter suite for it.",
    discussion: """
      The suite names \(StarterFiles.schemaPath), so that editors complete and check it; that file is
      written too where there is none.

      Examples:
        toolsight init --url http://127.0.0.1:8000/mcp
        toolsight init --name git -- uvx mcp-server-git
      """)

  @Option(help: ArgumentHelp("The suite's name. (default: the server's own, else tools)", valueName: "name"))
  var name: String?

  @Flag(help: "Overwrite files that exist.")
  var force = false

  @OptionGroup(title: "Server") var server: LiveServerOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() async throws {
    let console = printing.console
    let listing = try await server.server.fetch(console)
    guard listing.toolSet["tools"]?.arrayValue?.isEmpty == false else {
      throw CommandFailure(
        .couldNotMeasure,
        "\(listing.warnings.last ?? "no tool that the server lists can be used"); nothing was written",
        fix: "check whether the server needs settings, such as a key, before it lists its tools")
    }
    let name = Slug.of(name ?? listing.toolSet["serverInfo"]?["name"]?.stringValue ?? "tools")
    let files = try StarterFiles(name: name, listing: listing)
    try files.write(force: force)
    if console.format == .json { Terminal.write(files.paths) }
    console.remark(
      """
      wrote \(files.toolSetPath) (\(files.toolSet.tools.count.counted("tool"))) and \(files.suitePath), which editors check with \(StarterFiles.schemaPath)
      next: write prompts in \(files.suitePath), take out 'todo: true', and run: toolsight run \(files.suitePath)
      """)
  }
}

/// The files that `init` writes.
struct StarterFiles {
  let name: String
  let toolSet: ToolSet
  let json: [UInt8]

  init(name: String, listing: ToolListing) throws {
    self.name = name
    toolSetPath = "fixtures/toolsets/\(name).json"
    json = listing.bytes
    toolSet = try orWrongInput { [json, toolSetPath] () throws(Diagnostics) in
      try ToolSetReader.read(json, path: toolSetPath).toolSet
    }
  }

  let toolSetPath: String
  /// One for all suites of a project, with a name that says whose it is.
  static let schemaPath = "schemas/toolsight-suite.schema.json"
  var suitePath: String { "suites/\(name).yaml" }

  var paths: JSON {
    [
      "toolSet": .string(toolSetPath), "suite": .string(suitePath), "schema": .string(Self.schemaPath),
      "tools": .number(JSONNumber(toolSet.tools.count)),
    ]
  }

  func write(force: Bool) throws {
    for path in [toolSetPath, suitePath] {
      try NewFile(path).requireAbsent(unless: force, or: ", or choose another --name")
    }
    let suite = SuiteWriter.starter(
      name: name, tools: "../\(toolSetPath)", toolSet: toolSet, schema: "../\(Self.schemaPath)")
    var files = [(toolSetPath, json), (suitePath, Array(suite.utf8))]
    // Another suite's author may have a newer one.
    if force || !FileManager.default.fileExists(atPath: Self.schemaPath) {
      files.append((Self.schemaPath, Array(SchemaCommand.Kind.suite.text.utf8)))
    }
    for (path, bytes) in files {
      // Their names are ours.
      try NewFile(path, links: .replaced).write(bytes)
    }
  }
}

extension ToolListing {
  /// A tool-set file: what the server listed, laid out for people.
  var bytes: [UInt8] { Array((toolSet.pretty() + "\n").utf8) }
}
