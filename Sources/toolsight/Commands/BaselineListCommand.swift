import ArgumentParser
import Foundation
import History
import OrderedJSON

struct BaselineListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the baselines.",
    discussion: """
      Example:
        toolsight baseline list
      """)

  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let listing = try history.file.read { try $0.baselineListing() }
    console.warn(of: listing.damages)
    let baselines = listing.values
    if console.format == .json { return Terminal.write(JSON.array(baselines.map { $0.json() })) }
    if baselines.isEmpty { return Terminal.write("no baselines yet: save one with toolsight baseline save NAME RUN") }
    Terminal.write(
      Columns(["NAME", "SUITE", "RUN", "VARIANT", "SAVED", "ASKED", "MODELS"], baselines.map(\.cells)).text)
  }
}

extension BaselineSummary {
  fileprivate var cells: [String] {
    [
      name, suite, run.id, variant ?? run.variants.joined(separator: ", "), savedAt.formatted(.iso8601),
      run.startedAt.formatted(.iso8601), run.models.joined(separator: ", "),
    ]
  }
}
