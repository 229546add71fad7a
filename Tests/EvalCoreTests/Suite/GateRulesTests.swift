import EvalCore
import Testing

struct GateRulesTests {
  private static let fields: [(name: String, set: @Sendable (inout GateRules.Overrides, Double) -> Void)] = [
    ("maxDrop", { $0.maxDrop = $1 }), ("minAccuracy", { $0.minAccuracy = $1 }),
    ("maxFalseCallRate", { $0.maxFalseCallRate = $1 }), ("maxMissedCallRate", { $0.maxMissedCallRate = $1 }),
  ]

  private static func values(_ rules: GateRules.Overrides) -> [String: Double?] {
    [
      "maxDrop": rules.maxDrop, "minAccuracy": rules.minAccuracy, "maxFalseCallRate": rules.maxFalseCallRate,
      "maxMissedCallRate": rules.maxMissedCallRate,
    ]
  }

  /// What the variant says goes before the model, and that before the suite, field by field.
  @Test(arguments: fields.map(\.name)) func theNearestWordHolds(name: String) throws {
    let set = try #require(Self.fields.first { $0.name == name }).set
    var gate = GateRules()
    (gate.maxDrop, gate.minAccuracy, gate.maxFalseCallRate, gate.maxMissedCallRate) = (0.1, 0.1, 0.1, 0.1)
    let read = { (variant: String, model: String) in Self.values(gate.rules(variant: variant, model: model))[name] }
    let suite = Self.values(gate.rules(variant: "v", model: "m"))
    #expect(read("v", "m") == 0.1)
    gate.models["m"] = .init()
    gate.variants["v"] = .init()
    #expect(read("v", "m") == 0.1)
    set(&gate.models["m"]!, 0.2)
    #expect(read("v", "m") == 0.2)
    set(&gate.variants["v"]!, 0.3)
    #expect(read("v", "m") == 0.3 && read("other", "m") == 0.2 && read("other", "other") == 0.1)
    // And nothing else was touched.
    var others = Self.values(gate.rules(variant: "v", model: "m"))
    others[name] = suite[name]
    #expect(others == suite)
  }

  @Test func catalogsHaveBoundsByArmToo() {
    var gate = GateRules()
    gate.maxCatalogTokens = 100
    gate.models["m"] = .init()
    gate.models["m"]?.maxCatalogTokens = 200
    gate.variants["v"] = .init()
    gate.variants["v"]?.maxCatalogTokens = 300
    #expect(gate.rules(variant: "v", model: "m").maxCatalogTokens == 300)
    #expect(gate.rules(variant: "w", model: "m").maxCatalogTokens == 200)
    #expect(gate.rules(variant: "w", model: "n").maxCatalogTokens == 100)
  }

  @Test func fivePointsHoldWhereNobodySaysAnything() {
    var gate = GateRules()
    #expect(gate.margin(variant: "v", model: "m") == 0.05 && gate.rules(variant: "v", model: "m").maxDrop == nil)
    #expect(gate.forbiddingDrops.maxDrop == 0.05)
    gate.maxDrop = 0.2
    #expect(gate.margin(variant: "v", model: "m") == 0.2 && gate.forbiddingDrops.maxDrop == 0.2)
  }
}
