import EvalCore
import OrderedJSON

extension Sampling {
  /// The settings that are numbers and are set, under an API's own words; nil for a word that it has not.
  func numbers(topP topPWord: String, tokens tokensWord: String?, seed seedWord: String?) -> JSONObject {
    var members = JSONObject()
    if let temperature { members["temperature"] = .number(temperature) }
    if let topP { members[topPWord] = .number(topP) }
    if let maxOutputTokens, let tokensWord { members[tokensWord] = .number(JSONNumber(maxOutputTokens)) }
    if let seed, let seedWord { members[seedWord] = .number(JSONNumber(seed)) }
    return members
  }
}
