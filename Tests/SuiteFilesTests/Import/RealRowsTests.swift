import EvalCore
import Foundation
import SuiteFiles
import TestSupport
import Testing

@Suite(.enabled(if: ProjectRoot.hasData, "needs ../shared/data beside the project"))
struct RealRowsTests {
  private static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: ProjectRoot.data + "/" + file)))
  }

  private static func tools(_ file: String) throws -> ToolSet {
    try ToolSetReader.read(bytes(file), path: file).toolSet
  }

  /// Imports, and reads the suite again as if it stood in a project.
  private static func imported(
    _ file: String, tools: String? = nil, _ change: (inout RowImport) -> Void
  ) throws -> (imported: RowImport.Imported, suite: Suite?) {
    var rows = RowImport(name: "imported", tools: "tools.json")
    if let tools {
      rows.toolSet = try self.tools(tools)
      rows.skipsUnknown = true
    }
    change(&rows)
    let imported = try rows.imported([(path: file, bytes: bytes(file))])
    guard let tools else { return (imported, nil) }
    let project = StoredFiles([
      SourceFile(path: "suite.yaml", bytes: Array(imported.suite.utf8)),
      SourceFile(path: "tools.json", bytes: try bytes(tools)),
    ])
    return (imported, try SuiteReader(project).read("suite.yaml").suite)
  }

  @Test(arguments: [
    ("1-2026-07-15-7a444f6", 33), ("2-2026-07-29-2dccf4e", 0), ("3-2026-07-29-75ac9ed", 90),
  ])
  func takesShopware(_ folder: String, _ count: Int) throws {
    let (imported, suite) = try Self.imported(
      "shopware/tool-history/\(folder)/fixtures.yaml", tools: "shopware/tool-history/\(folder)/latest.json"
    ) { rows in
      rows.under = "fixtures"
      rows.columns.tool = "expected_tool"
      rows.columns.acceptable = "acceptable_tools"
      rows.columns.none = "expect_no_tool"
      rows.columns.tags = ["category"]
      rows.columns.note = "notes"
    }
    let all = imported.cases + imported.skipped.values.reduce(0, +)
    #expect(count == 0 || all == count)
    #expect(suite?.cases.count == imported.cases && imported.cases > 25)
  }

  @Test func takesMediawiki() throws {
    let tools = "mediawiki/tools_2026-04-05_328553c17.json"
    let selection = try Self.imported("mediawiki/tool_selection.json", tools: tools) { rows in
      rows.under = "tests"
      rows.columns.prompt = "input"
      rows.columns.tool = "expected_tool"
      rows.columns.forbid = "not_tools"
      rows.columns.arguments = "expected_args"
      rows.columns.tags = ["category"]
      rows.argumentsAs = .contains
    }
    #expect(selection.imported.cases + selection.imported.skipped.values.reduce(0, +) == 37)
    #expect(selection.suite?.strictness == .calls)
    let pairs = try Self.imported("mediawiki/confusion_pairs.json", tools: tools) { rows in
      rows.under = "pairs[].tests"
      rows.columns.prompt = "input"
      rows.columns.tool = "expected"
    }
    #expect(pairs.imported.cases + pairs.imported.skipped.values.reduce(0, +) == 50)
    #expect(pairs.suite?.strictness == .tools)
  }

  @Test func takesProductplan() throws {
    let tools = "productplan/tools_2026-02-04_ee52c1140.json"
    for (file, under, tool, rows) in [
      ("tool_selection", "tests[]", "expected_tool", 83), ("confusion_pairs", "pairs[].tests[]", "expected_tool", 52),
      ("argument_correctness", "tests", "tool", 33),
    ] {
      let (imported, suite) = try Self.imported("productplan/\(file).json", tools: tools) { options in
        options.under = under
        options.columns.tool = tool
        options.columns.arguments = "expected_args"
      }
      #expect(imported.cases + imported.skipped.values.reduce(0, +) == rows)
      #expect(suite?.cases.count == imported.cases)
    }
  }

  @Test func takesAzurePromptsAndCountsToolsThatAreGone() throws {
    let (imported, suite) = try Self.imported(
      "azure-mcp/e2e_prompts.json", tools: "mcp-servers-pypi/msmcp-azure/3.0.0.json"
    ) {
      $0.under = "cases"
      $0.columns.tags = ["area"]
    }
    #expect(imported.cases == 915)
    #expect(imported.cases + imported.skipped.values.reduce(0, +) == 969)
    #expect(suite?.cases.count == 915)
    #expect(suite?.cases.first?.id == "get-the-advisor-metadata-for-recommendation-type")
  }

  @Test func takesMetatool() throws {
    let (imported, _) = try Self.imported("metatool/all_clean_data.csv") { rows in
      rows.columns.prompt = "Query"
      rows.columns.tool = "Tool"
      rows.limit = 2000
    }
    #expect(imported.cases == 2000)
    let (withheld, _) = try Self.imported("metatool/reliability_no_tool.jsonl") { rows in
      rows.columns.prompt = "query"
      rows.columns.tool = "expected"
    }
    #expect(withheld.cases == 995)
  }
}
