import ArgumentParser
import EvalCore
import Foundation
import History
import SuiteFiles

/// What a run is compared with beside its own variants.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Compare with the stored trials of this baseline, run or export file.", valueName: "name|file"))
  var baseline: String?

  @Flag(name: .customLong("allow-partial"), help: "Compare even where fewer than 80 % of the cases can be paired.")
  var allowsPartial = false

  /// Nil where none was asked for.
  func baseline(
    for suite: Suite, _ plan: Plan, _ history: HistoryOptions, _ console: ConsoleOptions
  ) throws -> Baseline? {
    guard let baseline else { return nil }
    return try history.load(comparedWith: baseline, console, suite: suite.name)
      .baseline(for: suite, plan, allowsPartial: allowsPartial)
  }
}

/// A control that is asked again beside the suite's variants.
struct ControlOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask this wording too and compare with it: a tool-set file, a baseline, or git:REVISION.", valueName: "ref"))
  var control: String?

  /// The suite with the control in front of its variants.
  ///
  /// - Parameter allowsPartial: whether a control that fewer than 80 % of the cases can be asked of will do.
  func controlled(_ suite: Suite, _ history: HistoryOptions, allowsPartial: Bool) throws -> Suite {
    guard let control else { return suite }
    let (toolSet, name) = try toolSet(control, suite, history)
    if let taken = suite.variant(name) {
      throw CommandFailure(.wrongInput, "--control \(control): the suite has a variant '\(taken.name)' already")
    }
    let controlled = suite.controlled(by: toolSet, named: name)
    do throws(ComparisonRefusal) {
      try controlled.requireEnoughForBroughtControl(allowsPartial: allowsPartial)
    } catch {
      throw CommandFailure(.wrongInput, "--control \(control): \(error)")
    }
    return controlled
  }

  private func toolSet(
    _ control: String, _ suite: Suite, _ history: HistoryOptions
  ) throws -> (toolSet: ToolSet, name: String) {
    if control.hasPrefix("git:") {
      let revision = String(control.dropFirst("git:".count))
      return try orWrongInput { () throws(Diagnostics) in
        (try SuiteReader.toolSet(of: suite.path, at: revision, in: ProjectFolder(containing: suite.path)), control)
      }
    }
    // One that is not there is a misspelt file sooner than a baseline's name; `@NAME` is always one.
    let isNamedAsToolSet = [".json", ".yaml", ".yml"].contains(where: control.hasSuffix) && !control.hasPrefix("@")
    if isNamedAsToolSet || RunReference.isFile(control) && !control.hasSuffix(".jsonl") {
      return try orWrongInput { () throws(Diagnostics) in
        (try ToolSetReader.read(try UserFile.bytes(of: control), path: control).toolSet, control)
      }
    }
    let reference = try orWrongReference { () throws(HistoryFailure) in try RunReference(baseline: control) }
    let referenced = try history.load(reference, nil, suite: suite.name)
    let variant = referenced.variant ?? referenced.run.variants.first?.name
    guard let stored = referenced.run.variants.first(where: { $0.name == variant }) else {
      throw CommandFailure(.wrongInput, "--control \(control): that run keeps no tool set")
    }
    return (stored.toolSet, referenced.name)
  }
}
