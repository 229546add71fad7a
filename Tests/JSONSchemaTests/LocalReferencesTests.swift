import JSONSchema
import OrderedJSON
import Testing

struct LocalReferencesTests {
  private let references = LocalReferences([
    "$defs": [
      "a/b": ["type": "string"], "named": ["$anchor": "spot", "type": "integer"],
      "other": ["$id": "https://example.com/other", "type": "boolean"],
    ]
  ])

  @Test(arguments: [
    ("#/$defs/a~1b", "string"), ("#/%24defs/a~1b", "string"), ("#spot", "integer"),
    ("https://example.com/other", "boolean"),
  ])
  func leadToWhatStandsInTheDocument(reference: String, type: String) {
    #expect(references.target(of: reference)?["type"] == .string(type))
  }

  @Test func theWholeDocumentIsItsOwnTarget() { #expect(references.target(of: "#")?["$defs"] != nil) }

  @Test(arguments: ["#/$defs/none", "#none", "https://example.com/else", "other.json#/a", "#/bad~2"])
  func leadNowhereElse(reference: String) { #expect(references.target(of: reference) == nil) }
}
