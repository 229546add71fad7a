package import OrderedJSON

/// What must be equal between two runs for their numbers to be compared, tools and cases aside (`method.md` 00.7):
/// made from a ``Suite``, kept with a run as a digest.
package struct Conditions: Sendable {
  private let members: JSONObject

  package init(_ suite: Suite) {
    let ours: JSONObject = [
      "judge": .string(suite.strictness.rawValue), "system": suite.system.map { .string($0) } ?? nil,
      "instructions": .bool(suite.usesInstructions), "driver": "api", "turns": .number(JSONNumber(suite.turns)),
    ]
    members = ours.overlaid(by: suite.sampling.members).overlaid(by: suite.layerConditions)
  }

  package var digest: String { ContentDigest.sha256(JSON.object(members).canonical) }

  /// What is not equal, each as `name: this → other`; texts are cut.
  package func differences(to other: Conditions) -> [String] {
    members.keys.compactMap { name in
      let (own, theirs) = (members[name] ?? .null, other.members[name] ?? .null)
      return own == theirs ? nil : "\(name): \(own.compact.excerpt(limit: 60)) → \(theirs.compact.excerpt(limit: 60))"
    }
  }
}

extension Sampling {
  /// Every setting, null where it is not set.
  package var members: JSONObject {
    [
      "temperature": temperature.map { .number($0) } ?? nil, "topP": topP.map { .number($0) } ?? nil,
      "maxOutputTokens": maxOutputTokens.map { .number(JSONNumber($0)) } ?? nil,
      "seed": seed.map { .number(JSONNumber($0)) } ?? nil, "toolChoice": toolChoice.map { .string($0) } ?? nil,
      "parallelCalls": parallelCalls.map { .bool($0) } ?? nil,
      "extra": .object(JSONObject(extra.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value)) })),
    ]
  }
}
