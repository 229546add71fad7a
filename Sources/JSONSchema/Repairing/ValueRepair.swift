package import OrderedJSON

extension JSONSchema {
  private static let mostRounds = 40

  /// A value that fits, with what is right in `value` kept: what is missing is added, what is not allowed is left out, and
  /// what is wrong becomes the plainest thing that its own schema takes.
  ///
  /// - Returns: nil where that cannot be found in a few rounds.
  package func repaired(_ value: JSON) -> JSON? {
    var value = value
    for _ in 0..<Self.mostRounds {
      let failures = validate(value)
      if failures.isEmpty { return value }
      for failure in failures.reversed() {
        guard failure.document == nil else { return nil }
        value = value.changed(at: failure.instance.tokens[...]) { repair(failure, of: $0) }
      }
    }
    return nil
  }

  /// What stands in place of the value that a failure is about; nil to leave it out.
  private func repair(_ failure: JSONSchemaFailure, of value: JSON) -> JSON? {
    let document = program.locations[0].value
    let sketch = Sketch(document: document)
    let schema = document[pointer: JSONPointer(Array(failure.schema.tokens.dropLast()))] ?? .bool(true)
    guard failure.missing.isEmpty else {
      var object = value.objectValue ?? [:]
      let properties = failure.schema.tokens.contains("dependentRequired") ? nil : schema["properties"]
      for name in failure.missing where object[name] == nil {
        object[name] = sketch.value(of: properties?[name] ?? document["properties"]?[name] ?? .bool(true))
      }
      return .object(object)
    }
    if ["oneOf", "anyOf"].contains(failure.schema.tokens.last), let object = value.objectValue {
      return .object(sketch.joining(object, schema[failure.schema.tokens.last ?? ""]?[0] ?? .bool(true)))
    }
    let isUnwanted = ["additionalProperties", "unevaluatedProperties"].contains(failure.schema.tokens.last)
    return isUnwanted ? Optional<JSON>.none : sketch.value(of: schema)
  }
}

extension JSON {
  /// The same with another value at the end of the way there; nothing changes where the way leads nowhere.
  fileprivate func changed(at tokens: ArraySlice<String>, _ change: (JSON) -> JSON?) -> JSON {
    guard let token = tokens.first else { return change(self) ?? self }
    switch self {
    case .object(var object):
      guard let member = object[token] else { return self }
      object[token] =
        tokens.count == 1 ? change(member) : member.changed(at: tokens.dropFirst(), change)
      return .object(object)
    case .array(var elements):
      guard let index = Int(token), elements.indices.contains(index) else { return self }
      if tokens.count > 1 {
        elements[index] = elements[index].changed(at: tokens.dropFirst(), change)
      } else if let changed = change(elements[index]) {
        elements[index] = changed
      } else {
        elements.remove(at: index)
      }
      return .array(elements)
    default: return self
    }
  }
}
