import OrderedJSON

/// Members of results that come, go or are promised.
extension BreakingRule {
  static let resultMemberRemoved = BreakingRule(
    "result_member_removed", .breaking, for: [.readers],
    summary: "A member of results is no longer promised: readers that take it find nothing.",
    example: .schema(
      ["type": "object", "properties": ["id": ["type": "string"]]], ["type": "object", "properties": [:]]),
    .place([.result]) { change in
      change.members {
        $0.has($2) && !$1.has($2)
      } finding: { old, new, name in
        (old.requires(name) ? .required : .optional, nil)
      }
    })

  static let resultMemberOptional = BreakingRule(
    "result_member_optional", .breaking, for: [.readers],
    summary: "A member of results that was always there may be absent: readers that count on it find nothing.",
    example: .schema(
      ["type": "object", "properties": ["id": ["type": "string"]], "required": ["id"]],
      ["type": "object", "properties": ["id": ["type": "string"]]]),
    .place([.result]) { change in
      change.members {
        $0.requires($2) && $1.has($2) && !$1.requires($2)
      } finding: { _, _, _ in
        (.required, .optional)
      }
    })

  static let resultMemberAdded = BreakingRule(
    "result_member_added", .harmless, for: [.readers],
    summary: "Results may have one member more: readers overlook what they do not know.",
    example: .schema(
      ["type": "object", "properties": [:]], ["type": "object", "properties": ["id": ["type": "string"]]]),
    .place([.result]) { change in
      change.members {
        !$0.has($2) && $1.has($2)
      } finding: { _, new, name in
        (nil, new.requires(name) ? .required : .optional)
      }
    })

  static let resultMemberRequired = BreakingRule(
    "result_member_required", .harmless, for: [.readers],
    summary: "A member of results that could be absent is always there.",
    example: .schema(
      ["type": "object", "properties": ["id": ["type": "string"]]],
      ["type": "object", "properties": ["id": ["type": "string"]], "required": ["id"]]),
    .place([.result]) { change in
      change.members {
        $0.has($2) && !$0.requires($2) && $1.requires($2)
      } finding: { _, _, _ in
        (.optional, .required)
      }
    })
}
