import ArgumentParser
import Foundation
import History
import OrderedJSON

struct HistoryListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists past runs, the latest first.",
    discussion: """
      Example:
        toolsight history list --limit 10
      """)

  @Option(help: ArgumentHelp("How many runs.", valueName: "count"))
  var limit = 20

  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let listing = try history.file.read { try $0.listing(limit: limit) }
    console.warn(of: listing.damages)
    let runs = listing.values
    if console.format == .json { return Terminal.write(JSON.array(runs.map(\.json))) }
    if runs.isEmpty { return Terminal.write("no runs yet: make one with toolsight run SUITE") }
    Terminal.write(Columns(["RUN", "SUITE", "STARTED", "TRIALS", "MODELS", "VARIANTS"], runs.map(\.cells)).text)
  }
}

extension RunSummary {
  fileprivate var cells: [String] {
    [
      id, suite, startedAt.formatted(.iso8601), trials, models.joined(separator: ", "),
      variants.joined(separator: ", "),
    ]
  }

  /// What was answered of what was planned, e.g. `33/36, 3 failed`.
  private var trials: String {
    let failed = failedTrials == 0 ? "" : ", \(failedTrials) failed"
    return "\(doneTrials - failedTrials)/\(plannedTrials)\(failed)\(finishedAt == nil ? " (unfinished)" : "")"
  }

  fileprivate var json: JSON {
    [
      "id": .string(id), "suite": .string(suite), "startedAt": .string(startedAt.formatted(.iso8601)),
      "finishedAt": finishedAt.map { .string($0.formatted(.iso8601)) } ?? nil,
      "trials": .number(JSONNumber(doneTrials)), "failed": .number(JSONNumber(failedTrials)),
      "planned": .number(JSONNumber(plannedTrials)), "models": .array(models.map { .string($0) }),
      "variants": .array(variants.map { .string($0) }),
    ]
  }
}
