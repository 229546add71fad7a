import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

/// What each row of the table declares, held against the reader of suites; `ReferenceTests` has the published schema.
struct MatcherTableTests {
  static let keys = MatcherTable.all.map(\.key)

  @Test(arguments: keys) func anExampleMeansWhatItSays(_ key: String) throws {
    for example in try #require(MatcherTable[key]).examples {
      let rule = try Self.rule(example.written)
      for value in example.accepts { #expect(rule.mismatches(Self.arguments(value)) == [], "\(example)") }
      for value in example.refuses {
        #expect(!rule.accepts(Self.arguments(value)) && !rule.mismatches(Self.arguments(value)).isEmpty, "\(example)")
      }
    }
  }

  @Test(arguments: keys) func anExampleShowsWhatFitsAndWhetherAbsenceDoes(_ key: String) throws {
    let row = try #require(MatcherTable[key])
    #expect(row.examples.contains { $0.written.compact.contains(key) } && row.summary.hasSuffix("."))
    #expect(row.examples.contains { ($0.accepts + $0.refuses).contains { $0 == nil } })
    #expect(row.examples.allSatisfy { !$0.accepts.isEmpty })
  }

  @Test(arguments: keys) func slipsAreAnsweredWithTheMatcher(_ key: String) throws {
    let row = try #require(MatcherTable[key])
    let word = String(key.dropFirst())
    #expect(Self.complaint(.string(key + "x"))?.fix == "did you mean '\(key)'?")
    if row.standsAlone {
      #expect(Self.complaint([key: 1])?.message == "'\(key)' takes no value")
      #expect(Self.complaint(.string(word))?.fix == "write \(key) for the matcher")
    } else {
      #expect(Self.complaint([key + "x": 1])?.fix == "did you mean '\(key)'?")
      #expect(Self.complaint(.string(key))?.message == "'\(key)' needs a value")
      #expect(Self.complaint([word: 1])?.fix == "write {\(key): 1} for the matcher")
    }
  }

  private static func arguments(_ value: JSON?) -> JSONObject { value.map { ["value": $0] } ?? [:] }

  private static func rule(_ matcher: JSON) throws -> ArgumentRule {
    let suite = try read(matcher, parameter: true).suite
    return suite.cases[0].expectation.alternatives[0].required[0].patterns[0].arguments
  }

  /// About an argument that is an integer.
  private static func complaint(_ matcher: JSON) -> Diagnostic? {
    do throws(Diagnostics) {
      return try read(matcher, parameter: ["type": "integer"]).warnings.first
    } catch {
      return error.all.first
    }
  }

  private static func read(
    _ matcher: JSON, parameter: JSON
  ) throws(Diagnostics) -> (suite: Suite, warnings: [Diagnostic]) {
    let suite: JSON = [
      "schema": "toolsight/suite/v1", "name": "example", "tools": "tools.json",
      "cases": [["id": "a", "prompt": "x", "expect": ["find": ["value": matcher]]]],
    ]
    let tools: JSON = [
      "tools": [["name": "find", "inputSchema": ["type": "object", "properties": ["value": parameter]]]]
    ]
    let files = [("s.json", suite), ("tools.json", tools)].map {
      SourceFile(path: $0.0, bytes: Array($0.1.compact.utf8))
    }
    return try SuiteReader(StoredFiles(files)).read("s.json")
  }
}
