package import EvalCore
import OrderedJSON

/// An API of language models that is asked over HTTP: every fact about it that is known before it is asked. The API's folder
/// makes the one value, and ``all`` is the only list of them.
package struct Provider: Sendable {
  /// What users write before a model's colon, and under a sampling's `extra`.
  package let name: String
  /// Who may see which key.
  package let vendor: Vendor
  /// What it takes of tools.
  let limits: ToolLimits
  /// Settings that it has no word for.
  let unsent: Set<UnsentSetting>
  /// Keys of a model's entry in `toolsight.yaml` that say how its endpoint wants to be asked, and that its requests have members for.
  package var endpointKeys = ["headers", "query"]
  /// The extra members that make it answer by a JSON Schema; nil where it cannot.
  var responseFormat: ResponseFormat?
  /// The extra members that make it tell so many alternatives to each token, which calls are made of; nil where it cannot.
  var likelihoods: (@Sendable (_ alternatives: Int) -> JSONObject)?
  /// Whether its server keeps the beginnings of prompts, so that at temperature 0 answers depend on what was asked before.
  var hasPromptCache = false
  /// Where a request has a seed, among the extra members.
  var seedPaths: [[String]] = []
  /// Members of a request that are the conversation, and those that are the system prompt apart from it.
  let messageMembers: [String]
  var systemMembers: [String] = []
  /// Headers that change how it reads a request.
  var versionHeaders: [String] = []
  /// Where its answers tell what is left of its limits.
  var rateLimits: RateLimitHeaders?
  /// What its models cost: rows of ``PriceTable``'s JSON.
  var prices = ""
  /// Under which name its models stand there; nil for its own.
  var pricedAs: String?
  /// Whether a model of this name, in lower case and without owners before it, is probably asked here.
  var isHome: @Sendable (_ model: Substring) -> Bool = { _ in false }
  /// Whose rules a request must keep.
  let ruleMakers: @Sendable (_ model: String, EndpointAccess?, EndpointSettings) -> Set<RuleMaker>
  let makeDialect: @Sendable (EndpointAccess, _ model: String, EndpointSettings) -> any Dialect
}

/// A setting of a suite's sampling that not every API has.
enum UnsentSetting: String {
  case seed
  case toolChoice = "tool_choice"
  case parallelCalls = "parallel_calls"
}

extension Provider: Hashable, CustomStringConvertible {
  package static func == (one: Provider, other: Provider) -> Bool { one.name == other.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  package var description: String { name }
}

extension Provider {
  /// How it is asked at an endpoint.
  ///
  /// - Parameter model: as the API names it.
  func dialect(
    at access: EndpointAccess, model: String = "", _ settings: EndpointSettings = EndpointSettings()
  ) -> any Dialect { makeDialect(access, model, settings) }

  /// Whether the API counts the tokens of a question without answering it.
  package var countsTokens: Bool { dialect(at: EndpointAccess(baseURL: "")) is any CountingDialect }

  /// What a list of tools exceeds of the limits that this API is known to have, and what is renamed to fit: warnings, because
  /// vendors move them.
  ///
  /// - Throws: where two tools have one name, which no request could tell apart.
  package func remarks(on tools: [Tool]) throws(ModelSetupError) -> [String] {
    let names: WireNames
    do { names = try WireNames(tools, limits) } catch { throw ModelSetupError("\(name): \(error.message)") }
    return ([limits.remark(on: names)].compactMap(\.self) + limits.remarks(on: tools)).map { "\(name): \($0)" }
  }

  /// A sentence about the settings that this API has no word for and that are therefore not sent; nil where there is none.
  package func remark(on sampling: Sampling) -> String? {
    let lost = sampling.restricted.filter(unsent.contains).map(\.rawValue)
    guard !lost.isEmpty else { return nil }
    return "not sent, because \(name) has no such setting: \(lost.joined(separator: ", "))"
  }
}

extension Sampling {
  /// The settings that are set and that not every API has.
  fileprivate var restricted: [UnsentSetting] {
    (seed == nil ? [] : [.seed]) + (toolChoice == nil ? [] : [.toolChoice])
      + (parallelCalls == nil ? [] : [.parallelCalls])
  }
}
