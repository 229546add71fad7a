import ArgumentParser
import History

/// Where runs are kept.
struct HistoryOptions: ParsableArguments {
  @Option(
    name: .customLong("history"),
    help: ArgumentHelp(
      "The history's file. (default: \(HistoryFile.usualPath) beside toolsight.yaml, else at the repository's root)",
      valueName: "file"))
  var path: String?

  @Option(
    help: ArgumentHelp(
      "When a trial counts as kept: normal survives a crash of the program, full also one of the machine.",
      valueName: "level"))
  var sync: Sync = .normal

  enum Sync: String, ExpressibleByArgument, CaseIterable {
    case normal, full
  }

  var file: HistoryFile { HistoryFile(path, sync: sync == .full ? .full : .normal) }
}
