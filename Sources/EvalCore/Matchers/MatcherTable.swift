package import OrderedJSON

/// Every matcher that a suite can write, one row each, in the order in which they are listed to users.
///
/// Three more rules have no row, because no word names them: `AllMatcher`, `ListMatcher` and `ObjectMatcher`.
package enum MatcherTable {
  package static let all: [MatcherDeclaration] = [
    AnyMatcher.declaration,
    PresentMatcher.declaration,
    AbsentMatcher.declaration,
    NothingMatcher.declaration,
    AnyOfMatcher.declaration,
    NotMatcher.declaration,
    EqualsMatcher.declaration,
    TextMatcher.declaration,
    ContainsMatcher.declaration,
    MatchesMatcher.declaration,
    NumberMatcher.declaration,
    DateMatcher.declaration,
    ItemsMatcher.declaration,
    SubsetMatcher.declaration,
    TypeMatcher.declaration,
  ]

  /// The matcher that is written `key`, its `~` included.
  package static subscript(key: String) -> MatcherDeclaration? { byKey[key] }

  private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

  /// The part of the suite's schema that speaks of matchers: `$defs` by name.
  package static var schemas: JSONObject {
    let words = all.filter(\.standsAlone)
    return [
      "matcherWord": [
        "description": .string(words.map { "\($0.key): \($0.summary)" }.joined(separator: "\n")),
        "enum": .array(words.map { .string($0.key) }),
      ],
      "matcherKeys": [
        "properties": .object(JSONObject(all.compactMap { row in row.schema.map { (row.key, $0) } })),
        "additionalProperties": false,
      ],
    ]
  }
}
