import EvalCore
import Foundation
import JSONSchema
import OrderedJSON
import SuiteFiles
import TestSupport
import Testing

/// The published schema is for editors: it knows less than the reader, and refuses nothing that the reader takes.
struct SuiteSchemaTests {
  private static let schema = Result {
    try JSONSchema(JSON(parsing: try ProjectRoot.text("schemas/suite.schema.json")))
  }

  private static func failures(of file: String) throws -> [JSONSchemaFailure] {
    try schema.get().validate(try #require(try value(of: file)))
  }

  /// Read the way the suite reader does; nil where the file is no YAML or JSON at all.
  private static func value(of file: String) throws -> JSON? {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: ProjectRoot.path + "/" + file)))
    return try? PlainFile.value(bytes, path: file)
  }

  @Test(
    arguments: ProjectRoot.files(under: "fixtures/suites/valid", ["suite.yaml", "suite.json"])
      + ProjectRoot.files(under: "fixtures/suites/warnings", [".yaml"])
      + ProjectRoot.files(under: "fixtures/suites/invalid/meaning", [".yaml"])
      + ProjectRoot.files(under: "suites", [".yaml"]))
  func takesWhatIsStructuredWell(_ file: String) throws {
    #expect(try Self.failures(of: file).map(\.description) == [])
  }

  @Test(arguments: ProjectRoot.files(under: "fixtures/suites/invalid/structure", [".yaml", ".json"]))
  func refusesWhatIsStructuredBadly(_ file: String) throws {
    guard let value = try Self.value(of: file) else { return }
    #expect(try !Self.schema.get().validate(value).isEmpty)
  }
}
