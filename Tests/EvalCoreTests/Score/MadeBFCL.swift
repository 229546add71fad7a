import EvalCore
import OrderedJSON

/// Short ways to write what the leaderboard expects.
enum MadeBFCL {
  /// - Parameters:
  ///   - types: by parameter, a type or `array of TYPE`.
  ///   - answers: by parameter, the list of accepted values.
  static func call(
    _ types: [String: String], required: [String] = [], _ answers: JSONObject, tool: String = "water"
  ) -> BFCLCall {
    let parameters = types.map { (CodePointKey($0.key), parameter($0.value)) }
    let function = BFCLFunction(parameters: Dictionary(uniqueKeysWithValues: parameters), required: required)
    return BFCLCall(tool: tool, function: function, answers: answers)
  }

  private static func parameter(_ words: String) -> BFCLParameter {
    let words = words.split(separator: " ").map(String.init)
    return BFCLParameter(BFCLType(rawValue: words[0])!, of: words.count == 3 ? BFCLType(rawValue: words[2])! : nil)
  }

  /// The leaderboard's word for what is wrong with `{water: {x: value}}`, nil where nothing is.
  static func failure(of value: JSON, type: String, accepted: JSON) -> String? {
    verdict([call(["x": type], ["x": accepted])], [["water": ["x": value]]], .simple)
  }

  /// The leaderboard's word for what is wrong with an output, nil where nothing is.
  static func verdict(_ calls: [BFCLCall], _ output: JSON, _ rule: BFCLRule) -> String? {
    BFCLVerdict(BFCLExpectation(rule: rule, calls: calls), output: output).failure?.kind.rawValue
  }
}
