import EvalCore
import Models
import OrderedJSON
import Reports

/// A tool set with what a model is said to pay for it, and whether that was counted.
struct CountedToolSetText {
  private let set: ToolSet
  private let tokens: CatalogueTokens
  private let model: String

  /// - Parameter tokens: of this set's tools, in their order.
  init(_ set: ToolSet, _ tokens: CatalogueTokens, model: String) {
    self.set = set
    self.tokens = tokens
    self.model = model
  }

  func text(isVerbose: Bool) -> String {
    let head = [ToolSetText(set).head] + tokens.all.lines(for: set.tools, by: model)
    return [
      head.joined(separator: "\n").visible(keepsLines: true), own, ToolSetText(set, tokens).list(isVerbose: isVerbose),
    ]
    .compactMap(\.self).joined(separator: "\n")
  }

  /// What the tools together leave unexplained.
  private var own: String? {
    let rest = tokens.tools.reduce(tokens.all.tokens) { $0 - $1.count.tokens }
    guard !tokens.all.isEstimate, rest > 0 else { return nil }
    return rest.counted("of them is", "of them are") + " no tool's own: the provider adds them to a prompt with tools"
  }

  var json: JSON {
    [
      "model": .string(model), "tokens": .number(JSONNumber(tokens.all.tokens)),
      "exact": .bool(!tokens.all.isEstimate), "estimatedTokens": .number(JSONNumber(set.estimatedTokens)),
      "tools": .array(
        zip(set.tools, tokens.tools).map { tool, tokens in
          [
            "name": .string(tool.name), "tokens": .number(JSONNumber(tokens.count.tokens)),
            "exact": .bool(!tokens.count.isEstimate), "estimatedTokens": .number(JSONNumber(tool.estimatedTokens)),
          ]
        }),
    ]
  }
}

extension TokenCount {
  /// Whose number it is, and what to think of it.
  ///
  /// - Parameter tools: that it is the number of.
  func lines(for tools: [Tool], by model: String) -> [String] {
    guard !isEstimate else { return ["\(words), about 4 characters each: '\(model)' does not count them"] }
    let count = "\(words), as '\(model)' counts them"
    guard tokens == 0, !tools.isEmpty else { return [count] }
    return [count, "  the prompt is as long without the tools: this model's chat template may leave them out"]
  }
}
