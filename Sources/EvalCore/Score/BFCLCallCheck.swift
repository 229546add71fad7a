import OrderedJSON

/// Rules 4 and 5: one call against one expected call; the first thing that is wrong.
extension BFCLCall {
  func failure(of call: BFCLOutputCall) -> BFCLFailure? {
    guard call.name.hasSameScalars(as: tool) else {
      return BFCLFailure(.name, "expected a call of '\(tool.excerpt())', found '\(call.name.excerpt())'")
    }
    return failure(of: call.arguments)
  }

  /// What is wrong with the arguments of a call that has the right name.
  func failure(of arguments: JSONObject) -> BFCLFailure? {
    if let missing = function.required.first(where: { arguments[$0] == nil }) {
      return BFCLFailure(.missingRequired, at: missing, "'\(missing.excerpt())' is required and missing")
    }
    for (name, value) in arguments {
      if let failure = failure(of: value, for: name) { return failure }
    }
    guard let missing = answers.first(where: { arguments[$0.key] == nil && !mayLackAnswer($0.value) }) else {
      return nil
    }
    return BFCLFailure(
      .missingOptional, at: missing.key, "'\(missing.key.excerpt())' is missing, which the ground truth does not allow")
  }

  private func failure(of value: JSON, for name: String) -> BFCLFailure? {
    guard let parameter = function.parameters[CodePointKey(name)], let options = options(name) else {
      let pointer = function.parameters[CodePointKey(name)] == nil ? "the function declares" : "the ground truth has"
      return BFCLFailure(.unexpectedParameter, at: name, "\(pointer) no parameter '\(name.excerpt())'")
    }
    return BFCLParameterCheck(name, parameter, accepted: options).failure(of: value)
  }

  private func mayLackAnswer(_ options: JSON) -> Bool { options.arrayValue?.contains("") ?? false }

  /// The share of the ground truth's parameters that are met.
  func score(_ arguments: JSONObject) -> Double {
    if answers.isEmpty { return 1 }
    let met = answers.members.count { name, options in
      arguments[name].map { failure(of: $0, for: name) == nil } ?? mayLackAnswer(options)
    }
    return Double(met) / Double(answers.count)
  }

  func mismatches(_ arguments: JSONObject) -> [Mismatch] {
    guard let failure = failure(of: arguments) else { return [] }
    let pointer = failure.parameter.map { JSONPointer([$0]).description } ?? ""
    return [Mismatch(failure.kind.mismatch, at: pointer, failure.detail)]
  }
}

extension BFCLFailure.Kind {
  fileprivate var mismatch: Mismatch.Kind {
    switch self {
    case .missingRequired, .missingOptional: .missing
    case .unexpectedParameter: .hallucinated
    case .type, .itemType: .schema
    default: .value
    }
  }
}
