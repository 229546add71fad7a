import EvalCore
import Models
import SuiteFiles

/// Where it stands what tokens cost.
struct PriceSource {
  /// The file of a table in place of the published one.
  let table: String?

  /// By model, where a price is known: what `toolsight.yaml` says, else the table's.
  func prices(of models: [String], beside suite: String) throws -> [String: TokenPrice] {
    let table = try readTable()
    let configured = try Configuration.read(beside: suite).models
    var prices: [String: TokenPrice] = [:]
    for model in models {
      let reference = ModelReference(configured[model]?.use ?? model, origin: .file)
      prices[model] = configured[model]?.price.map(TokenPrice.init) ?? table.row(of: reference)?.price
    }
    return prices
  }

  private func readTable() throws -> PriceTable {
    guard let table else { return .published }
    let bytes = try orWrongInput { () throws(Diagnostics) in try UserFile.bytes(of: table) }
    do {
      return try PriceTable(bytes, path: table)
    } catch {
      throw CommandFailure(.wrongInput, error.description)
    }
  }
}
