import ArgumentParser
import EvalCore
import Foundation

struct ScaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale",
    abstract: "Measures the CPU seconds in which a large run is scored, compared and gated.",
    discussion: "Exit codes: 0 within the bound, 1 above it.")

  @Option(help: ArgumentHelp("Cases of the suite.", valueName: "n"))
  var cases = 10_000

  @Option(help: ArgumentHelp("Repeats of each case in each of two variants.", valueName: "n"))
  var repeats = 10

  @Option(help: ArgumentHelp("The most CPU seconds; 0 for no bound.", valueName: "seconds"))
  var most = 2.0

  func validate() throws {
    guard cases > 0, repeats > 0 else { throw ValidationError("expected at least 1 case and 1 repeat") }
  }

  func run() throws {
    let run = Run(cases: cases, repeats: repeats)
    let before = ProcessorTime.peakMegabytes
    let start = ProcessorTime.now
    let scored = ScoredRun(run)
    let judged = ProcessorTime.now
    let comparisons = Comparison.all(scored)
    let compared = ProcessorTime.now
    let gate = GateOutcome(scored, comparisons)
    let gated = ProcessorTime.now
    print(
      """
      \(cases) cases × \(repeats) repeats × 2 variants, \(run.transcripts.count) trials: \(gate.outcome.rawValue)
      scored    \((judged - start).seconds) CPU s
      compared  \((compared - judged).seconds) CPU s
      gated     \((gated - compared).seconds) CPU s
      in all    \((gated - start).seconds) CPU s
      memory    \(before) MB with the transcripts, \(ProcessorTime.peakMegabytes) MB at the peak
      """)
    if most > 0, (gated - start).value > most { throw ExitCode(1) }
  }
}
