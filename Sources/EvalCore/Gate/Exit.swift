/// The program's exit codes: their only list, because a gate's reports say them too. A command that has said all throws one.
package enum Exit: Int32, Error {
  case pass = 0
  case gateFailed = 1
  case wrongInput = 2
  case couldNotMeasure = 3
  /// Only where it was asked for with `--strict`.
  case inconclusive = 4
  case interrupted = 130
  case terminated = 143

  /// The one for several suites together: interruption first, then wrong input, could not measure, failure, inconclusive.
  package static func worst(_ exits: [Exit]) -> Exit {
    [.terminated, .interrupted, .wrongInput, .couldNotMeasure, .gateFailed, .inconclusive].first(where: exits.contains)
      ?? .pass
  }
}
