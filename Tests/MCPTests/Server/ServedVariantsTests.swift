import EvalCore
import OrderedJSON
import Testing

@testable import MCP

struct OffersTests {
  private func names(_ served: ServedVariant?) -> [String]? { served?.tools.catalogue.tools.map(\.name) }

  @Test func preparesAListOnceForAllTrialsThatShareIt() throws {
    let cases = [Sample.evalCase("a"), Sample.evalCase("b")]
    let variants = ServedVariants(
      Sample.suite(cases: cases), trials: [Sample.trial(0, "a"), Sample.trial(1, "b")], pageSize: nil)
    let first = try #require(variants.variant("today", trial: 0))
    let second = try #require(variants.variant("today", trial: 1))
    #expect(first.tools === second.tools)
    #expect(first.tools === variants.variant("today")?.tools)
  }

  @Test func servesTheToolsOfACaseThatBringsItsOwn() throws {
    var only = Sample.evalCase("only")
    only.tools = .only(["get_issue"])
    var replaced = Sample.evalCase("replaced")
    let own = try #require(Tool(["name": "other"]))
    replaced.tools = .replacement(ToolSet(tools: [own], instructions: "Mine."))
    let trials = [Sample.trial(0, "only", variant: "new words"), Sample.trial(1, "replaced")]
    let variants = ServedVariants(Sample.suite(cases: [only, replaced]), trials: trials, pageSize: nil)
    #expect(names(variants.variant("new words", trial: 0)) == ["issue_read"])
    #expect(names(variants.variant("today", trial: 1)) == ["other"])
    #expect(variants.variant("today", trial: 1)?.instructions == "Mine.")
    #expect(variants.hasOwnList(trials[0]))
    #expect(!variants.hasOwnList(Sample.trial(2)))
  }

  @Test func knowsNoTrialOfAnotherVariantNorOneThatIsNotPlanned() {
    let variants = ServedVariants(Sample.suite(), trials: [Sample.trial(0)], pageSize: nil)
    #expect(variants.variant("today", trial: 0) != nil)
    #expect(variants.variant("new words", trial: 0) == nil)
    #expect(variants.variant("today", trial: 1) == nil)
    #expect(variants.variant("tomorrow") == nil)
  }

  @Test func changesTheKeyOfAListWithAnyByteOfIt() throws {
    let tool = try #require(Tool(["name": "a", "description": "one"]))
    let other = try #require(Tool(["name": "a", "description": "One"]))
    #expect(ServedTools([tool], pageSize: nil).catalogue.key == ServedTools([tool], pageSize: 1).catalogue.key)
    #expect(ServedTools([tool], pageSize: nil).catalogue.key != ServedTools([other], pageSize: nil).catalogue.key)
  }
}
