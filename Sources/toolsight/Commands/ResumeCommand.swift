import EvalCore
import Foundation

/// The command line that goes on with a run: the one that was typed, with `--resume`, for a run is only resumed with the
/// options that it began with.
struct ResumeCommand: CustomStringConvertible {
  let description: String

  /// - Parameter others: suites of the same command line that have runs of their own.
  init(
    _ run: String, except others: [String] = [],
    arguments: [String] = Array(ProcessInfo.processInfo.arguments.dropFirst())
  ) {
    var kept: [String] = []
    var isValue = false
    for argument in arguments {
      defer { isValue = argument == "--resume" }
      if isValue || argument == "--resume" || argument.hasPrefix("--resume=") || others.contains(argument) { continue }
      kept.append(argument)
    }
    description = (["toolsight"] + kept + ["--resume", run]).map(Self.quoted).joined(separator: " ")
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
