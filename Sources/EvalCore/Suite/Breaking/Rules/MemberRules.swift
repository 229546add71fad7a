import OrderedJSON

/// Parameters, and members of what they hold, that come, go or must be there.
extension BreakingRule {
  static let parameterRequired = BreakingRule(
    "parameter_required", .breaking, for: [.callers],
    summary: "A parameter that could be left out, or is new, must now be given: calls without it are refused.",
    example: .schema(
      ["type": "object", "properties": ["query": ["type": "string"]]],
      ["type": "object", "properties": ["query": ["type": "string"]], "required": ["query"]]),
    .place([.arguments]) { change in
      change.members {
        $1.requires($2) && !$0.requires($2)
      } finding: { old, _, name in
        (old.has(name) ? .optional : nil, .required)
      }
    })

  static let parameterRemoved = BreakingRule(
    "parameter_removed", .breaking, for: [.callers],
    summary: "A parameter is gone: calls that send it are refused, or it is silently ignored.",
    example: .schema(
      ["type": "object", "properties": ["query": ["type": "string"]]], ["type": "object", "properties": [:]]),
    .place([.arguments]) { change in
      change.members {
        $0.has($2) && !$1.has($2)
      } finding: { old, new, name in
        (old.requires(name) ? .required : .optional, new.isClosed ? .refused : nil)
      }
    })

  static let parameterAdded = BreakingRule(
    "parameter_added", .harmless, for: [.callers, .models],
    summary: "A parameter is new and may be left out: calls that were right stay right.",
    example: .schema(
      ["type": "object", "properties": [:]], ["type": "object", "properties": ["query": ["type": "string"]]]),
    .place([.arguments]) { change in
      change.members {
        !$0.has($2) && $1.has($2) && !$1.requires($2)
      } finding: { old, _, _ in
        (old.isClosed ? .refused : nil, .optional)
      }
    })

  static let parameterOptional = BreakingRule(
    "parameter_optional", .harmless, for: [.callers],
    summary: "A parameter that had to be given may now be left out: calls that were right stay right.",
    example: .schema(
      ["type": "object", "properties": ["query": ["type": "string"]], "required": ["query"]],
      ["type": "object", "properties": ["query": ["type": "string"]]]),
    .place([.arguments]) { change in
      change.members {
        $0.requires($2) && $1.has($2) && !$1.requires($2)
      } finding: { _, _, _ in
        (.required, .optional)
      }
    })
}

extension PlaceChange {
  /// A finding for each member of an object, as it was and as it is, for which `isMeant` holds.
  func members(
    where isMeant: (_ old: SchemaForm, _ new: SchemaForm, _ name: String) -> Bool,
    finding: (_ old: SchemaForm, _ new: SchemaForm, _ name: String) -> (BreakingChange.Part?, BreakingChange.Part?)
  ) -> [BreakingRule.Finding] {
    objects.flatMap { pair in
      let names = pair.old.propertyNames + pair.new.propertyNames + pair.old.required + pair.new.required
      return JSONObject(names.map { ($0, .null) }).keys.filter { isMeant(pair.old, pair.new, $0) }.map { name in
        let (before, after) = finding(pair.old, pair.new, name)
        return self.finding(of: name, before, after)
      }
    }
  }
}

extension BreakingChange.Part {
  static let required = BreakingChange.Part.words(["required"])
  static let optional = BreakingChange.Part.words(["optional"])
  static let refused = BreakingChange.Part.words(["refused"])
  static let taken = BreakingChange.Part.words(["taken"])
}
