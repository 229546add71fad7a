import EvalCore
import OrderedJSON
import Testing

@testable import MCP

struct OffersTests {
  private func names(_ offer: Offer?) -> [String]? { offer?.tools.catalogue.tools.map(\.name) }

  @Test func preparesAListOnceForAllTrialsThatShareIt() throws {
    let cases = [Sample.evalCase("a"), Sample.evalCase("b")]
    let offers = Offers(
      Sample.suite(cases: cases), trials: [Sample.trial(0, "a"), Sample.trial(1, "b")], pageSize: nil)
    let first = try #require(offers.offer(variant: "today", trial: 0))
    let second = try #require(offers.offer(variant: "today", trial: 1))
    #expect(first.tools === second.tools)
    #expect(first.tools === offers.offer(variant: "today")?.tools)
  }

  @Test func servesTheToolsOfACaseThatBringsItsOwn() throws {
    var only = Sample.evalCase("only")
    only.tools = .only(["get_issue"])
    var replaced = Sample.evalCase("replaced")
    let own = try #require(Tool(["name": "other"]))
    replaced.tools = .replacement(ToolSet(tools: [own], instructions: "Mine."))
    let trials = [Sample.trial(0, "only", variant: "new words"), Sample.trial(1, "replaced")]
    let offers = Offers(Sample.suite(cases: [only, replaced]), trials: trials, pageSize: nil)
    #expect(names(offers.offer(variant: "new words", trial: 0)) == ["issue_read"])
    #expect(names(offers.offer(variant: "today", trial: 1)) == ["other"])
    #expect(offers.offer(variant: "today", trial: 1)?.instructions == "Mine.")
    #expect(offers.hasOwnTools(trials[0]))
    #expect(!offers.hasOwnTools(Sample.trial(2)))
  }

  @Test func knowsNoTrialOfAnotherVariantNorOneThatIsNotPlanned() {
    let offers = Offers(Sample.suite(), trials: [Sample.trial(0)], pageSize: nil)
    #expect(offers.offer(variant: "today", trial: 0) != nil)
    #expect(offers.offer(variant: "new words", trial: 0) == nil)
    #expect(offers.offer(variant: "today", trial: 1) == nil)
    #expect(offers.offer(variant: "tomorrow") == nil)
  }

  @Test func changesTheKeyOfAListWithAnyByteOfIt() throws {
    let tool = try #require(Tool(["name": "a", "description": "one"]))
    let other = try #require(Tool(["name": "a", "description": "One"]))
    #expect(ServedTools([tool], pageSize: nil).catalogue.key == ServedTools([tool], pageSize: 1).catalogue.key)
    #expect(ServedTools([tool], pageSize: nil).catalogue.key != ServedTools([other], pageSize: nil).catalogue.key)
  }
}
