import ArgumentParser
import Foundation

struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Simulates suites and prints how often the gate is wrong, and how often intervals hold the truth.",
    discussion: "Exit codes: 0 every bound is kept, 1 one is broken.")

  @Option(help: ArgumentHelp("Simulated runs of each suite.", valueName: "n"))
  var replicates = 4_000

  @Option(help: ArgumentHelp("The same seed gives the same figures.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Only suites whose description contains this.", valueName: "text"))
  var only: String?

  func validate() throws {
    guard replicates > 0 else { throw ValidationError("expected at least 1 replicate, found \(replicates)") }
  }

  func run() async throws {
    let cells = CalibrationCells.all.filter { cell in only.map { "\(cell)".contains($0) } ?? true }
    let count = Set(cells).count
    let start = ProcessorTime.now
    let calibration = await Calibration(cells, replicates: replicates, seed: seed) { done in
      if done.isMultiple(of: 20) || done == count { Self.say("\(done) of \(count) suites") }
    }
    if only == nil {
      print(CalibrationTables(calibration).markdown)
    } else {
      print(CalibrationTables.list(cells, calibration))
    }
    Self.say("\(replicates) replicates each, seed \(seed), \((ProcessorTime.now - start).seconds) CPU s")
    let breaches = cells.flatMap { CalibrationBounds($0, calibration[$0]).breaches }
    for breach in breaches { Self.say("broken: \(breach)") }
    if !breaches.isEmpty { throw ExitCode(1) }
  }

  private static func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
