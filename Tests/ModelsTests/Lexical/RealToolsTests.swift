import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import Models

/// The share of public prompts whose tool the index finds among public lists; floors a little below what was measured, so
/// that a change which costs accuracy is noticed.
@Suite(.enabled(if: RealTools.isThere, "needs ../shared/data beside the checkout"))
struct RealToolsTests {
  @Test(arguments: [("tools_2025-12-25_e6dd2b595", 0.6, 0.7), ("tools_2025-12-26_58cee1f87", 0.7, 0.8)])
  func tellARewriteOfDescriptions(tools: String, low: Double, high: Double) throws {
    let index = LexicalIndex(functions: try RealTools.functions("mediawiki/\(tools).json"))
    let cases = try RealTools.read("mediawiki/tool_selection.json")["tests"]?.arrayValue ?? []
    let right = cases.count { index.choice(for: $0["input"]?.stringValue ?? "") == $0["expected_tool"]?.stringValue }
    #expect((low...high).contains(Double(right) / Double(cases.count)))
  }

  @Test func findMostToolsAmongHundreds() throws {
    let functions = try RealTools.functions("mcp-servers-pypi/msmcp-azure/3.0.0.json")
    let index = LexicalIndex(functions: functions)
    let names = Set(functions.compactMap { $0["name"]?.stringValue })
    let cases = (try RealTools.read("azure-mcp/e2e_prompts.json")["cases"]?.arrayValue ?? []).filter {
      names.contains($0["tool"]?.stringValue ?? "")
    }
    let right = cases.count { index.choice(for: $0["prompt"]?.stringValue ?? "") == $0["tool"]?.stringValue }
    #expect(cases.count == 915)
    #expect(Double(right) / Double(cases.count) > 0.78)
  }
}

private enum RealTools {
  static let isThere = ProjectRoot.hasData

  static func read(_ path: String) throws -> JSON {
    try JSON(parsing: Array(try Data(contentsOf: URL(filePath: ProjectRoot.data + "/" + path))))
  }

  static func functions(_ path: String) throws -> [JSON] {
    (try read(path)["tools"]?.arrayValue ?? []).map { tool in
      ["name": tool["name"] ?? "", "description": tool["description"] ?? "", "parameters": tool["inputSchema"] ?? [:]]
    }
  }
}
