import OrderedJSON

/// What must be equal between two runs for their numbers to be compared, tools and cases aside (`product.md` section 5):
/// made from a ``Suite``, kept with a run as a digest.
package struct Conditions: Sendable {
  private let members: JSONObject

  package init(_ suite: Suite) {
    let sampling = suite.sampling
    members = [
      "judge": .string(suite.judge.rawValue), "system": suite.system.map { .string($0) } ?? nil,
      "instructions": .bool(suite.usesInstructions), "driver": "api", "turns": .number(JSONNumber(suite.turns)),
      "temperature": sampling.temperature.map { .number($0) } ?? nil, "topP": sampling.topP.map { .number($0) } ?? nil,
      "maxOutputTokens": sampling.maxOutputTokens.map { .number(JSONNumber($0)) } ?? nil,
      "seed": sampling.seed.map { .number(JSONNumber($0)) } ?? nil,
      "toolChoice": sampling.toolChoice.map { .string($0) } ?? nil,
      "parallelCalls": sampling.parallelCalls.map { .bool($0) } ?? nil,
      "extra": .object(JSONObject(sampling.extra.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value)) })),
    ]
  }

  package var digest: String { ContentDigest.sha256(JSON.object(members).canonical) }

  /// What is not equal, each as `name: this → other`; texts are cut.
  package func differences(to other: Conditions) -> [String] {
    members.keys.compactMap { name in
      let (own, theirs) = (members[name] ?? .null, other.members[name] ?? .null)
      return own == theirs ? nil : "\(name): \(own.compact.shortened) → \(theirs.compact.shortened)"
    }
  }
}

extension String {
  fileprivate var shortened: String { count > 60 ? prefix(60) + "…" : self }
}
