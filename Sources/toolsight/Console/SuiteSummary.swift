import EvalCore
import OrderedJSON

/// What a good suite consists of, in a line.
struct SuiteSummary {
  let text: String

  init(_ suite: Suite) {
    let asked = suite.cases.count { !$0.todo }
    let todo = suite.cases.count - asked
    let tools = suite.control.toolSet.tools.count
    var parts = [
      asked.counted("case"), tools.counted("tool"), suite.variants.count.counted("variant"),
      "judged by \(suite.strictness.rawValue)",
    ]
    if todo > 0 { parts.append("\(todo) marked todo" + (asked == 0 ? ", so that nothing can be run yet" : "")) }
    text = "\(suite.path): ok: \(parts.joined(separator: ", "))"
  }
}
