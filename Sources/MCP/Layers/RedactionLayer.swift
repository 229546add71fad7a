import EvalCore
import OrderedJSON
import Redaction
import Synchronization

/// Takes out of results what a suite names, and gives it back to tools alone.
///
/// No row of ``CallLayer/all``: it decides nothing, and meets every call on its way there and back.
final class RedactionLayer: Sendable {
  /// By trial; written by concurrent requests, hence the lock.
  private let placeholders = Mutex<[Int: Placeholders]>([:])

  /// The arguments as the tool gets them.
  func restored(_ arguments: JSONObject, of call: LayeredCall) -> JSONObject {
    guard call.served.layers.redaction?.restores == true, let trial = call.trial else { return arguments }
    let known = placeholders.withLock { $0[trial] } ?? Placeholders()
    return known.restore(.object(arguments)).objectValue ?? arguments
  }

  /// A `tools/call` result as the model gets it: texts and structured content, but no pictures and sounds.
  func redacted(_ result: JSONObject, of call: LayeredCall) -> JSONObject {
    guard let redactor = call.served.redactor else { return result }
    guard let trial = call.trial else {
      var placeholders = Placeholders()
      return redactor.redact(result, with: &placeholders)
    }
    return placeholders.withLock { redactor.redact(result, with: &$0[trial, default: Placeholders()]) }
  }

  func forget(_ trial: Int) { placeholders.withLock { _ = $0.removeValue(forKey: trial) } }
}

extension Redactor {
  fileprivate func redact(_ result: JSONObject, with placeholders: inout Placeholders) -> JSONObject {
    var result = result
    if let blocks = result["content"]?.arrayValue {
      result["content"] = .array(blocks.map { redact(block: $0, with: &placeholders) })
    }
    if let structured = result["structuredContent"] {
      result["structuredContent"] = redact(structured, with: &placeholders)
    }
    return result
  }

  private func redact(block: JSON, with placeholders: inout Placeholders) -> JSON {
    guard var members = block.objectValue else { return block }
    if let text = members["text"]?.stringValue { members["text"] = .string(redact(text, with: &placeholders)) }
    if var resource = members["resource"]?.objectValue, let text = resource["text"]?.stringValue {
      resource["text"] = .string(redact(text, with: &placeholders))
      members["resource"] = .object(resource)
    }
    return .object(members)
  }
}
