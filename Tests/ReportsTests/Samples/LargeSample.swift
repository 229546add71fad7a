import EvalCore
import OrderedJSON

/// Many cases on many tools: what a page must stay usable with.
enum LargeSample {
  static func evaluation(cases: Int, tools: Int, repeats: Int) -> Evaluation {
    let names = (0..<tools).map { "server_\($0 % 7)_tool_\($0)" }
    let samples = (0..<cases).map { number in
      let (gold, other) = (names[number % tools], names[(number * 7 + 3) % tools])
      let wrong = SampleAnswer.wrong(
        .wrongTool, "expected '\(gold)', found '\(other)'", calls: [(other, ["query": .string("words of \(number)")])])
      return SampleCase(
        "case-\(number)", "Find thing \(number) that came up last week and say in which state it is.",
        line: number + 1, gold: [(gold, ["query": .string("thing \(number)"), "limit": 20])],
        tags: ["tag-\(number % 12)"], answers: number % 5 == 0 ? ["today": [wrong, wrong]] : [:])
    }
    return SampleEvaluation(cases: samples, models: [TrackerSample.hosted], repeats: repeats).evaluation
  }
}
