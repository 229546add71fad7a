import EvalCore
import OrderedJSON

/// A control that is never right, as with tool names that the tools do not have.
enum DoubtfulSample {
  static var evaluation: Evaluation {
    let wrong = Array(repeating: SampleAnswer.wrong(.wrongTool, "called find", calls: [("find", [:])]), count: 5)
    let cases = (1...3).map {
      SampleCase(
        "case-\($0)", "Find it.", line: $0, gold: [("search", ["query": "it"])],
        answers: ["today": wrong, "rewrite": wrong])
    }
    return SampleEvaluation(cases: cases, models: [TrackerSample.hosted]).evaluation
  }
}
