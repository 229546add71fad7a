import Testing

@testable import EvalCore

@Suite struct VersionRangeTests {
  private static let versions = ["0.2.0", "0.2.5", "0.3.0", "1.0.0", "2.0.0", "2.1.0", "2.1.3", "2.10.0", "3.0.0"]
    .compactMap { ToolVersion($0) }

  @Test(arguments: [
    ("latest", "3.0.0"), ("2", "2.10.0"), ("2.1", "2.1.3"), ("2.1.0", "2.1.0"), ("^2", "2.10.0"), ("^2.1", "2.10.0"),
    ("^2.1.4", "2.10.0"), ("^0.2", "0.2.5"), ("^0.2.1", "0.2.5"), ("^0", "0.3.0"), ("0.2", "0.2.5"),
  ])
  func meansTheNewestThatFits(text: String, newest: String) throws {
    #expect(try #require(VersionRange(text)).newest(of: Self.versions) == ToolVersion(newest))
  }

  @Test(arguments: ["4", "^4", "2.2", "2.1.4", "^0.2.6"]) func mayFitNothing(text: String) throws {
    #expect(try #require(VersionRange(text)).newest(of: Self.versions) == nil)
  }

  @Test(arguments: ["", "^", "v2", "2.", ".2", "2.1.0.0", "2.x", "~2", ">=2", "newest", "1234567", "-1", "²"])
  func refusesWhatIsNoRange(text: String) { #expect(VersionRange(text) == nil) }

  @Test(arguments: [("2", "2.0.0"), ("2.1", "2.1.0"), ("02.1", "2.1.0"), ("2.1.3", "2.1.3")])
  func writesAllThreeNumbers(text: String, written: String) { #expect(ToolVersion(text)?.description == written) }
}

@Suite struct RegistryReferenceTests {
  @Test(arguments: [
    ("registry:tracker", "latest", nil), ("tracker@2", "2", nil), ("registry:tracker@^2.1", "^2.1", nil),
    ("registry:tracker?tenant=acme", "latest", "acme"), ("registry:tracker@2.1.0?tenant=a-b.c", "2.1.0", "a-b.c"),
  ])
  func readsNameVersionAndTenant(text: String, range: String, tenant: String?) throws {
    let reference = try RegistryReference(parsing: text)
    #expect(reference.name == "tracker" && reference.range.text == range && reference.tenant == tenant)
    #expect(reference.text == text)
  }

  @Test(arguments: [
    ("registry:", "expected a name"), ("registry:a/b", "found 'a/b'"), ("registry:-x", "found '-x'"),
    ("registry:t@", "expected a version"), ("registry:t@v2", "found 'v2'"), ("registry:t@2@3", "found '2@3'"),
    ("registry:t?tenant=", "expected '?tenant=NAME'"), ("registry:t?team=a", "found '?team=a'"),
    ("registry:t?tenant=a&b=c", "expected '?tenant=NAME'"),
  ])
  func saysWhatIsWrong(text: String, said: String) {
    let error = #expect(throws: RegistryReferenceError.self) { try RegistryReference(parsing: text) }
    #expect(error?.message.contains(said) == true, "\(error?.message ?? "")")
  }

  @Test func isWrittenAsItIsRead() throws {
    let reference = RegistryReference(name: "tracker", range: VersionRange("^2")!, tenant: "acme")
    #expect(try RegistryReference(parsing: reference.text) == reference)
    #expect(RegistryReference(name: "tracker").text == "registry:tracker")
  }
}
