import EvalCore

extension RuleMaker {
  /// Whose rules an endpoint of Chat Completions or Responses has: its own, those of the API that a gateway asks for the model,
  /// and those of the model's chat template.
  ///
  /// - Parameter access: nil where it is not known where the model lives.
  static func behindCompatible(
    _ model: String, _ access: EndpointAccess?, _ settings: EndpointSettings
  ) -> Set<RuleMaker> {
    let known = access.flatMap { KnownEndpoint($0, settings).ruleMaker }
    return Set([known].compactMap(\.self)).union(behind(model)).union(template(of: model))
  }

  /// The maker whose API a gateway asks for a model of this name.
  private static func behind(_ model: String) -> Set<RuleMaker> {
    let name = ModelFamily.bare(model)
    let made: [(prefix: String, maker: RuleMaker)] = [
      ("gpt-", .openAI), ("chatgpt-", .openAI), ("claude-", .anthropic), ("gemini-", .compatibleGemini),
      ("kimi-", .moonshot),
    ]
    if name.hasPrefix("gpt-oss") { return [] }
    let maker = made.first { name.hasPrefix($0.prefix) }?.maker ?? (ModelFamily.ofOpenAI(model) ? .openAI : nil)
    return Set([maker].compactMap(\.self))
  }

  /// The maker whose chat template a server applies, which refuses what it does not expect.
  private static func template(of model: String) -> Set<RuleMaker> {
    let name = ModelFamily.bare(model)
    let mistral = ["mistral", "mixtral", "ministral", "devstral", "codestral", "magistral", "pixtral"]
    if mistral.contains(where: name.contains) { return [.mistral] }
    return name.contains("gemma") ? [.gemma] : []
  }
}
