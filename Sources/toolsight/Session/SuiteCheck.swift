import EvalCore
import Foundation
import Models
import OrderedJSON

/// All that a run of a suite would refuse, found without asking anybody.
struct SuiteCheck {
  private let path: String
  let suite: Suite?
  /// With a position in a file, and without.
  private var diagnostics: [Diagnostic]
  private var problems: [Message] = []
  private var remarks: [String] = []
  private var findings: [SchemaFinding] = []
  /// What it ends the command with, if it is not good.
  let exitWhereBad: Exit

  /// - Parameter compare: finds what the command line wants a run compared with.
  init(
    _ path: String, _ settings: ModelSettings, replay: String?, _ files: SuiteFilesReader,
    comparing compare: (Suite, Plan) throws -> Void
  ) {
    self.path = path
    let reading = files.result(of: path)
    (suite, diagnostics, exitWhereBad) = (reading.suite, reading.diagnostics, reading.exitWhereBad)
    guard let draft = reading.draft else {
      diagnostics += ModelsReading.configuration(beside: path).1
      return
    }
    let models = ModelsReading(settings, for: draft, isWhole: suite != nil)
    for complaint in models.complaints { take(complaint) }
    guard let suite else { return }
    if replay == nil { warnOfKeys(models, settings.credentials) }
    takeRules(models, suite, settings.credentials)
    if isGood { takeFiles(settings, suite, replay, compare) }
  }

  var isGood: Bool { suite != nil && problems.isEmpty && !diagnostics.contains { $0.severity == .error } }

  private mutating func take(_ complaint: ModelComplaint) {
    switch complaint {
    case .inFile(let diagnostic): diagnostics.append(diagnostic)
    case .ofCommandLine: problems.append(complaint.message)
    }
  }

  /// A key may be missing here and be there where the suite runs.
  private mutating func warnOfKeys(_ models: ModelsReading, _ credentials: Credentials) {
    guard !models.complaints.contains(where: \.isError) else { return }
    for choice in models.choices {
      do throws(ModelSetupError) {
        try choice.check(credentials)
      } catch {
        guard let position = models.position(of: choice) else { remarks.append("warning: \(error)"); continue }
        diagnostics.append(Diagnostic(.warning, at: position, error.description))
      }
    }
  }

  private mutating func takeRules(_ models: ModelsReading, _ suite: Suite, _ credentials: Credentials) {
    let rules = VendorRules(models.choices, suite, credentials)
    diagnostics += rules.conversations
    findings = rules.findings
    do { remarks += try rules.remarks().map { "warning: \($0)" } } catch { take(error) }
  }

  private mutating func takeFiles(
    _ settings: ModelSettings, _ suite: Suite, _ replay: String?, _ compare: (Suite, Plan) throws -> Void
  ) {
    do {
      let chosen = try ChosenModels(settings, for: suite, needsKeys: false)
      let plan = Plan(suite, models: chosen.cards)
      do throws(RecordingFailure) { _ = try RecordingMode(record: nil, replay: replay, trials: plan.trials) } catch {
        take(CommandFailure(error))
      }
      try compare(suite, plan)
    } catch {
      take(error)
    }
  }

  private mutating func take(_ error: any Error) {
    problems += (error as? CommandFailure)?.messages ?? [Message("\(error)")]
  }

  // MARK: Showing

  func show(_ console: Console) {
    console.show(diagnostics)
    for problem in problems { Terminal.complain(problem) }
    for remark in remarks { console.remark(remark) }
    for finding in findings { console.remark("\(finding.mended == nil ? "warning" : "note"): \(finding.sentence)") }
    guard isGood, let suite else { return Terminal.complain(tally) }
    if !console.isQuiet { Terminal.write(SuiteSummary(suite).text) }
  }

  private var tally: String {
    let errors = diagnostics.count { $0.severity == .error } + problems.count
    return "\(path): \(errors.counted("error")); nothing was asked of a model"
  }

  var json: JSON {
    [
      "suite": .string(path), "ok": .bool(isGood),
      "cases": suite.map { .number(JSONNumber($0.cases.count)) } ?? nil,
      "todo": suite.map { .number(JSONNumber($0.cases.count(where: \.todo))) } ?? nil,
      "diagnostics": .array(diagnostics.map(\.json)), "problems": .array(problems.map { .string($0.unlabelled) }),
      "remarks": .array(remarks.map(JSON.string)), "schemas": .array(findings.map(\.json)),
    ]
  }
}

extension SchemaFinding {
  fileprivate var json: JSON {
    [
      "vendor": .string(maker.rawValue), "tool": .string(tool), "rule": .string(rule), "refuses": .string(refuses),
      "places": .array(pointers.map { .string($0.description) }), "source": .string(source),
      "mended": mended.map(JSON.string) ?? nil,
    ]
  }
}

extension Diagnostic {
  fileprivate var json: JSON {
    [
      "severity": .string(severity.rawValue), "file": .string(position.file),
      "line": .number(JSONNumber(max(1, position.line))), "column": .number(JSONNumber(max(1, position.column))),
      "message": .string(message), "fix": fix.map { .string($0) } ?? nil,
    ]
  }
}
