import OrderedJSON

/// One argument against its declared type and its accepted values.
struct BFCLParameterCheck {
  private let name: String
  private let parameter: BFCLParameter
  private let accepted: [JSON]
  private let options: [BFCLValue]

  init(_ name: String, _ parameter: BFCLParameter, accepted: [JSON]) {
    self.name = name
    self.parameter = parameter
    self.accepted = accepted
    options = accepted.map(BFCLValue.init)
  }

  func failure(of found: JSON) -> BFCLFailure? {
    let value = parameter.type == .float ? BFCLValue(found).widened : BFCLValue(found)
    switch typeVerdict(value) {
    case .wrong(let kind): return BFCLFailure(kind, at: name, typeSentence(found))
    case .variable: return options.contains(value) ? nil : BFCLFailure(.value, at: name, valueSentence(found))
    case .fits: return valueKind(value).map { BFCLFailure($0, at: name, valueSentence(found)) }
    }
  }

  private enum TypeVerdict {
    case fits
    /// Of the answer's type where that is another than the declared one: compared by plain equality.
    case variable
    case wrong(BFCLFailure.Kind)
  }

  /// Rules 6 and 7.
  private func typeVerdict(_ value: BFCLValue) -> TypeVerdict {
    let (declared, answered) = (parameter.type.kind, options.answerKind)
    guard value.kind == declared else {
      return value.kind == answered ? .variable : .wrong(.type)
    }
    if case .list(let elements) = value, let item = parameter.itemType?.kind {
      guard options.contains(where: { Self.fit(elements, $0, item) }) else {
        return .wrong(answered == .list ? .itemType : .type)
      }
    }
    return answered ?? declared == declared ? .fits : .variable
  }

  /// Each element has the declared type, or that of the answer's first element; an answer that is no list says nothing.
  private static func fit(_ elements: [BFCLValue], _ answer: BFCLValue, _ item: BFCLValue.Kind) -> Bool {
    guard case .list(let answers) = answer else { return true }
    let answered = answers.answerKind
    return elements.allSatisfy { $0.kind == item || $0.kind == answered }
  }

  /// Rules 8 to 11; nil where the value is one of the accepted ones.
  private func valueKind(_ value: BFCLValue) -> BFCLFailure.Kind? {
    switch value {
    case .dict(let members): BFCLObjectCheck.failure(members, options)
    case .list(let elements) where parameter.itemType == .dict: BFCLObjectCheck.failure(elements, options)
    case .list(let elements): Self.isListed(elements, options) ? nil : .list
    case .string(let text): Self.isListed(text, options) ? nil : .string
    case .none, .bool, .int, .float: options.contains(value) ? nil : .value
    }
  }

  private static func isListed(_ text: String, _ options: [BFCLValue]) -> Bool {
    let found = text.standardized
    return options.contains { option in
      guard case .string(let answer) = option else { return false }
      return answer.standardized.hasSameScalars(as: found)
    }
  }

  /// Texts in the list are standardised, those in lists inside of it are not. A text among the answers counts as the list of
  /// its characters, and so the empty one as an empty list.
  private static func isListed(_ elements: [BFCLValue], _ options: [BFCLValue]) -> Bool {
    let found = elements.map(\.standardized)
    return options.contains { option in
      switch option {
      case .list(let answer): answer.map(\.standardized) == found
      case .string(let text): text.unicodeScalars.map { .string(String($0).standardized) } == found
      default: false
      }
    }
  }
}

// MARK: - Sentences

extension BFCLParameterCheck {
  private func typeSentence(_ value: JSON) -> String {
    let items = parameter.itemType.map { " of \($0.rawValue)" } ?? ""
    return "expected \(parameter.type.rawValue)\(items) for '\(name.excerpt())', found \(value.excerpt())"
  }

  private func valueSentence(_ value: JSON) -> String {
    let shown = accepted.prefix(4).map { $0.excerpt() }.joined(separator: " or ") + (accepted.count > 4 ? " or …" : "")
    return "expected \(shown) for '\(name.excerpt())', found \(value.excerpt())"
  }
}
