import ArgumentParser
import EvalCore

/// A control that is asked again beside the suite's variants.
struct ControlOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask these descriptions too and compare with them: a tool-set file, a baseline, or git:REVISION.",
      valueName: "reference"))
  var control: String?

  /// The suite with the control in front of its variants, where there is one.
  func suite(from suite: Suite, in history: HistoryFile, allowsPartial: Bool) throws -> Suite {
    guard let control else { return suite }
    return try BroughtControl(control, in: history).suite(from: suite, allowsPartial: allowsPartial)
  }
}
