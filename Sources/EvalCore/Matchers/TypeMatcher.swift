import OrderedJSON

/// `~type`: a value of a JSON type.
package struct TypeMatcher: PlainRule {
  package enum TypeName: String, Sendable, CaseIterable {
    case string, number, integer, boolean, array, object, null
  }

  static let declaration = MatcherDeclaration(
    "~type",
    summary: "Any value of this JSON type: string, number, integer, boolean, array, object or null. 7.0 is an "
      + "integer too.",
    examples: [
      MatcherExample(
        ["~type": "integer"], accepts: [7, .number(JSONNumber(uncheckedText: "7.0"))], refuses: [7.5, "7", nil])
    ],
    schema: ["enum": .array(TypeName.allCases.map { .string($0.rawValue) })], isUnusualName: false
  ) { $0.word(as: TypeName.self).map { .type($0) } }

  let name: TypeName

  let acceptsAbsence = false

  func accepts(_ value: JSON) -> Bool {
    name == .integer ? value.numberValue?.isInteger ?? false : value.typeName == name.rawValue
  }

  func phrase(depth: Int) -> String {
    name == .null ? "null" : "\("aio".contains(name.rawValue.prefix(1)) ? "an" : "a") \(name.rawValue)"
  }
}

extension Matcher {
  package static func type(_ name: TypeMatcher.TypeName) -> Matcher { Matcher(TypeMatcher(name: name)) }
}
