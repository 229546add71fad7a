import ArgumentParser
import EvalCore
import Foundation
import Models
import SuiteFiles

/// What tokens cost.
struct PriceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A price table (JSON) in place of the one that comes with toolsight.", valueName: "file"),
    completion: .file())
  var prices: String?

  /// By model, where a price is known: what `toolsight.yaml` says, else the table's.
  func prices(of models: [String], beside suite: String) throws -> [String: TokenPrice] {
    let table = try table()
    let configured = try Configuration.read(beside: suite).models
    var prices: [String: TokenPrice] = [:]
    for model in models {
      let reference = ModelReference(configured[model]?.use ?? model, origin: .file)
      prices[model] = configured[model]?.price.map(TokenPrice.init) ?? table.row(of: reference)?.price
    }
    return prices
  }

  private func table() throws -> PriceTable {
    guard let prices else { return .published }
    let bytes = try orWrongInput { () throws(Diagnostics) in try UserFile.bytes(of: prices) }
    do {
      return try PriceTable(bytes, path: prices)
    } catch {
      throw CommandFailure(.wrongInput, error.description)
    }
  }
}

/// Where a run's answers come from, and what it may spend.
struct SpendingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Append every answer of an endpoint to this file (JSON Lines).", valueName: "file"),
    completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp(
      "Answer from this recording; with --record too, what it lacks is asked and appended.", valueName: "file"),
    completion: .file())
  var replay: String?

  @Flag(help: "Ask nobody but this machine.")
  var offline = false

  @Option(name: .customLong("max-cost"), help: "USD that this command may spend; it stops before it would spend more.")
  var mostDollars: Double?

  @Option(name: .customLong("max-requests"), help: "Requests to models that this command may send, retries included.")
  var mostRequests: Int?

  @OptionGroup var prices: PriceOptions

  func validate() throws {
    if let mostDollars, !(mostDollars > 0 && mostDollars.isFinite) {
      throw ValidationError("--max-cost must be above 0, found \(mostDollars)")
    }
    if let mostRequests, mostRequests < 1 {
      throw ValidationError("--max-requests must be at least 1, found \(mostRequests)")
    }
  }

  /// - Parameter trials: of the plan that is to be answered.
  func recording(of trials: [Trial]) throws -> RecordingMode? {
    do {
      return try RecordingMode(record: record, replay: replay, trials: trials)
    } catch {
      throw CommandFailure(.wrongInput, "\(error)")
    }
  }

  /// Nil for no limit.
  func budget(_ models: [ModelChoice], _ prices: [String: TokenPrice]) throws -> RunBudget? {
    guard mostDollars != nil || mostRequests != nil else { return nil }
    do {
      return try RunBudget(
        mostRequests: mostRequests, mostDollars: mostDollars, models: models.filter { $0.provider != nil }.map(\.name),
        prices: prices)
    } catch {
      throw CommandFailure(.wrongInput, error.description)
    }
  }
}
