import ArgumentParser
import EvalCore

/// `score --bfcl DIR --vectors FILE`: judges recorded outputs by the rules of the Berkeley Function-Calling Leaderboard.
struct LeaderboardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The leaderboard's entry files, with possible_answer/ among them; needs --vectors.", valueName: "dir"),
    completion: .directory)
  var bfcl: String?

  @Option(
    help: ArgumentHelp(
      "Recorded outputs with their verdicts: JSON Lines of id, category, model_output, valid.", valueName: "file"),
    completion: .file())
  var vectors: String?

  func validate() throws {
    guard (bfcl == nil) == (vectors == nil) else { throw ValidationError("--bfcl and --vectors go together") }
  }

  /// Ends with 1 where a verdict is not the one that the file has.
  func score(_ console: Console) throws {
    guard let bfcl, let vectors else { return }
    let agreement = try BFCLAgreement(folder: bfcl, vectors: vectors)
    agreement.write(to: console)
    if !agreement.isComplete { throw Exit.gateFailed }
  }
}
