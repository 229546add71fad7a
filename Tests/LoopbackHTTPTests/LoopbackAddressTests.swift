import Testing

@testable import LoopbackHTTP

struct LoopbackAddressTests {
  @Test(arguments: ["127.0.0.1", "127.8.9.1", "::1", "0:0:0:0:0:0:0:1", "localhost", "LocalHost"])
  func acceptsAddressesOfThisMachineOnly(host: String) throws {
    _ = try LoopbackAddress(host: host, port: 0, allowNonLoopback: false)
  }

  @Test(arguments: [
    "0.0.0.0", "128.0.0.1", "::", "::ffff:127.0.0.1", "192.168.1.5", "127.0.0.1.example.org", "127.1", "",
  ])
  func refusesWhatOtherMachinesCouldReach(host: String) {
    #expect(throws: LoopbackError.hostNotLoopback(host)) {
      try LoopbackAddress(host: host, port: 0, allowNonLoopback: false)
    }
  }

  @Test func acceptsOtherAddressesWhenAllowed() throws {
    #expect(try LoopbackAddress(host: "0.0.0.0", port: 0, allowNonLoopback: true).host == "0.0.0.0")
  }

  @Test(arguments: [-1, 65536, Int.max]) func refusesWhatIsNoPort(port: Int) {
    #expect(throws: LoopbackError.portOutOfRange(port)) {
      try LoopbackAddress(host: "127.0.0.1", port: port, allowNonLoopback: false)
    }
  }

  @Test(arguments: [
    ("127.0.0.1", "http://127.0.0.1:80"), ("localhost", "http://127.0.0.1:80"), ("::1", "http://[::1]:80"),
  ])
  func writesAURL(host: String, url: String) throws {
    #expect(try LoopbackAddress(host: host, port: 0, allowNonLoopback: false).url(port: 80) == url)
  }

  @Test func writesAURLOfTheGivenScheme() throws {
    let address = try LoopbackAddress(host: "::1", port: 0, allowNonLoopback: false)
    #expect(address.url("https", port: 8443) == "https://[::1]:8443")
  }
}
