import Testing

@testable import JSONSchema

@Suite struct URIReferenceTests {
  /// The examples of RFC 3986, sections 5.4.1 and 5.4.2.
  @Test(arguments: [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
    ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
    (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
    ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"),
    ("../..", "http://a/"), ("../../", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
    ("../../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
    (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"),
    ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"),
    ("g?y/./x", "http://a/b/c/g?y/./x"), ("g#s/../x", "http://a/b/c/g#s/../x"), ("http:g", "http:g"),
  ])
  func completesAReference(_ reference: String, _ expected: String) {
    let base = URIReference("http://a/b/c/d;p?q")
    #expect(URIReference(reference).resolved(against: base).description == expected)
  }

  @Test(arguments: [
    ("", "item.json", "item.json"), ("schemas/a.json", "b.json", "schemas/b.json"), ("http://a", "b", "http://a/b"),
    ("urn:example:root", "#x", "urn:example:root#x"), ("file:///a/b", "c", "file:///a/c"),
  ])
  func completesWithABaseOfAnyKind(_ base: String, _ reference: String, _ expected: String) {
    #expect(URIReference(reference).resolved(against: URIReference(base)).description == expected)
  }

  @Test(
    arguments: [
      ("#/a%25b%22", "/a%b\""), ("#%C3%A9", "é"), ("a", ""), ("#%FF", nil), ("#%2", nil), ("#%zz", nil), ("#%+1", nil),
    ] as [(String, String?)])
  func undoesPercentEscapes(_ text: String, _ expected: String?) {
    #expect(URIReference(text).decodedFragment == expected)
  }
}
