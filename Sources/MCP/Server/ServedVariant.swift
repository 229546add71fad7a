import EvalCore
import OrderedJSON
import Redaction

/// What one URL of the embedded server offers: a variant's tools (or a case's own), what they answer, how they misbehave.
struct ServedVariant: Sendable {
  let tools: ServedTools
  /// By the names that this variant shows.
  let results: [String: CannedResult]
  let faults: [String: Fault]
  /// By shown name, like the rest.
  let layers: ServerSettings
  /// Which layer keeps a tool of the variant from this caller's list.
  let hidden: [String: Layer]
  let redactor: Redactor?
  let instructions: String?
  /// The tool set's own, where it says enough to be passed on, or else ours.
  let implementation: JSONObject
  /// ``implementation`` as every modern result carries it: without pictures, which may be large.
  let signature: JSON

  init(
    tools: ServedTools, set: ToolSet, results: [String: CannedResult], faults: [String: Fault] = [:],
    layers: ServerSettings = ServerSettings(), hidden: [String: Layer] = [:]
  ) {
    self.tools = tools
    self.results = results
    self.faults = faults
    self.layers = layers
    self.hidden = hidden
    redactor = layers.redaction?.redactor
    instructions = set.instructions
    let own = set.serverInfo?.objectValue
    let isComplete = own?["name"]?.stringValue != nil && own?["version"]?.stringValue != nil
    implementation = isComplete ? own ?? [:] : Implementation.toolsight
    var signature = implementation
    signature["icons"] = nil
    self.signature = .object(signature)
  }
}
