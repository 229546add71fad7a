import EvalCore
import OrderedJSON

/// Reads `sampling` of a suite or of a model in `toolsight.yaml`.
struct SamplingReader {
  let complaints: Complaints

  /// - Parameter checks: says whether a `tool_choice` names a tool; nil where the tools are not known.
  func sampling(_ node: LocatedNode, _ checks: CallChecks?) -> Sampling {
    var sampling = Sampling()
    guard let fields = Fields(node, .sampling, complaints) else { return sampling }
    sampling.temperature = fields["temperature"].flatMap { number($0, "temperature", upTo: 10) }
    sampling.topP = fields["top_p"].flatMap { number($0, "top_p", upTo: 1) }
    sampling.maxOutputTokens = fields["max_output_tokens"]?.integer("max_output_tokens", in: 1...10_000_000, complaints)
    sampling.seed = fields["seed"]?.integer("seed", in: Int.min...Int.max, complaints)
    sampling.parallelCalls = fields["parallel_calls"]?.bool("parallel_calls", complaints)
    sampling.toolChoice = fields["tool_choice"].flatMap { toolChoice($0, checks) }
    for member in fields["extra"]?.map("extra", complaints) ?? [] {
      guard member.value.map("the extra members for a provider", complaints) != nil else { continue }
      sampling.extra[member.key] = member.value.json.objectValue
    }
    return sampling
  }

  private func number(_ node: LocatedNode, _ what: String, upTo most: Int) -> JSONNumber? {
    guard let number = node.number(what, complaints) else { return nil }
    if JSONNumber(0) <= number, number <= JSONNumber(most) { return number }
    complaints.error(at: node.position, "expected a number from 0 to \(most) for \(what), found \(number.text.excerpt)")
    return nil
  }

  private func toolChoice(_ node: LocatedNode, _ checks: CallChecks?) -> String? {
    guard let choice = node.nonEmptyString("tool_choice", complaints) else { return nil }
    guard !NameMap.isChoiceWord(choice), let checks else { return choice }
    return checks.checkTool(choice, at: node.position) ? choice : nil
  }
}
