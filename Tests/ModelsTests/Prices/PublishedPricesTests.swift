import EvalCore
import Testing

@testable import Models

struct PublishedPricesTests {
  @Test func areAFileThatAUserCanStartFrom() throws {
    let table = try PriceTable(Array(PriceTable.publishedJSON.utf8), path: "prices.json")
    #expect(table.rows == PriceTable.published.rows && table.rows.count >= 40)
  }

  @Test(arguments: PriceTable.published.rows)
  func everyRowSaysWhenAndWhereAndIsPlausible(row: PriceTable.Row) throws {
    #expect(row.source.hasPrefix("https://") && row.asOf >= "2026-07-01" && row.asOf <= "2026-11-22")
    let cached = try #require(row.price.cachedInput)
    #expect(cached > 0 && cached <= row.price.input && row.price.input < row.price.output, "\(row.model)")
  }

  @Test(arguments: [("openai:gpt-5-mini", 0.25, 2), ("anthropic:claude-opus-4-5-20251101", 5, 25)])
  func knowsModelsAsUsersNameThem(model: String, input: Double, output: Double) {
    let row = PriceTable.published.row(of: ModelReference(model, origin: .file))
    #expect(row?.price.input == input && row?.price.output == output)
  }
}
