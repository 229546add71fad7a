import EvalCore
import JSONSchema
import OrderedJSON
import SuiteFiles
import TestSupport
import Testing

/// What is said of a key is declared once: schemas and pages hold it word for word, and `make reference` writes it there.
struct ReferenceTests {
  @Test(arguments: SchemaFile.all) func aSchemaHasTheDeclaredWords(_ schema: SchemaFile) throws {
    try Golden.expect(try schema.text(), equals: schema.path)
  }

  @Test(arguments: KeyTable.all) func aSchemaHasTheDeclaredKeysAndNoOthers(_ table: KeyTable) throws {
    let schemas = try SchemaFile.all.compactMap { try $0.names(table) }
    #expect(schemas.isEmpty == (table.name == "script"))
    for names in schemas { #expect(Set(names) == Set(table.names)) }
    #expect(Set(table.names).count == table.keys.count)
  }

  /// What matchers take is declared with each of them.
  @Test(arguments: SchemaFile.all) func everyClosedMapOfASchemaIsDeclared(_ schema: SchemaFile) throws {
    let pointers = Set(schema.pointers.values.joined())
    #expect(try schema.closedMaps().filter { !pointers.contains($0) && !$0.hasPrefix("/$defs/matcherKeys/") } == [])
    #expect(Set(schema.pointers.keys).subtracting(KeyTable.all.map(\.name)) == [])
  }

  @Test(arguments: SchemaFile.all) func everyExampleFits(_ schema: SchemaFile) throws {
    let json = try schema.json()
    for table in KeyTable.all {
      for pointer in schema.pointers[table.name] ?? [] {
        let properties = try #require(JSONPointer(parsing: pointer).flatMap { json[pointer: $0] })
        for key in table.keys {
          guard let property = properties[key.name] else { continue }
          let alone = try JSONSchema(["$defs": json["$defs"] ?? [:], "allOf": [property]])
          let failures = alone.validate(try key.value()).map(\.description)
          #expect(failures == [], "\(table.name): \(key.name): \(key.example)")
        }
      }
    }
  }

  @Test(arguments: KeyTable.all) func everyKeyIsSaidInSentences(_ table: KeyTable) {
    for key in table.keys {
      #expect(key.summary.hasSuffix(".") && !key.values.hasSuffix("."), "\(table.name): \(key.name)")
    }
  }

  @Test func everyFieldOfAReportHasWords() throws { #expect(try ReportGrammar().wordless == []) }
}

// MARK: - The manual

extension ReferenceTests {
  private static let files = ProjectRoot.files(under: "docs", [".md"])

  /// By the names that pages ask for.
  private static func tables() throws -> [String: String] {
    let keys = try KeyTable.all.map { table in
      let required = try SchemaFile.all.reduce(into: Set()) { $0.formUnion(try $1.required(table)) }
      return (table.name, MarkdownTable(table, required: required).text)
    }
    let matchers = [("matchers", false), ("matcher-words", true)].map { name, standsAlone in
      (name, MarkdownTable(MatcherTable.all.filter { $0.standsAlone == standsAlone }).text)
    }
    let others = [("report", try ReportGrammar().text), ("breaking", MarkdownTable(BreakingRule.all).text)]
    return Dictionary(uniqueKeysWithValues: keys + matchers + others)
  }

  @Test(arguments: files) func aPageHasTheDeclaredTables(_ file: String) throws {
    try Golden.expect(try ReferencePage(file, tables: Self.tables()).text, equals: file)
  }

  @Test func theManualHasEveryTableAndNoOthers() throws {
    let tables = try Self.tables()
    let asked = try Self.files.flatMap { try ReferencePage($0, tables: tables).names }
    #expect(Set(asked) == Set(tables.keys))
  }
}
