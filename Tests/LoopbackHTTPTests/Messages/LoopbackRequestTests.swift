import Testing

@testable import LoopbackHTTP

struct LoopbackRequestTests {
  @Test(arguments: [
    ("/a%20b", "/a%20b", nil), ("/?", "/", ""), ("/a?b=c?d", "/a", "b=c?d"), ("*", "*", nil), ("", "", nil),
  ])
  func splitsTheTargetAtTheFirstMark(target: String, path: String, query: String?) {
    let request = LoopbackRequest(method: "GET", target: target)
    #expect(request.path == path)
    #expect(request.query == query)
  }

  @Test(arguments: [
    ("/?id=1&id=2", "1"), ("/?x=1&id=a%26b%3D", "a&b="), ("/?id", ""), ("/?id=", ""), ("/?%69d=7", "7"),
    ("/?id=a=b", "a=b"), ("/?id=%zz", nil), ("/?idx=1", nil), ("/", nil), ("/?&&", nil),
  ])
  func decodesAValueOfTheQuery(target: String, value: String?) {
    #expect(LoopbackRequest(method: "GET", target: target).queryValue("id") == value)
  }
}
