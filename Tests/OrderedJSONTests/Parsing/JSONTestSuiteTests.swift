import Foundation
import OrderedJSON
import TestSupport
import Testing

/// The public JSON parsing tests: `y_` must parse, `n_` must not, and `i_` is up to the parser.
struct JSONTestSuiteTests {
  private func outcomes(
    _ prefix: String, _ limits: JSONLimits = .default
  ) throws -> [(name: String, result: Result<JSON, JSONSyntaxError>)] {
    let files = ProjectRoot.jsonFiles(under: "fixtures/published/json-test-suite/test_parsing").filter {
      $0.lastPathComponent.hasPrefix(prefix)
    }
    return try files.map { file in
      let bytes = try Data(contentsOf: file)
      return (file.lastPathComponent, Result { () throws(JSONSyntaxError) in try JSON(parsing: bytes, limits: limits) })
    }
  }

  @Test func readsEveryTextThatMustBeRead() throws {
    let outcomes = try outcomes("y_", JSONLimits(allowsRepeatedKeys: true))
    #expect(outcomes.count == 95)
    for (name, result) in outcomes {
      #expect(throws: Never.self, "\(name)") { try result.get() }
    }
  }

  @Test func refusesRepeatedKeysUnlessTheyAreAllowed() throws {
    let outcomes = try outcomes("y_object_duplicated_key")
    #expect(outcomes.count == 2)
    for (_, result) in outcomes {
      let error = #expect(throws: JSONSyntaxError.self) { try result.get() }
      #expect(error?.description == "1:10: expected each key once in an object, found 'a' again")
    }
  }

  @Test func refusesEveryTextThatMustNotBeReadAndSaysWhere() throws {
    let outcomes = try outcomes("n_")
    #expect(outcomes.count == 188)
    for (name, result) in outcomes {
      let error = #expect(throws: JSONSyntaxError.self, "\(name)") { try result.get() }
      #expect(error?.message.hasPrefix("expected ") == true, "\(name)")
      #expect(error?.message.contains("found ") == true, "\(name)")
    }
  }

  @Test func survivesTheTextsThatAreLeftOpen() throws {
    let outcomes = try outcomes("i_")
    #expect(outcomes.count == 35)
    let accepted = outcomes.filter { (try? $0.result.get()) != nil }.map(\.name)
    // Numbers of any size are kept as they are written; bad Unicode and byte order marks are refused.
    #expect(accepted.count == 11)
    #expect(accepted.allSatisfy { $0.hasPrefix("i_number") || $0 == "i_structure_500_nested_arrays.json" })
  }

  @Test func writesBackEveryCompactTextByteForByte() throws {
    let texts = try ProjectRoot.jsonFiles(under: "fixtures/published/json-test-suite/test_parsing").map {
      try Data(contentsOf: $0)
    }
    let escapesOrSpace = Set("\\ \n\r\t".utf8)
    var compared = 0
    for text in texts where !text.contains(where: escapesOrSpace.contains) {
      guard let value = try? JSON(parsing: text) else { continue }
      #expect(value.utf8Bytes == [UInt8](text))
      compared += 1
    }
    #expect(compared > 40)
  }

  @Test(.enabled(if: ProjectRoot.hasData, "needs ../shared/data beside the package"))
  func realToolListsSurviveARoundTrip() throws {
    let folders = ["github-mcp", "mcp-servers-pypi", "kubernetes-mcp", "livemcpbench", "azure-mcp"]
    let files = folders.flatMap { ProjectRoot.jsonFiles(under: "../shared/data/" + $0) }
    #expect(files.count > 30)
    for file in files {
      let value = try JSON(parsing: Data(contentsOf: file))
      let compact = value.utf8Bytes
      let again = try JSON(parsing: compact)
      #expect(again.utf8Bytes == compact, "\(file.lastPathComponent)")
      #expect(again == value)
      #expect(try JSON(parsing: value.pretty()).utf8Bytes == compact)
    }
  }
}

extension ProjectRoot {
  fileprivate static func jsonFiles(under folder: String) -> [URL] {
    files(under: folder, [".json"]).map { self.folder.appending(path: $0) }
  }
}
