import EvalCore
import Foundation
import OrderedJSON
import SuiteFiles
import TestSupport
import Testing

@Suite(.enabled(if: ProjectRoot.hasData, "needs ../shared/data beside the project"))
struct RealToolSetTests {
  private static let lists = [
    "mediawiki", "productplan", "mongodb-mcp", "kubernetes-mcp", "github-mcp", "shopware", "mcp-servers-pypi",
  ]
  .flatMap { folder in files(under: folder) }

  private static func files(under folder: String) -> [String] {
    let found =
      FileManager.default.enumerator(atPath: ProjectRoot.data + "/" + folder)?.compactMap { $0 as? String } ?? []
    let lists = found.filter { $0.hasSuffix(".json") && !$0.hasSuffix("pairs.json") && !$0.hasSuffix("selection.json") }
    return lists.filter { !$0.hasSuffix("correctness.json") && !$0.contains("cases") && !$0.contains("accuracy") }
      .map { folder + "/" + $0 }.sorted()
  }

  @Test(arguments: lists)
  func isReadVerbatim(_ list: String) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: ProjectRoot.data + "/" + list)))
    let (toolSet, _) = try ToolSetReader.read(bytes, path: list)
    let listed = try #require(try JSON(parsing: bytes)["tools"]?.arrayValue)
    #expect(toolSet.tools.count == listed.count && listed.count > 0)
    #expect(toolSet.tools.map { JSON.object($0.json).compact } == listed.map(\.compact))
  }

  @Test func thereAreMany() { #expect(Self.lists.count >= 40) }
}
