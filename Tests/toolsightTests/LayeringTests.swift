import Foundation
import Testing

/// The order of the stages inside the core, and the walls between the targets at the rim.
@Suite struct LayeringTests {
  private static let stages = ["Matchers", "Suite", "Plan", "Run", "Score", "Compare", "Gate"]
  private static let rim = ["SuiteFiles", "Models", "MCP", "History", "Reports"]

  @Test(arguments: stages.indices.dropLast())
  func aStageNamesNoTypeOfALaterOne(place: Int) throws {
    let later = try Self.stages[(place + 1)...].flatMap { try Self.sources("EvalCore/\($0)") }
    let pattern = #/^(?:package |final |indirect )*(?:struct|enum|class|actor|protocol|typealias) (\w+)/#
    let types = Set(later.flatMap(\.lines).compactMap { $0.prefixMatch(of: pattern).map { String($0.1) } })
    try #require(!types.isEmpty)
    for source in try Self.sources("EvalCore/\(Self.stages[place])") {
      let named = Set(source.lines.flatMap { $0.matches(of: #/\w+/#).map { String($0.0) } })
      #expect(named.intersection(types) == [], "\(source.path) looks ahead")
    }
  }

  @Test(arguments: rim + ["EvalCore"])
  func theRimAndTheCoreKnowNothingOfTheRim(target: String) throws {
    let sources = try Self.sources(target)
    try #require(!sources.isEmpty)
    for source in sources {
      let imported = source.lines.compactMap { $0.prefixMatch(of: #/(?:package )?import (\w+)/#).map { String($0.1) } }
      #expect(imported.filter(Self.rim.contains) == [], "\(source.path)")
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
