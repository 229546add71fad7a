import CCurl
import Testing

@testable import CurlHTTP

struct PreparedRequestTests {
  private func prepare(_ request: CurlRequest) throws(CurlFailure) -> PreparedRequest {
    try PreparedRequest(request, defaultLimit: 77)
  }

  @Test(arguments: [
    ("X-A", "1\r\nX-B: 2"), ("X-A", "1\n"), ("X-A", "1\r"), ("X-A", "a\u{0}b"), ("X-A", "\u{7F}"), ("X A", "1"),
    ("X-A:", "1"), ("", "1"), ("X\r\nY", "1"), ("Ü", "1"), ("Content-Length", "5"), ("transfer-encoding", "chunked"),
    ("EXPECT", "100-continue"),
  ])
  func refusesAHeaderThatWouldChangeTheFraming(name: String, value: String) throws {
    let failure = try #require(throws: CurlFailure.self) {
      try prepare(CurlRequest("http://127.0.0.1/", headers: [("X-Good", "1"), (name, value)]))
    }
    #expect(failure.code == .unsendableRequest)
    #expect(failure.context.contains("127.0.0.1:80/"))
  }

  @Test(arguments: ["", "GET /x HTTP/1.1\r\nX: y", "GE T", "GÉT"])
  func refusesAMethodThatIsNoToken(method: String) {
    #expect(throws: CurlFailure.self) { try prepare(CurlRequest(method, "http://127.0.0.1/")) }
  }

  @Test func refusesABodyOnHEAD() {
    #expect(throws: CurlFailure.self) { try prepare(CurlRequest("HEAD", "http://127.0.0.1/", body: [])) }
  }

  @Test func writesHeaderLinesAsLibcurlTakesThem() throws {
    let request = CurlRequest("http://h/", headers: [("A", "ü\t1"), ("B", ""), ("content-type", "x/y"), ("C", "  ")])
    let prepared = try prepare(request)
    var lines: [String] = []
    var node = prepared.headers.list
    while let entry = node {
      lines.append(String(cString: entry.pointee.data))
      node = entry.pointee.next
    }
    #expect(lines == ["Expect:", "A: ü\t1", "B;", "content-type: x/y", "C;"])
  }

  @Test(arguments: [
    (Duration.zero, 1), (.seconds(-5), 1), (.nanoseconds(1), 1), (.milliseconds(1), 1), (.microseconds(1_001), 2),
    (.seconds(3), 3_000), (.seconds(Int64.max), 2_000_000_000), (.seconds(2_000_000), 2_000_000_000),
  ])
  func roundsTimeoutsUpToMillisecondsThatFit(timeout: Duration, milliseconds: Int) throws {
    var request = CurlRequest("http://h/")
    (request.timeout, request.connectTimeout) = (timeout, timeout)
    let prepared = try prepare(request)
    #expect(prepared.timeout == milliseconds)
    #expect(prepared.connectTimeout == milliseconds)
  }

  @Test(arguments: [(nil, 77), (5, 5), (0, 0), (-1, 0)])
  func theRequestsOwnLimitGoesFirst(limit: Int?, expected: Int) throws {
    var request = CurlRequest("http://h/")
    request.responseLimit = limit
    #expect(try prepare(request).responseLimit == expected)
  }
}
