package import EvalCore
import OrderedJSON

/// What vendors charge, each row with its date and where it stands: the published one, or a user's own file in its place
/// (`--prices FILE`, JSON of schema `toolsight/prices/v1`). What `toolsight.yaml` says of a model goes before both.
package struct PriceTable: Sendable {
  /// A model's price, and how old that knowledge is.
  package struct Row: Sendable, Hashable {
    /// `provider:name`, or a whole `provider:name@URL`.
    package let model: String
    package let price: TokenPrice
    /// `YYYY-MM-DD`: when the price was known to hold.
    package let asOf: String
    /// Where it stands.
    package let source: String
    /// What the numbers leave out, such as a tariff for long prompts.
    package let note: String?
  }

  package let rows: [Row]
  /// Of the newest row.
  package let date: String
  private let byModel: [String: Row]

  private static let schema = "toolsight/prices/v1"
  private static let mostBytes = 4 << 20
  /// USD per million tokens.
  private static let highestPrice = 1_000_000.0

  /// Reads a price file.
  ///
  /// - Throws: the first thing that is wrong with it.
  package init(_ bytes: [UInt8], path: String) throws(ModelSetupError) {
    let json: JSON
    do {
      json = try JSON(parsing: bytes, limits: JSONLimits(depth: 8, bytes: Self.mostBytes))
    } catch {
      throw ModelSetupError("\(path):\(error.position): \(error.message)")
    }
    guard json["schema"] == .string(Self.schema), let models = json["models"]?.arrayValue else {
      throw ModelSetupError("\(path): expected 'schema': '\(Self.schema)' and a list of 'models'")
    }
    var rows: [Row] = []
    for (index, model) in models.enumerated() {
      do throws(ModelSetupError) { rows.append(try Row(model)) } catch {
        throw ModelSetupError("\(path): models[\(index)]: \(error)")
      }
    }
    byModel = rows.keyed(by: \.model)
    guard byModel.count == rows.count else {
      throw ModelSetupError("\(path): expected each model once, found \(rows.count - byModel.count) twice")
    }
    self.rows = rows
    date = rows.map(\.asOf).max() ?? ""
  }

  /// The row of a model: its own, or that of the model of which it is a dated snapshot.
  ///
  /// A model behind a URL of its own has the price that a row names with that URL, and no other: whoever answers there
  /// asks what he likes. The two APIs of OpenAI have the same prices.
  package func row(of reference: ModelReference) -> Row? {
    if let row = byModel[reference.text] { return row }
    guard reference.url == nil else { return nil }
    let provider = Provider(named: reference.provider)?.pricedAs ?? reference.provider
    let name = "\(provider):\(reference.name)"
    return byModel[name] ?? byModel[name.withoutSnapshotDate]
  }

  fileprivate static func price(_ row: JSON, _ name: String) throws(ModelSetupError) -> Double {
    guard let value = row[name]?.numberValue?.doubleValue, (0...highestPrice).contains(value) else {
      throw ModelSetupError(
        "'\(name)': expected USD per million tokens, 0 or more, found \(row[name]?.excerpt() ?? "nothing")")
    }
    return value
  }
}

extension PriceTable.Row {
  fileprivate init(_ row: JSON) throws(ModelSetupError) {
    guard let model = row["model"]?.stringValue, model.contains(":") else {
      throw ModelSetupError("'model': expected provider:name, found \(row["model"]?.excerpt() ?? "nothing")")
    }
    guard let asOf = row["asOf"]?.stringValue, asOf.isDay else {
      throw ModelSetupError("'asOf': expected a day as YYYY-MM-DD, found \(row["asOf"]?.excerpt() ?? "nothing")")
    }
    self.init(
      model: model,
      price: TokenPrice(
        input: try PriceTable.price(row, "input"),
        cachedInput: row["cachedInput"] == nil ? nil : try PriceTable.price(row, "cachedInput"),
        output: try PriceTable.price(row, "output")),
      asOf: asOf, source: row["source"]?.stringValue ?? "", note: row["note"]?.stringValue)
  }
}

extension String {
  /// `2025-04-14`. A regex is made anew for every row, which costs more than all else that a table does.
  fileprivate var isDay: Bool {
    utf8.count == 10
      && zip(utf8, "0000-00-00".utf8).allSatisfy { $1 == UInt8(ascii: "-") ? $0 == $1 : (0x30...0x39).contains($0) }
  }

  /// Without the `-2025-04-14` or `-20250929` at the end that names a snapshot.
  fileprivate var withoutSnapshotDate: String {
    String(prefix(upTo: firstRange(of: #/-(\d{4}-\d{2}-\d{2}|\d{8})$/#)?.lowerBound ?? endIndex))
  }
}
