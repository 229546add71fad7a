import Foundation
import OrderedJSON
import TestSupport
import Testing

/// The manual and the schemas come out of the binary: the repository is not asked.
@Suite struct ManualTests {
  private static let pages = [
    "suites", "matchers", "gate", "models", "report", "method", "mcp", "registry", "files", "exit-codes", "ci",
  ]

  private static func repositoryText(_ path: String) throws -> String {
    try String(contentsOf: ProjectRoot.folder.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: pages) func aPageIsPrintedWordForWord(page: String) async throws {
    let ended = try await Program(Workplace()).run("help", page)
    #expect(ended.way == .code(0) && ended.errors == "")
    #expect(try ended.output == Self.repositoryText("docs/\(page).md"))
    let json = try await Program(Workplace()).run("help", page, "--format", "json")
    #expect(try JSON(parsing: json.output)["markdown"]?.stringValue == ended.output)
  }

  @Test(arguments: ["suite", "report", "config"]) func aSchemaIsPrintedWordForWord(kind: String) async throws {
    let ended = try await Program(Workplace()).run("schema", kind)
    #expect(ended.way == .code(0) && ended.errors == "")
    #expect(try ended.output == Self.repositoryText("schemas/\(kind).schema.json"))
  }

  @Test(arguments: pages, [60, 160]) func aPageFitsTheTerminal(page: String, columns: Int) async throws {
    let program = try Program(Workplace(), environment: ["COLUMNS": "\(columns)"])
    let ended = try await program.run(["help", page], to: .terminal)
    #expect(ended.way == .code(0))
    #expect(!ended.output.contains("<!--") && ended.output.hasPrefix("# "))
    // Every other piece stands outside of code.
    let pieces = ended.output.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 0 }
    let lines = pieces.flatMap { $0.element.split(whereSeparator: \.isNewline) }.filter { !$0.hasPrefix("#") }
    #expect(!lines.contains { $0.contains("](") })
    #expect(lines.allSatisfy { $0.count <= columns || $0.split(separator: " ").count < 3 }, "\(ended.output)")
    #expect(
      ended.errors.contains("toolsight \(page) --help") == ["gate", "models", "report", "registry"].contains(page))
  }

  @Test(arguments: [
    (["help"], "toolsight <subcommand>"), (["help", "run"], "toolsight run "), (["help", "help"], "toolsight help "),
    (["help", "history", "list"], "toolsight history list "), (["gate", "--help"], "toolsight gate "),
  ])
  func commandsHaveTheirHelp(words: [String], usage: String) async throws {
    let ended = try await Program(Workplace()).run(words)
    #expect(ended.way == .code(0) && ended.errors == "")
    #expect(ended.output.contains("USAGE: \(usage)"), "\(ended.output)")
  }

  @Test func theProgramsHelpNamesEveryPage() async throws {
    let ended = try await Program(Workplace()).run("--help")
    let words = Set(ended.output.split { $0.isWhitespace || $0 == "," }.map(String.init))
    #expect(words.isSuperset(of: Self.pages))
  }
}
