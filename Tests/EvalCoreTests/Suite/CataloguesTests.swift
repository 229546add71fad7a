import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct CataloguesTests {
  @Test func theSameListIsTheSameCatalogueWhereverItWasRead() {
    let catalogues = Catalogues()
    let again = Made.tools.compactMap { tool in (try? JSON(parsing: JSON.object(tool.json).compact))?.objectValue }
      .compactMap(Tool.init)
    #expect(again.count == Made.tools.count)
    #expect(catalogues.catalogue(of: Made.tools).key == catalogues.catalogue(of: again).key)
    #expect(catalogues.catalogue(of: again.dropLast()).key != catalogues.catalogue(of: again).key)
  }

  /// The wire may give something else than the suite has: what the model was shown is what its calls are held against.
  @Test func theJudgeHoldsCallsAgainstWhatTheModelWasShown() {
    let suite = Made.suite([Made.evalCase("x", Made.alternative(["get"]))], variants: ["today"])
    let run = Made.run(suite) { _ in [Made.call("get", ["number": 7])] }
    #expect(Scores(run).trials.map(\.outcome) == [.correct])
    let catalogues = Catalogues()
    let shown = catalogues.catalogue(of: [Made.tool("get", ["label"], required: ["label"])])
    catalogues.keep(shown, shownBy: "today", caseID: nil)
    let read = Run(
      record: run.record, suite: suite, plan: run.plan, transcripts: run.transcripts, catalogues: catalogues)
    #expect(Scores(read).trials.map(\.outcome) == [.badArgs])
  }

  @Test func aCaseWithToolsOfItsOwnHasAListOfItsOwn() {
    var suite = Made.suite([Made.evalCase("x", Made.alternative(["get"]))], variants: ["today"])
    suite.cases[0].tools = .only(["get"])
    let run = Made.run(suite) { _ in [Made.call("get", ["number": 7])] }
    let catalogues = Catalogues()
    let other = catalogues.catalogue(of: [Made.tool("get", ["label"], required: ["label"])])
    catalogues.keep(other, shownBy: "today", caseID: nil)
    let read = { Run(record: run.record, suite: suite, plan: run.plan, transcripts: run.transcripts, catalogues: $0) }
    #expect(Scores(read(catalogues)).trials.map(\.outcome) == [.correct])
    catalogues.keep(other, shownBy: "today", caseID: "x")
    #expect(Scores(read(catalogues)).trials.map(\.outcome) == [.badArgs])
  }
}
