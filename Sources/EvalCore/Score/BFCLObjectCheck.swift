import OrderedJSON

/// Rule 10: objects, and lists of them, whose answers give a list of accepted values for each key.
enum BFCLObjectCheck {
  /// Nil where the object fits one of the answers.
  static func failure(_ members: [CodePointKey: BFCLValue], _ answers: [BFCLValue]) -> BFCLFailure.Kind? {
    var failure: BFCLFailure.Kind? = .dictUnclear
    for answer in answers where !answer.isEmptyString {
      guard case .dict(let options) = answer else { continue }
      failure = memberFailure(members, options)
      if failure == nil { return nil }
    }
    return failure
  }

  /// Nil where the list fits one of the answers: the same length, the same order. The empty text stands for an empty list.
  static func failure(_ elements: [BFCLValue], _ answers: [BFCLValue]) -> BFCLFailure.Kind? {
    var failure: BFCLFailure.Kind? = .listOfDictsUnclear
    for answer in answers {
      failure = listFailure(elements, answer)
      if failure == nil { return nil }
    }
    return failure
  }

  private static func listFailure(_ elements: [BFCLValue], _ answer: BFCLValue) -> BFCLFailure.Kind? {
    if answer.isEmptyString, elements.isEmpty { return nil }
    guard case .list(let answers) = answer, elements.count == answers.count else { return .listOfDictsCount }
    for (element, answer) in zip(elements, answers) {
      guard case .dict(let members) = element else { return .dictUnclear }
      if let failure = failure(members, [answer]) { return failure }
    }
    return nil
  }

  private static func memberFailure(
    _ members: [CodePointKey: BFCLValue], _ answer: [CodePointKey: BFCLValue]
  ) -> BFCLFailure.Kind? {
    let isKeyMissing = answer.contains { members[$0.key] == nil && !options($0.value).contains(where: \.isEmptyString) }
    if isKeyMissing || members.contains(where: { answer[$0.key] == nil }) { return .dictKey }
    let fits = members.allSatisfy { key, value in
      answer[key].map { options($0).map(\.standardized).contains(value.standardized) } ?? false
    }
    return fits ? nil : .dictValue
  }

  private static func options(_ answer: BFCLValue) -> [BFCLValue] {
    if case .list(let options) = answer { options } else { [] }
  }
}
