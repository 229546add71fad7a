import EvalCore
import Foundation

/// The command line that goes on with a run: the one that was typed, with `--resume`, for a run is only resumed with the
/// options that it began with.
struct ResumeCommand: CustomStringConvertible {
  let description: String

  /// - Parameters:
  ///   - others: suites of the same command line that have runs of their own.
  ///   - replaced: options whose values are others than those that were typed, by name; none for an option to leave out.
  init(
    _ run: String, except others: [String] = [], replacing replaced: [(option: String, values: [String])] = [],
    arguments: [String] = Array(ProcessInfo.processInfo.arguments.dropFirst())
  ) {
    let dropped = ["--resume"] + replaced.map(\.option)
    var kept: [String] = []
    var isValue = false
    for argument in arguments {
      let isDropped = dropped.contains(argument) || dropped.contains { argument.hasPrefix($0 + "=") }
      defer { isValue = dropped.contains(argument) }
      if !isValue, !isDropped, !others.contains(argument) { kept.append(argument) }
    }
    let given = replaced.flatMap { replaced in replaced.values.flatMap { [replaced.option, $0] } }
    description = (["toolsight"] + kept + given + ["--resume", run]).map(Self.quoted).joined(separator: " ")
  }

  /// As a shell takes it for one word.
  private static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || $0.properties.numericType != nil || "-_./:=@,%+".unicodeScalars.contains($0))
    }
    return plain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
