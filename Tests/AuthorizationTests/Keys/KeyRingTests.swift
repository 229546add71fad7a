import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import Authorization

struct KeyRingTests {
  private let issuer = SampleIssuer(StubKeys.set("one"))

  private func ring(freshFor: TimeInterval = 3600, pause: TimeInterval = 60) -> KeyRing {
    KeyRing(
      issuer.source(freshFor: freshFor, pause: pause), read: StubKeys.reader, now: { [issuer] in issuer.time.value },
      log: { [issuer] line in issuer.log.update { $0.append(line) } })
  }

  private func header(_ id: String) throws -> TokenHeader { try TokenHeader(["alg": "ES256", "kid": .string(id)]) }

  private func names(_ ring: KeyRing, _ id: String) async throws -> [String?] {
    try await ring.keys(for: try header(id)).map(\.id)
  }

  @Test func readsTheKeysOnceForMany() async throws {
    let ring = ring()
    try await withThrowingTaskGroup(of: [String?].self) { group in
      for _ in 0..<50 { group.addTask { try await names(ring, "one") } }
      for try await found in group { #expect(found == ["one"]) }
    }
    #expect(issuer.reads.value == 1)
  }

  @Test func findsAKeyThatTheIssuerHasTurnedTo() async throws {
    let ring = ring()
    #expect(try await names(ring, "one") == ["one"])
    issuer.published.update { $0 = StubKeys.set("one", "two") }
    issuer.time.update { $0 += 60 }
    #expect(try await names(ring, "two") == ["two"])
    #expect(issuer.reads.value == 2)
  }

  /// Whoever invents names of keys has the issuer asked once a minute and no more.
  @Test func asksOnceAMinuteHoweverManyNamesAreInvented() async throws {
    let ring = ring()
    for second in 0..<180 {
      issuer.time.update { $0 = SampleToken.now.addingTimeInterval(TimeInterval(second)) }
      for name in 0..<20 { #expect(try await names(ring, "\(second)-\(name)") == []) }
    }
    #expect(issuer.reads.value == 3)
    #expect(try await names(ring, "one") == ["one"])
  }

  @Test func looksAgainWhenTheKeysHaveGrownOld() async throws {
    let ring = ring()
    _ = try await names(ring, "one")
    issuer.time.update { $0 += 3600 }
    _ = try await names(ring, "one")
    #expect(issuer.reads.value == 2)
  }

  @Test func usesTheKeysOfBeforeWhereTheNewOnesCannotBeRead() async throws {
    let ring = ring()
    _ = try await names(ring, "one")
    for broken in [nil, Array("<html>".utf8)] {
      issuer.published.update { $0 = broken }
      issuer.time.update { $0 += 3600 }
      #expect(try await names(ring, "one") == ["one"])
    }
    #expect(issuer.log.value.count == 2)
    #expect(issuer.log.value.allSatisfy { $0.hasSuffix("the keys of before are used on") })
  }

  @Test func asksAgainSoonWhereItHasNoKeysAtAll() async throws {
    issuer.published.update { $0 = nil }
    let ring = ring()
    for _ in 0..<10 { await #expect(throws: AuthorizationRefusal.self) { try await names(ring, "one") } }
    #expect(issuer.reads.value == 1)
    issuer.published.update { $0 = StubKeys.set("one") }
    issuer.time.update { $0 += 5 }
    #expect(try await names(ring, "one") == ["one"])
  }

  @Test func isNotStoppedByAClockThatWasSetBack() async throws {
    let ring = ring()
    _ = try await names(ring, "one")
    issuer.published.update { $0 = StubKeys.set("two") }
    issuer.time.update { $0 -= 86400 }
    #expect(try await names(ring, "two") == ["two"])
  }

  @Test func readsAFileThatHasChangedWithinASecond() async throws {
    let folder = try TemporaryFolder()
    try folder.write(StubKeys.set("one"), to: "keys.json")
    let ring = KeyRing(
      .file(folder.file("keys.json")), read: StubKeys.reader, now: { [issuer] in issuer.time.value }, log: { _ in })
    #expect(try await names(ring, "one") == ["one"])
    try folder.write(StubKeys.set("two"), to: "keys.json")
    issuer.time.update { $0 += 1 }
    #expect(try await names(ring, "one") == [])
    #expect(try await names(ring, "two") == ["two"])
  }
}
