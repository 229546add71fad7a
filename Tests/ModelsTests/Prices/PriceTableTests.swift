import EvalCore
import Testing

@testable import Models

struct PriceTableTests {
  private static func table(_ models: String) throws -> PriceTable {
    try PriceTable(Array("{\"schema\":\"toolsight/prices/v1\",\"models\":[\(models)]}".utf8), path: "p.json")
  }

  private static let row = """
    {"model":"openai:gpt-x","input":2,"cachedInput":0.5,"output":8.25,"asOf":"2026-11-01","source":"s","note":"n"}
    """

  private static func input(_ reference: String, _ models: String = row) throws -> Double? {
    try table(models).row(of: ModelReference(reference, origin: .commandLine))?.price.input
  }

  @Test func readsARow() throws {
    let table = try Self.table(Self.row)
    #expect(
      table.rows == [
        PriceTable.Row(
          model: "openai:gpt-x", price: TokenPrice(input: 2, cachedInput: 0.5, output: 8.25), asOf: "2026-11-01",
          source: "s", note: "n")
      ])
    #expect(table.date == "2026-11-01")
  }

  @Test(
    arguments: [
      ("openai:gpt-x", 2), ("openai:gpt-x-2025-04-14", 2), ("openai:gpt-x-20250929", 2), ("openai-responses:gpt-x", 2),
      ("openai-responses:gpt-x-2025-04-14", 2), ("openai:gpt-x-mini", nil), ("openai:gpt-", nil),
      ("anthropic:gpt-x", nil),
      ("openai:gpt-x@http://127.0.0.1:8080/v1", nil), ("openai:gpt-x@https://gateway.example/v1", nil),
      ("lexical", nil),
      ("openai:gpt-x-2025-04-14-preview", nil),
    ] as [(String, Double?)])
  func findsAModelAndItsSnapshots(reference: String, expected: Double?) throws {
    #expect(try Self.input(reference) == expected)
  }

  @Test func aRowMayNameAnEndpoint() throws {
    let row = Self.row.replacing("openai:gpt-x", with: "openai:gpt-x@https://gateway.example/v1")
    #expect(try Self.input("openai:gpt-x@https://gateway.example/v1", row) == 2)
    #expect(try Self.input("openai:gpt-x", row) == nil)
  }

  @Test func aSnapshotWithARowOfItsOwnHasThatPrice() throws {
    let own = Self.row.replacing("gpt-x", with: "gpt-x-2025-04-14").replacing("\"input\":2", with: "\"input\":3")
    #expect(try Self.input("openai:gpt-x-2025-04-14", "\(Self.row),\(own)") == 3)
  }

  @Test(arguments: [
    ("\"input\":2", "\"input\":-1", "models[0]: 'input': expected USD per million tokens, 0 or more, found -1"),
    ("\"input\":2", "\"input\":\"2\"", "models[0]: 'input': expected USD per million tokens, 0 or more, found '2'"),
    ("\"input\":2", "\"input\":1e400", "models[0]: 'input': expected USD per million tokens, 0 or more, found 1e400"),
    ("\"output\":8.25,", "", "models[0]: 'output': expected USD per million tokens, 0 or more, found nothing"),
    ("2026-11-01", "Nov 1", "models[0]: 'asOf': expected a day as YYYY-MM-DD, found 'Nov 1'"),
    ("openai:gpt-x", "gpt-x", "models[0]: 'model': expected provider:name, found 'gpt-x'"),
  ])
  func saysWhatIsWrongWithARow(old: String, new: String, expected: String) {
    let error = #expect(throws: ModelSetupError.self) { try Self.table(Self.row.replacing(old, with: new)) }
    #expect(error?.description == "p.json: \(expected)")
  }

  @Test(arguments: [
    ("[", "p.json:1:2: "), ("{}", "p.json: expected 'schema': 'toolsight/prices/v1' and a list of 'models'"),
  ])
  func saysWhatIsWrongWithTheFile(text: String, expected: String) {
    let error = #expect(throws: ModelSetupError.self) { try PriceTable(Array(text.utf8), path: "p.json") }
    #expect(error?.description.hasPrefix(expected) == true, "\(error?.description ?? "")")
  }

  @Test func refusesAModelTwice() {
    #expect(throws: ModelSetupError.self) { try Self.table("\(Self.row),\(Self.row)") }
  }
}
