import EvalCore
import Foundation
import SuiteFiles
import TestSupport
import Testing

/// The manual's examples of files are read as they stand, and nothing is to be said about them.
@Suite struct ManualSuitesTests {
  private static let suiteBlocks = ["suites", "matchers", "gate"].flatMap { page in
    let blocks = (try? MarkdownPage("docs/\(page).md").blocks) ?? []
    return blocks.filter { $0.language == "yaml" && !MatcherExample.isOne($0) }
  }

  private static let configurationBlocks = ["models", "files"].flatMap { page in
    let blocks = (try? MarkdownPage("docs/\(page).md").blocks) ?? []
    return blocks.filter { $0.text.hasPrefix("schema: toolsight/config") || $0.text.hasPrefix("models:") }
  }

  @Test(arguments: suiteBlocks)
  func readsTheExample(_ block: MarkdownPage.Block) {
    #expect(ManualProject.complaints(aboutSuite: Self.suite(block)) == "", "\(block)")
  }

  @Test func thereAreExamples() {
    #expect(Self.suiteBlocks.count > 20 && Self.configurationBlocks.count > 2 && Self.scriptBlocks.count == 2)
    #expect(Self.suiteBlocks.contains { $0.text.hasPrefix("schema:") && $0.text.contains("messages:") })
  }

  @Test(arguments: configurationBlocks)
  func readsTheConfiguration(_ block: MarkdownPage.Block) {
    let head = block.text.hasPrefix("schema:") ? "" : "schema: toolsight/config/v1\n"
    #expect(ManualProject.complaints(aboutConfiguration: head + block.text) == "", "\(block)")
  }

  private static let scriptBlocks = ["suites", "files"].flatMap { page in
    ((try? MarkdownPage("docs/\(page).md").blocks) ?? []).filter { $0.text.hasPrefix("{\"case\"") }
  }

  @Test(arguments: scriptBlocks)
  func readsTheScript(_ block: MarkdownPage.Block) throws {
    #expect(try ScriptReader.read(Array(block.text.utf8), path: "answers.jsonl").count > 4, "\(block)")
  }

  /// A whole suite as it stands; entries of `cases:`, and keys of the top level, in a suite that has the rest.
  private static func suite(_ block: MarkdownPage.Block) -> String {
    if block.text.hasPrefix("schema:") { return block.text }
    let tools = "tools: [../fixtures/toolsets/issues.json, ../fixtures/toolsets/files.json]\n"
    let head = "schema: toolsight/suite/v1\nname: manual\n" + tools
    if block.text.hasPrefix("- id:") { return head + "cases:\n" + block.text }
    return head + block.text + "cases: [{id: hello, prompt: Hello., expect: none}]\n"
  }
}

/// A project with the tool sets that the manual's examples name.
enum ManualProject {
  private static let toolSets = ProjectRoot.files(under: "fixtures/toolsets", [".json"]).map {
    SourceFile(path: $0, bytes: Array(FileManager.default.contents(atPath: "\(ProjectRoot.path)/\($0)") ?? Data()))
  }

  static func read(_ suite: String) throws(Diagnostics) -> (suite: Suite, warnings: [Diagnostic]) {
    let file = SourceFile(path: "suites/manual.yaml", bytes: Array(suite.utf8))
    return try SuiteReader(StoredFiles(toolSets + [file]), today: "2026-01-01").read("suites/manual.yaml")
  }

  static func complaints(aboutSuite suite: String) -> String {
    do throws(Diagnostics) { return lines(try read(suite).warnings) } catch { return lines(error.all) }
  }

  static func complaints(aboutConfiguration text: String) -> String {
    let files = StoredFiles([SourceFile(path: "toolsight.yaml", bytes: Array(text.utf8))])
    do throws(Diagnostics) {
      return lines(
        try ConfigurationReader(files, providers: KnownProvider.sample).read(forSuite: "suites/manual.yaml")?.warnings
          ?? [])
    } catch {
      return lines(error.all)
    }
  }

  private static func lines(_ complaints: [Diagnostic]) -> String { complaints.map { "\($0)\n" }.joined() }
}
