import Foundation
import JSONSchema
import OrderedJSON
import TestSupport
import Testing

/// The official JSON Schema tests, without the folder `optional`.
struct SchemaSuiteTests {
  @Test(arguments: SchemaSuite.files("draft2020-12"))
  func agreesWithDraft202012(_ file: String) throws {
    try check("draft2020-12/\(file)", .draft202012)
  }

  @Test(arguments: SchemaSuite.files("draft7"))
  func agreesWithDraft07(_ file: String) throws {
    try check("draft7/\(file)", .draft07)
  }

  /// All optional cases but those for `format`, `content…`, other drafts, and keywords of a draft other than the schema's.
  @Test(arguments: ["draft2020-12", "draft7"])
  func agreesWithOptionalCases(_ draft: String) throws {
    let notOffered: Set = [
      "content.json", "cross-draft.json", "dependencies-compatibility.json", "format-assertion.json",
    ]
    let files = SchemaSuite.files("\(draft)/optional").filter { !notOffered.contains($0) }
    #expect(files.count >= 6)
    for file in files { try check("\(draft)/optional/\(file)", draft == "draft7" ? .draft07 : .draft202012) }
  }

  @Test func holdsEveryRequiredCase() throws {
    #expect(
      try SchemaSuite.files("draft2020-12").map { try SchemaSuite.cases("draft2020-12/\($0)") }.reduce(0, +) == 1299)
    #expect(try SchemaSuite.files("draft7").map { try SchemaSuite.cases("draft7/\($0)") }.reduce(0, +) == 927)
  }

  private func check(_ path: String, _ dialect: JSONSchema.Dialect) throws {
    for group in try SchemaSuite.groups(path) {
      let name = group["description"]?.stringValue ?? ""
      let schema = try JSONSchema(group["schema"] ?? .null, dialect: dialect, remotes: SchemaSuite.remotes)
      for test in group["tests"]?.arrayValue ?? [] {
        let failures = schema.validate(test["data"] ?? .null)
        let isFit = test["valid"]?.boolValue
        #expect(failures.isEmpty == isFit, "\(path): \(name): \(test["description"]?.stringValue ?? ""): \(failures)")
      }
    }
  }
}

/// The files of the official tests, and the documents that they refer to.
enum SchemaSuite {
  private static let folder = ProjectRoot.folder.appending(path: "fixtures/published/json-schema-test-suite")

  static func files(_ draft: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "tests/\(draft)").path)
    return (names ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }

  static func groups(_ path: String) throws -> [JSON] {
    try JSON(parsing: Data(contentsOf: folder.appending(path: "tests/\(path)"))).arrayValue ?? []
  }

  static func cases(_ path: String) throws -> Int {
    try groups(path).reduce(0) { $0 + ($1["tests"]?.arrayValue?.count ?? 0) }
  }

  static let remotes: [String: JSON] = {
    let base = folder.appending(path: "remotes").path
    var documents: [String: JSON] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: base) ?? .init() where path.hasSuffix(".json")
    {
      let data = FileManager.default.contents(atPath: "\(base)/\(path)") ?? Data()
      documents["http://localhost:1234/\(path)"] = try? JSON(parsing: data)
    }
    return documents
  }()
}
