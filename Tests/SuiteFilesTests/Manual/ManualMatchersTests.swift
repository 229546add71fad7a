import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

/// What the manual says that a matcher takes or refuses is what the judge makes of it.
@Suite struct ManualMatchersTests {
  private static let examples: [MatcherExample] = {
    let blocks = (try? MarkdownPage("docs/matchers.md").blocks) ?? []
    return blocks.filter(MatcherExample.isOne).map(MatcherExample.init)
  }()

  @Test(arguments: examples)
  func isJudgedAsTheManualSays(_ example: MatcherExample) throws {
    let read = try example.read()
    #expect(!read.fits.isEmpty || example.absence == true, "\(example) shows nothing that fits")
    for arguments in read.fits {
      #expect(read.rule.accepts(arguments), "\(example): \(JSON.object(arguments).compact)")
    }
    for arguments in read.misfits {
      #expect(!read.rule.accepts(arguments), "\(example): \(JSON.object(arguments).compact)")
    }
    if let absence = example.absence { #expect(read.rule.accepts([:]) == absence, "\(example): absent") }
  }

  @Test func everyMatcherHasAnExample() throws {
    let rules = Self.examples.map(\.rule).joined(separator: "\n")
    #expect(try MatcherTable.all.map(\.key).filter { !rules.contains(try Regex("\($0)\\b")) } == [])
  }
}

/// A block such as `rule: {~contains: login}` with values that fit and values that do not.
struct MatcherExample: CustomStringConvertible {
  let description: String
  /// For one value, or for all arguments of a call.
  let rule: String
  /// Whether a missing argument fits; nil where the page does not say.
  let absence: Bool?
  private let isWhole: Bool
  private let values: String

  static func isOne(_ block: MarkdownPage.Block) -> Bool {
    block.language == "yaml" && (block.text.hasPrefix("rule: ") || block.text.hasPrefix("arguments: "))
  }

  init(_ block: MarkdownPage.Block) {
    description = block.description
    isWhole = block.text.hasPrefix("arguments: ")
    let lines = block.text.split(separator: "\n").map(String.init)
    rule = String(lines[0].drop { $0 != " " }.dropFirst())
    absence = lines.contains("absent: fits") ? true : lines.contains("absent: does not fit") ? false : nil
    values = lines.filter { $0.hasPrefix("fits: ") || $0.hasPrefix("does_not_fit: ") }.map { "        \($0)\n" }
      .joined()
  }

  /// The rule and the arguments of calls, as the suite reader takes them.
  func read() throws -> (rule: ArgumentRule, fits: [JSONObject], misfits: [JSONObject]) {
    let tool = "{name: anything, inputSchema: {type: object}}"
    let read = try ManualProject.read(
      """
      schema: toolsight/suite/v1
      name: manual
      cases:
      - id: example
        prompt: Hello.
        tools: [\(tool)]
        expect: {~tool: anything, arguments: \(isWhole ? rule : "{value: \(rule)}")}
        results:
          anything:
      \(values)
      """)
    let evalCase = try #require(read.suite.cases.first)
    let pattern = try #require(evalCase.expectation.alternatives.first?.required.first?.patterns.first)
    guard case .value(let values)? = evalCase.results["anything"] else { throw Unreadable() }
    return (pattern.arguments, arguments(values["fits"]), arguments(values["does_not_fit"]))
  }

  private func arguments(_ values: JSON?) -> [JSONObject] {
    (values?.arrayValue ?? []).compactMap { isWhole ? $0.objectValue : ["value": $0] }
  }

  private struct Unreadable: Error {}
}
