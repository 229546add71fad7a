import CurlHTTP
import Testing

struct CurlAddressTests {
  @Test(arguments: [
    ("http://LocalHost/a?b=c#d", "http", "localhost", 80, "/a", true),
    ("HTTPS://example.com:8443", "https", "example.com", 8443, "/", false),
    ("http://127.1/", "http", "127.0.0.1", 80, "/", true),
    ("http://0x7f000001:81/x/../y", "http", "127.0.0.1", 81, "/y", true),
    ("http://[::1]:9/", "http", "[::1]", 9, "/", true),
    ("http://127.0.0.1.example.com/", "http", "127.0.0.1.example.com", 80, "/", false),
    ("http://127.example.com/", "http", "127.example.com", 80, "/", false),
    ("http://api.localhost/", "http", "api.localhost", 80, "/", true),
    ("http://notlocalhost/", "http", "notlocalhost", 80, "/", false),
  ])
  func readsAURLAsLibcurlDoes(
    url: String, scheme: String, host: String, port: Int, path: String, isLoopback: Bool
  ) throws {
    let address = try CurlAddress(url)
    #expect(address.scheme == scheme)
    #expect(address.host == host)
    #expect(address.port == port)
    #expect(address.path == path)
    #expect(address.isLoopback == isLoopback)
  }

  @Test(arguments: [
    ("file:///etc/passwd", "expected an http or https URL, found the scheme 'file'"),
    ("ftp://127.0.0.1/x", "expected an http or https URL, found the scheme 'ftp'"),
    ("127.0.0.1:80/x", "expected a URL such as 'https://host/path', found one that cannot be read"),
    ("javascript:alert(1)", "expected a URL such as 'https://host/path', found one that cannot be read"),
    ("http://", "expected a URL such as 'https://host/path', found one that cannot be read"),
    ("", "expected a URL such as 'https://host/path', found one that cannot be read"),
    (
      "http://me:secret@127.0.0.1/x",
      "expected a URL without user and password for '127.0.0.1': send them in a header"
    ),
    (
      "http://127.0.0.1/\r\nX: y",
      "expected a URL in ASCII, found spaces, control characters, backslashes or other letters: percent-encode them"
    ),
    (
      "http://evil\\@127.0.0.1/",
      "expected a URL in ASCII, found spaces, control characters, backslashes or other letters: percent-encode them"
    ),
    ("http://a/" + String(repeating: "a", count: 8_000), "expected a URL of at most 8000 bytes, found 8009"),
  ])
  func refusesWhatIsNoHTTPAddress(url: String, context: String) async {
    let failure = await failure { try await CurlClient().send(CurlRequest(url)) }
    #expect(failure?.code == .unsupportedURL)
    #expect(failure?.context == context)
  }

  @Test func saysOnlyHostAndPath() throws {
    let address = try CurlAddress("http://host.example/v1/" + String(repeating: "p", count: 200) + "?key=secret")
    #expect("\(address)" == "host.example:80/v1/" + String(repeating: "p", count: 116) + "…")
  }
}
