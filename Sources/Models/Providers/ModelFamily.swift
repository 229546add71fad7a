/// What a model's name tells of who made it, behind whatever gateway it is asked.
enum ModelFamily {
  /// The models of OpenAI's own that refuse `max_tokens`: "Unsupported parameter: 'max_tokens' is not supported with this
  /// model. Use 'max_completion_tokens' instead."
  static func ofOpenAI(_ model: String) -> Bool { isOfOpenAI(bare(model)) }

  /// - Parameter name: see ``bare(_:)``.
  static func isOfOpenAI(_ name: Substring) -> Bool {
    guard name.hasPrefix("gpt-") || name.hasPrefix("o") else { return false }
    return name.wholeMatch(of: #/(gpt-([5-9]|[1-9][0-9])|o[1-9])([-.:].*)?/#) != nil
  }

  /// The models that want the reasoning of their calls back: DeepSeek's (api-docs.deepseek.com/guides/thinking_mode) and
  /// Moonshot's (platform.kimi.ai/docs/guide/use-kimi-k2-thinking-model), which think where nothing is said.
  static func wantsReasoningBack(_ model: String) -> Bool {
    let name = bare(model)
    guard name.hasPrefix("deepseek-") || name.hasPrefix("kimi-") else { return false }
    return name.wholeMatch(of: #/(deepseek-(reasoner|v[4-9])|kimi-(k2-thinking|thinking|k2\.[5-9]|k[3-9])).*/#) != nil
  }

  /// Without the names of gateways, owners and fine-tuning before it, in lower case.
  static func bare(_ model: String) -> Substring {
    let name = model.lowercased()
    let last = name[(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)...]
    return last.hasPrefix("ft:") ? last.dropFirst(3) : last
  }
}
