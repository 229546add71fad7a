/// Where the published schemas describe the maps whose keys are declared: pointers to their `properties`, by table. A map of
/// several forms has several.
enum SchemaPointers {
  static let suite: [String: [String]] = [
    "suite": ["/properties"],
    "tool-set-file": ["/$defs/toolSetFiles/anyOf/1/items/anyOf/1/properties"],
    "variant": ["/$defs/variant/properties"],
    "edits": ["/$defs/toolEdits/properties"],
    "rename": ["/$defs/renaming/properties"],
    "case": ["/$defs/case/properties"],
    "case-tools": [
      "/$defs/case/properties/tools/anyOf/2/properties", "/$defs/case/properties/tools/anyOf/3/properties",
    ],
    "message": ["/$defs/message/properties"],
    "assistant": ["/$defs/message/properties/assistant/anyOf/1/properties"],
    "expectation": [
      "/$defs/expectation/then/properties", "/$defs/expectation/else/then/properties", "/$defs/calls/properties",
    ],
    "call": ["/$defs/call/anyOf/2/properties"],
    "times": ["/$defs/call/anyOf/2/properties/~0times/properties"],
    "arguments": ["/$defs/arguments/then/properties"],
    "bfcl": ["/$defs/bfcl/properties"],
    "result": [
      "/$defs/result/then/properties", "/$defs/result/else/then/properties", "/$defs/result/else/else/then/properties",
      "/$defs/result/else/else/else/then/properties", "/$defs/result/else/else/else/else/then/properties",
      "/$defs/result/else/else/else/else/else/then/properties",
    ],
    "process": ["/$defs/result/else/else/else/then/properties/~0process/properties"],
    "sql": ["/$defs/result/else/else/else/else/then/properties/~0sql/properties"],
    "upstream": ["/$defs/result/else/else/else/else/else/then/properties/~0upstream/properties"],
    "breaker": [
      "/$defs/result/else/else/else/else/else/then/properties/~0upstream/properties/breaker/properties"
    ],
    "when": ["/$defs/result/then/properties/~0when/items/properties"],
    "fault": ["/$defs/fault/anyOf/1/properties"],
    "server": ["/$defs/server/properties"],
    "rate-limits": ["/$defs/rateLimits/properties"],
    "auth": ["/$defs/auth/properties"],
    "redaction": ["/$defs/redaction/anyOf/1/properties"],
    "redaction-pattern": ["/$defs/redactionPattern/properties"],
    "principal": ["/$defs/principal/properties"],
    "quarantine": ["/$defs/case/properties/quarantine/properties"],
    "sampling": ["/$defs/sampling/properties"],
    "gate": ["/$defs/gate/properties"],
    "gate-tools": ["/$defs/gate/properties/tools/additionalProperties/properties"],
    "gate-overrides": ["/$defs/gateOverrides/properties"],
  ]

  static let configuration: [String: [String]] = [
    "configuration": ["/properties"],
    "model": ["/$defs/model/properties"],
    "limits": ["/$defs/model/properties/limits/properties"],
    "price": ["/$defs/model/properties/price/properties"],
    "sampling": ["/$defs/sampling/properties"],
  ]
}
