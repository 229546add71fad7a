import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct ServedViewsTests {
  private func suite() -> Suite {
    var suite = Made.suite([Made.evalCase("case", Made.alternative(["a"]))])
    suite.server.scopes = ["a": ["read"], "b": ["read", "write"]]
    suite.principal = Principal(subject: "ana", scopes: ["read"])
    return suite
  }

  private func hidden(_ suite: Suite) -> [String] {
    suite.hiddenTools(of: suite.cases[0], in: suite.variants[1]).keys.sorted()
  }

  @Test func aToolIsHiddenFromWhoLacksOneOfItsScopes() { #expect(hidden(suite()) == ["b"]) }

  @Test func nothingIsHiddenWhereNobodyIsNamed() {
    var suite = suite()
    suite.principal = nil
    #expect(hidden(suite).isEmpty && !suite.hasPrincipals)
  }

  @Test func theCasesPrincipalComesBeforeTheVariantsAndThatBeforeTheSuites() {
    var suite = suite()
    suite.variants[1].principal = Principal(subject: "bob")
    #expect(hidden(suite) == ["a", "b"])
    suite.cases[0].principal = Principal(subject: "eve", scopes: ["write", "read"])
    #expect(hidden(suite).isEmpty)
  }

  @Test func aVariantsScopesTakeThePlaceOfTheSuitesToolByTool() {
    var suite = suite()
    suite.variants[1].server.scopes = ["b": [], "c": ["write"]]
    #expect(hidden(suite) == ["c"])
  }

  @Test func aTrialSeesNoHiddenTool() {
    let suite = suite()
    let names = suite.catalogueTools(of: suite.cases[0], in: suite.variants[1]).map(\.name)
    #expect(names.contains("a") && !names.contains("b"))
  }

  @Test func scopesOfMergedToolsAreAllNeeded() {
    var settings = ServerSettings()
    settings.scopes = ["create": ["w"], "update": ["w", "u"]]
    let names = NameMap([
      "create": NameMap.Entry(to: "write", add: ["method": "create"]),
      "update": NameMap.Entry(to: "write", add: ["method": "update"]),
    ])
    #expect(settings.shown(names).scopes == ["write": ["w", "u"]])
  }
}
