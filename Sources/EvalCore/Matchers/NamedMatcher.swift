import OrderedJSON

/// A matcher for the member of an object that is called ``name``.
package struct NamedMatcher: Sendable {
  package var name: String
  package var matcher: Matcher

  package init(_ name: String, _ matcher: Matcher) {
    self.name = name
    self.matcher = matcher
  }
}

extension [NamedMatcher] {
  /// - Parameter isClosed: whether the object may have no other members.
  func accept(_ members: JSONObject, isClosed: Bool) -> Bool {
    allSatisfy { $0.matcher.accepts(members[$0.name]) } && !(isClosed && hasStranger(members))
  }

  /// Where ``accept(_:isClosed:)`` does not hold.
  func mismatches(_ members: JSONObject, at pointer: JSONPointer, isClosed: Bool) -> [Mismatch] {
    let named = flatMap { $0.matcher.mismatches(members[$0.name], at: pointer.appending($0.name)) }
    guard isClosed else { return named }
    let strangers = members.filter { !names($0.key) }.prefix(Mismatch.most).map { member in
      Mismatch(
        .value, at: pointer.appending(member.key).description,
        "expected no '\(member.key.excerpt(limit: 60))', found \(member.value.excerpt())")
    }
    return named + strangers
  }

  /// Whether an object has a member that no rule names.
  func hasStranger(_ members: JSONObject) -> Bool { members.contains { !names($0.key) } }

  private func names(_ key: String) -> Bool { contains { $0.name == key } }
}

/// How a variant names the members of the object that all arguments are, and what it needs beside them.
struct MemberNames {
  /// From the control's names to the variant's.
  let renamed: [String: String]
  /// Members that the variant adds: an object that may have no others has room for these.
  let added: JSONObject

  subscript(name: String) -> String { renamed[name] ?? name }

  /// Rules for the members under the variant's names; what it adds is not among them.
  func translate(_ rules: [NamedMatcher]) -> [NamedMatcher] {
    rules.map { NamedMatcher(self[$0.name], $0.matcher) }
  }

  /// What the variant adds, as expected values.
  var addedMatchers: [NamedMatcher] { added.map { NamedMatcher($0.key, .equals($0.value)) } }
}
