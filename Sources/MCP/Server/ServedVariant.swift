import EvalCore
import OrderedJSON

/// What one URL of the embedded server offers: a variant's tools (or a case's own), what they answer, how they misbehave.
struct ServedVariant: Sendable {
  let tools: ServedTools
  /// By the names that this variant shows.
  let results: [String: CannedResult]
  let faults: [String: Fault]
  let instructions: String?
  /// The tool set's own, where it says enough to be passed on, or else ours.
  let implementation: JSONObject
  /// ``implementation`` as every modern result carries it: without pictures, which may be large.
  let signature: JSON

  init(tools: ServedTools, set: ToolSet, results: [String: CannedResult], faults: [String: Fault] = [:]) {
    self.tools = tools
    self.results = results
    self.faults = faults
    instructions = set.instructions
    let own = set.serverInfo?.objectValue
    let isComplete = own?["name"]?.stringValue != nil && own?["version"]?.stringValue != nil
    implementation = isComplete ? own ?? [:] : Implementation.toolsight
    var signature = implementation
    signature["icons"] = nil
    self.signature = .object(signature)
  }
}
