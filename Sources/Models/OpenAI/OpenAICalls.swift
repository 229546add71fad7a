import EvalCore
import OrderedJSON

extension Question {
  /// What OpenAI's two APIs are told of calls in the same words.
  ///
  /// - Parameter named: the choice of one tool, which they word differently.
  func openAICalls(named: (String) -> JSON) -> JSONObject {
    var members = JSONObject()
    if hasTools, let parallel = sampling.parallelCalls { members["parallel_tool_calls"] = .bool(parallel) }
    switch toolChoice {
    case nil: break
    case .tool(let name)?: members["tool_choice"] = named(name)
    case let choice?: members["tool_choice"] = .string(choice.text)
    }
    return members
  }
}
