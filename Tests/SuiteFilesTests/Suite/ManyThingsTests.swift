import EvalCore
import Foundation
import SuiteFiles
import TestSupport
import Testing

/// Suites that are much larger than anyone's, read in time of their size: what looks through all tools for each of them,
/// or through a line for each of its words, would take minutes.
@Suite(.timeLimit(.minutes(2)))
struct ManyThingsTests {
  private static let count = 8_000

  private func read(_ more: String, tools: Int = count) throws -> (suite: Suite?, complaints: [Diagnostic]) {
    let folder = try TemporaryFolder()
    let list = (0..<tools).map { #"{"name":"t\#($0)","inputSchema":{"type":"object","properties":{"a":{}}}}"# }
    try folder.write("[\(list.joined(separator: ","))]".utf8, to: "t.json")
    let suite = """
      schema: toolsight/suite/v1
      name: many
      tools: t.json
      \(more)
      """
    try folder.write(suite.utf8, to: "s.yaml")
    let files = ProjectFolder(root: folder.path, workingDirectory: folder.path)
    do throws(Diagnostics) {
      let (suite, warnings) = try SuiteReader(files).read("s.yaml")
      return (suite, warnings)
    } catch {
      return (nil, error.all)
    }
  }

  private func lines(_ text: (Int) -> String) -> String { (0..<Self.count).map(text).joined(separator: "\n") }

  private static let aCase = "cases: [{id: a, prompt: Hi, expect: t7}]"

  @Test func editsAndRenamesOfEveryTool() throws {
    let edits = lines {
      "      t\($0): {\($0.isMultiple(of: 2) ? "remove: true" : "description: New \($0), rename: n\($0)")}"
    }
    let renames = lines { "      t\($0): {to: r\($0)}" }
    let variants = """
      variants:
        - name: today
        - name: edited
          edits:
      \(edits)
        - name: renamed
          rename:
      \(renames)
      \(Self.aCase)
      """
    let suite = try #require(try read(variants).suite)
    #expect(suite.variants[1].toolSet.tools.map(\.name) == stride(from: 1, to: Self.count, by: 2).map { "n\($0)" })
    #expect(suite.variants[2].toolSet.tools.last?.name == "r\(Self.count - 1)")
  }

  @Test func casesForEveryTool() throws {
    let suite = try read("cases:\n" + lines { "  - {id: c\($0), prompt: Hi \($0), expect: {t\($0): {a: \($0)}}}" })
      .suite
    #expect(suite?.cases.count == Self.count)
  }

  @Test(arguments: [
    "x-a: [\((0..<20_000).map { "&a\($0) v\($0)" }.joined(separator: ", "))]",
    "x-a:\n" + (0..<20_000).map { "  - &a\($0) v" }.joined(separator: "\n"),
    "x-a: {\((0..<5_000).map { "k\($0): &a\($0) v, l\($0): *a\($0)" }.joined(separator: ", "))}",
    "x-a: [\((0..<20_000).map { "'é \($0)'" }.joined(separator: ", "))]",
    "x-a: [\((0..<20_000).map { "{k: \($0)}" }.joined(separator: ", "))]",
  ])
  func anchorsAndValuesOnOneLine(_ more: String) throws {
    let read = try read(more + "\n" + Self.aCase, tools: 10)
    #expect(read.suite != nil && read.complaints.isEmpty, "\(read.complaints.prefix(3))")
  }

  /// What was meant is looked for among all tools, but for no more complaints than are shown.
  @Test func mistakesInEveryEditAndCase() throws {
    let wrong = "variants:\n  - name: today\n  - name: b\n    edits:\n" + lines { "      tt\($0): {remove: true}" }
    let read = try read(wrong + "\ncases:\n" + lines { "  - {id: c\($0), prompt: Hi, expect: tx\($0)}" }, tools: 100)
    #expect(read.suite == nil)
    #expect(read.complaints.count == 501)
    #expect(read.complaints.last?.message == "15,500 more complaints are not listed")
  }

  @Test func anErrorCountsBehindManyWarnings() throws {
    let warnings = lines { "  k\($0): 1e5" }
    let read = try read("x-a:\n\(warnings)\n\(Self.aCase)\nnonsense: 1", tools: 10)
    #expect(read.suite == nil)
  }
}
