import ArgumentParser
import Foundation
import OrderedJSON
import Redaction

struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Finds what a redactor finds in the lines of standard input, for benchmarks/redaction.",
    discussion: """
      A line of input is a JSON string; its line of output is an array of [kind, start, end], in UTF-8 bytes. At the end the
      CPU seconds of redacting alone go to standard error.
      """)

  @Option(help: ArgumentHelp("How often all lines are redacted for the time.", valueName: "n"))
  var repeats = 1

  func run() throws {
    let redactor = try Redactor(kinds: RedactionKind.allCases)
    let lines = try Array(AnyIterator { readLine() }).map { try JSON(parsing: $0).stringValue ?? "" }
    var found: [[Finding]] = []
    for line in lines { found.append(redactor.findings(in: line)) }
    let start = ProcessorTime.now
    var replaced = 0
    for _ in 0..<repeats {
      for line in lines {
        var placeholders = Placeholders()
        replaced += redactor.redact(line, with: &placeholders).utf8.count
      }
    }
    let seconds = (ProcessorTime.now - start).value
    FileHandle.standardError.write(
      Data("{\"seconds\":\(seconds),\"lines\":\(lines.count * repeats),\"bytes\":\(replaced)}\n".utf8))
    for findings in found { print(Self.written(findings)) }
  }

  private static func written(_ findings: [Finding]) -> String {
    let rows = findings.map { finding in
      JSON.array([
        .string(finding.label.lowercased()), JSON(integerLiteral: finding.range.lowerBound),
        JSON(integerLiteral: finding.range.upperBound),
      ])
    }
    return JSON.array(rows).compact
  }
}
