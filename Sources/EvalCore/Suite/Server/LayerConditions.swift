import OrderedJSON
import Redaction

extension Suite {
  /// What the suite says of its layers, for comparing runs; empty where it says nothing, so that older runs still compare.
  ///
  /// What stands on a variant is compared with it and is no condition.
  var layerConditions: JSONObject {
    var members: JSONObject = [:]
    var settings = server
    // A run makes its own tokens.
    settings.auth = nil
    if !settings.isEmpty { members["server"] = .object(server.digested) }
    members["principal"] = principal.map { .object($0.digested) }
    return members
  }
}

extension Principal {
  var digested: JSONObject {
    [
      "subject": .string(subject), "tenant": tenant.map { .string($0) } ?? nil,
      "scopes": .array(scopes.sorted().map { .string($0) }),
    ]
  }
}

extension ServerSettings {
  fileprivate var digested: JSONObject {
    let scopes = scopes.sorted { $0.key < $1.key }.map { ($0.key, JSON.array($0.value.sorted().map { .string($0) })) }
    let tools = limits.tools.sorted { $0.key < $1.key }.map { ($0.key, JSON.string($0.value.description)) }
    let levels = [limits.conversation, limits.subject, limits.tenant].map { limit -> JSON in
      limit.map { .string($0.description) } ?? .null
    }
    let redacted = redaction.map { redaction in
      (redaction.kinds.map(\.rawValue) + redaction.custom.map { "\($0.name) \($0.pattern)" }).sorted()
        + [redaction.restores ? "restored" : "kept"]
    }
    return [
      "scopes": .object(JSONObject(scopes)), "limits": .array(levels + [.object(JSONObject(tools))]),
      "redact": .array((redacted ?? []).map { .string($0) }),
    ]
  }
}
