import JSONSchema
import OrderedJSON

/// What the judge holds a trial against: one case in the words of one variant, made once for all its repeats.
package struct AnswerKey: Sendable {
  /// In the variant's names.
  package let expectation: CaseExpectation
  /// In the variant's names.
  package let forbidden: [CallPattern]
  package let allowExtra: Bool
  package let names: NameMap
  /// What the trial was offered.
  package let catalogue: Catalogue
  /// By shown name: what a layer kept from the trial's list.
  let hidden: [String: Layer]
  package let strictness: Strictness
  /// Whether the arguments of a call are the model's own work and worth a complaint.
  package let givesArguments: Bool

  package init(
    expectation: CaseExpectation, forbidden: [CallPattern] = [], allowExtra: Bool = false, names: NameMap = NameMap(),
    catalogue: Catalogue, strictness: Strictness, givesArguments: Bool = true,
    hidden: [String: Layer] = [:]
  ) {
    self.hidden = hidden
    self.expectation = expectation
    self.forbidden = forbidden
    self.allowExtra = allowExtra
    self.names = names
    self.catalogue = catalogue
    self.strictness = strictness
    self.givesArguments = givesArguments
  }

  /// What is wrong with a proper call's arguments beside its rule: against the schema of the tool that was shown.
  func schemaMismatches(_ arguments: JSONObject, of tool: String) -> [Mismatch] {
    let hallucinated = catalogue.undeclaredArguments(arguments, of: tool)
    let failures = catalogue.schemaFailures(arguments, of: tool)
    let missing = failures.filter(\.instance.isEmpty).flatMap(\.missing).distinct
    var mismatches = hallucinated.map {
      Mismatch(
        .hallucinated, at: JSONPointer([$0]).description,
        "the schema of '\(tool)' declares no argument '\($0.excerpt(limit: 60))'")
    }
    mismatches += missing.map {
      Mismatch(
        .missing, at: JSONPointer([$0]).description, "the schema of '\(tool)' requires '\($0.excerpt(limit: 60))'")
    }
    for failure in failures where !failure.repeats(hallucinated) {
      mismatches.append(Mismatch(.schema, at: failure.instance.description, failure.message.excerpt(limit: 200)))
    }
    return Array(mismatches.prefix(Mismatch.most))
  }
}

extension JSONSchemaFailure {
  /// Whether it only says again that an argument is hallucinated or missing.
  fileprivate func repeats(_ hallucinated: [String]) -> Bool {
    if instance.isEmpty { return !missing.isEmpty }
    guard ["additionalProperties", "unevaluatedProperties"].contains(schema.tokens.last) else { return false }
    return instance.tokens.count == 1 && hallucinated.contains(instance.tokens[0])
  }
}
