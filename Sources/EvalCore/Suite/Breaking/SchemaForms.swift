import OrderedJSON

/// All ways in which a value may fit at one place of a schema, with what the schema says of the place to people and models.
struct SchemaForms: Sendable {
  let forms: [SchemaForm]
  /// What explains the place, but not its enum's members.
  let texts: [String]
  /// What explains single values, by the value.
  let memberTexts: [(value: JSON, text: String)]
  let defaultValue: JSON?
  /// Whether a reference was followed, so that the place may come again inside itself.
  let isReferenced: Bool
  /// How much work reading it was, in schemas.
  let effort: Int

  init(_ ways: SchemaWays) {
    let parts = ways.all.flatMap(\.self)
    let isChoice = ways.all.count > 1
    texts = Self.unique(
      parts.compactMap { isChoice && $0["const"] != nil ? nil : $0["description"]?.stringValue })
    memberTexts = parts.flatMap { Self.memberTexts(of: $0, isChoice: isChoice) }
    defaultValue = parts.lazy.compactMap { $0["default"] }.first
    isReferenced = ways.isReferenced
    effort = ways.steps
    forms = Self.merged(ways.all.flatMap(Self.forms))
  }

  /// The types that fit, as a schema would list them; `any` where all do and `nothing` where none does.
  var typeWords: [String] {
    let words = SchemaForm.Kind.allCases.compactMap { kind in
      let all = self[kind]
      return all.isEmpty ? nil : all.allSatisfy(\.isInteger) ? "integer" : kind.rawValue
    }
    if words.isEmpty { return ["nothing"] }
    return words.count == SchemaForm.Kind.allCases.count && !words.contains("integer") ? ["any"] : words
  }

  subscript(kind: SchemaForm.Kind) -> [SchemaForm] { forms.filter { $0.kind == kind } }

  private static func unique(_ texts: [String]) -> [String] {
    texts.enumerated().filter { index, text in texts.firstIndex(of: text) == index }.map(\.element)
  }
}

// MARK: - Forms

extension SchemaForms {
  private static func forms(_ parts: [JSONObject]) -> [SchemaForm] {
    let values = parts.compactMap(listed).reduce(nil) { all, next in all?.filter(next.contains) ?? next }
    return SchemaForm.Kind.allCases.compactMap { kind in
      guard parts.allSatisfy({ allows($0, kind) }) else { return nil }
      let ofKind = values?.filter { SchemaForm.Kind($0) == kind }
      if let ofKind, ofKind.isEmpty { return nil }
      let isWhole = kind == .number && (ofKind?.allSatisfy(isWhole) ?? parts.contains(where: onlyIntegers))
      let isAll = kind == .null || kind == .boolean && ofKind?.count == 2
      return SchemaForm(kind: kind, parts: parts, values: isAll ? nil : ofKind, isInteger: isWhole)
    }
  }

  /// The values that `enum` or `const` lists.
  private static func listed(_ part: JSONObject) -> [JSON]? {
    part["const"].map { [$0] } ?? part["enum"]?.arrayValue
  }

  private static func isWhole(_ value: JSON) -> Bool { value.numberValue?.isInteger == true }

  /// The known type words; a schema with others is read as if it had no type.
  static func types(_ part: JSONObject) -> [String]? {
    let words = part["type"].map { $0.arrayValue ?? [$0] }?.compactMap(\.stringValue)
    let known = words?.filter { $0 == "integer" || SchemaForm.Kind(rawValue: $0) != nil }
    return known?.count == words?.count ? known : nil
  }

  private static func allows(_ part: JSONObject, _ kind: SchemaForm.Kind) -> Bool {
    types(part).map { $0.contains(kind.rawValue) || kind == .number && $0.contains("integer") } ?? true
  }

  private static func onlyIntegers(_ part: JSONObject) -> Bool {
    types(part).map { $0.contains("integer") && !$0.contains("number") } ?? false
  }

  /// Forms that list their values, made one for each kind.
  private static func merged(_ forms: [SchemaForm]) -> [SchemaForm] {
    SchemaForm.Kind.allCases.flatMap { kind in
      let ofKind = forms.filter { $0.kind == kind }
      let listing = ofKind.filter { $0.values != nil }
      guard listing.count > 1 else { return ofKind.firstOfEach }
      let values = listing.flatMap { $0.values ?? [] }.firstOfEach
      let one = SchemaForm(
        kind: kind, parts: [], values: values, isInteger: listing.allSatisfy(\.isInteger))
      return [one] + ofKind.filter { $0.values == nil }.firstOfEach
    }
  }
}

// MARK: - What explains values

extension SchemaForms {
  /// Where generators of schemas write a text for each member of an enum.
  private static let lists = [
    "enumDescriptions", "enumNames", "x-enumDescriptions", "x-enum-descriptions", "x-enumNames",
  ]

  private static func memberTexts(of part: JSONObject, isChoice: Bool) -> [(value: JSON, text: String)] {
    if isChoice, let value = part["const"] {
      return (part["description"] ?? part["title"])?.stringValue.map { [(value, $0)] } ?? []
    }
    let values = part["enum"]?.arrayValue ?? []
    return lists.flatMap { keyword in
      zip(values, part[keyword]?.arrayValue ?? []).compactMap { value, text in text.stringValue.map { (value, $0) } }
    }
  }
}

extension Array where Element: Hashable {
  fileprivate var firstOfEach: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
