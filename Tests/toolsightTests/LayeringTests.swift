import Foundation
import TestSupport
import Testing

/// The order of the stages inside the core, of the layers of the command line, and the walls between the targets at the rim.
@Suite struct LayeringTests {
  private static let stages = ["Matchers", "Suite", "Plan", "Run", "Score", "Compare", "Gate"]
  /// Commands make settings, sessions take them, the console prints.
  private static let layers = ["Settings", "Console", "Session", "Commands"]
  private static let rim = ["SuiteFiles", "Models", "MCP", "Execution", "History", "Registry", "Reports"]
  /// What calls a real server does so with the client that reads its tools.
  private static let allowed = ["Execution": ["MCP"]]

  @Test(arguments: stages.indices.dropLast())
  func aStageNamesNoTypeOfALaterOne(index: Int) throws {
    try Self.expectNoLookAhead(from: index, in: Self.stages, of: "EvalCore")
  }

  @Test(arguments: layers.indices.dropLast())
  func aLayerNamesNoTypeOfALaterOne(index: Int) throws {
    try Self.expectNoLookAhead(from: index, in: Self.layers, of: "toolsight")
  }

  @Test func onlyCommandsKnowTheCommandLine() throws {
    for source in try Self.sources("toolsight") where source.lines.contains("import ArgumentParser") {
      #expect(
        source.path.hasPrefix("toolsight/Commands/") || source.path == "toolsight/Toolsight.swift", "\(source.path)")
    }
  }

  /// But for the command that prints the help of all others.
  @Test(arguments: layers)
  func noLayerKnowsTheProgramsEntry(folder: String) throws {
    for source in try Self.sources("toolsight/\(folder)") where !source.path.hasSuffix("/HelpCommand.swift") {
      #expect(!Self.words(of: source.lines).contains("Toolsight"), "\(source.path)")
    }
  }

  private static func expectNoLookAhead(from index: Int, in folders: [String], of target: String) throws {
    let later = try folders[(index + 1)...].flatMap { try sources("\(target)/\($0)") }
    let pattern = #/^(?:package |final |indirect )*(?:struct|enum|class|actor|protocol|typealias|func) (\w+)/#
    let types = Set(later.flatMap(\.lines).compactMap { $0.prefixMatch(of: pattern).map { String($0.1) } })
    try #require(!types.isEmpty)
    for source in try sources("\(target)/\(folders[index])") {
      #expect(words(of: source.lines).intersection(types) == [], "\(source.path) looks ahead")
    }
  }

  private static func words(of lines: [Substring]) -> Set<String> {
    Set(lines.flatMap { $0.matches(of: #/\w+/#).map { String($0.0) } })
  }

  @Test(arguments: rim + ["EvalCore"])
  func theRimAndTheCoreKnowNothingOfTheRim(target: String) throws {
    let sources = try Self.sources(target)
    try #require(!sources.isEmpty)
    for source in sources {
      let imported = source.lines.compactMap { $0.prefixMatch(of: #/(?:package )?import (\w+)/#).map { String($0.1) } }
      #expect(
        imported.filter { Self.rim.contains($0) && Self.allowed[target]?.contains($0) != true } == [], "\(source.path)")
    }
  }

  /// Comments may look ahead, so they are left out.
  private static func sources(_ folder: String) throws -> [(path: String, lines: [Substring])] {
    let root = ProjectRoot.folder.appending(path: "Sources/\(folder)")
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }.map {
      path in
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      return ("\(folder)/\(path)", text.replacing(#/\/\/.*/#, with: "").split(separator: "\n"))
    }
  }
}
