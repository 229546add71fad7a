import EvalCore
import OrderedJSON
import Testing

@Suite struct CatalogueTests {
  private static func catalogue(_ schema: JSON) -> Catalogue {
    Catalogue(tools: [Tool(["name": "t", "inputSchema": schema])!, Tool(["name": "bare"])!], key: "")
  }

  @Test func anArgumentIsUndeclaredWhereNoBranchDeclaresIt() {
    let catalogue = Self.catalogue([
      "properties": ["mode": [:]], "oneOf": [["properties": ["title": [:]]], ["properties": ["number": [:]]]],
    ])
    #expect(catalogue.undeclaredArguments(["mode": 1, "title": 2, "number": 3, "x": 4], of: "t") == ["x"])
    #expect(catalogue.undeclaredArguments(["x": 4], of: "bare") == [])
    #expect(catalogue.undeclaredArguments(["x": 4], of: "nobody") == [])
  }

  /// It cannot be applied, and says all the same what parameters there are.
  @Test func aSchemaThatRefersToItselfWithoutEndStillDeclares() {
    let catalogue = Self.catalogue(["properties": ["a": ["type": "null"]], "allOf": [["$ref": "#"]]])
    #expect(catalogue.undeclaredArguments(["a": 1, "b": 2], of: "t") == ["b"])
    #expect(catalogue.schemaFailures(["a": 1], of: "t") == [])
  }
}
