import EvalCore
import Foundation
import TestSupport
import Testing

@testable import Registry

@Suite(
  .enabled(
    if: PostgresServer.isInstalled,
    "needs pg_virtualenv, PostgreSQL and libpq5 (apt-get install postgresql postgresql-common)"),
  PostgresServerTrait(), .timeLimit(.minutes(5)))
struct PostgresStoreTests {
  private let server: PostgresServer
  private let url: String
  private let remarks = Box<[String]>([])

  init() throws {
    server = try #require(PostgresServer.current)
    url = try server.database()
  }

  private func open(_ urls: String...) throws -> Registry {
    try Registry.open(RegistryAddress((urls.isEmpty ? [url] : urls).joined(separator: " "))) { [remarks] remark in
      remarks.update { $0.append(remark) }
    }
  }

  private func reference(_ text: String) throws -> RegistryReference { try RegistrySample.reference(text) }

  @Test func keepsWhatSQLiteKeeps() throws {
    let folder = try TemporaryFolder()
    let registries = [try open(), try RegistrySample.open(folder)]
    let ana = RegistrySignature("ana", at: Date(timeIntervalSince1970: 0))
    for registry in registries {
      try RegistrySample.fill(registry)
      _ = try registry.setEnabled(false, ToolAddress("get", of: reference("tracker@2.0?tenant=acme")), by: ana)
      _ = try registry.deprecate(
        ToolAddress("find", of: reference("tracker@2.0")), ToolDeprecation(since: "2027-01-01", replacement: "get"),
        by: ana)
    }
    for text in ["tracker", "tracker@2.0", "tracker@2.0?tenant=acme", "tracker@^1"] {
      #expect(try registries[0].set(reference(text)) == registries[1].set(reference(text)))
    }
    #expect(try registries[0].sets().map(\.version) == registries[1].sets().map(\.version))
    let kinds = try registries.map { try $0.history(of: "tracker").map { [$0.kind.rawValue, $0.tool, $0.author] } }
    #expect(kinds[0] == kinds[1])
    let failures = registries.map { registry in
      #expect(throws: RegistryFailure.self) { try registry.set(RegistrySample.reference("trackr")) }
    }
    #expect(failures[0] == failures[1])
  }

  @Test func aTextThatLooksLikeSQLIsAText() throws {
    let registry = try open()
    let hostile = "'); DROP TABLE tools; -- $1"
    let set = ToolSet(tools: [Made.tool(hostile)], instructions: hostile)
    _ = try registry.register(RegistrySample.new("1", set), by: RegistrySignature(hostile))
    #expect(try registry.set(reference("tracker")).tools.map(\.name) == [hostile])
    #expect(try registry.history(of: "tracker", tool: hostile).map(\.author) == [hostile])
  }

  @Test func writersAtOnceLoseNothing() async throws {
    let url = url
    // They meet in the migration of the empty database, too.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          // On threads of their own: who waits for the others' lock would keep the tasks of other tests waiting.
          try await onThread {
            let registry = try Registry.open(RegistryAddress(url))
            for version in 1...5 {
              let new = RegistrySample.new("\(version)", name: "set-\(writer)")
              _ = try registry.register(new, by: RegistrySignature("writer-\(writer)"))
              _ = try registry.register(
                RegistrySample.new("\(version)", name: "same"), by: RegistrySignature("\(writer)"))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let registry = try open()
    #expect(try registry.sets().count == 25)
    // Whoever came first registered it, and the others found it so.
    #expect(try registry.history(of: "same").count == 10)
  }

  @Test func aLostConnectionIsMadeAgainAndSaid() throws {
    let registry = try open()
    try RegistrySample.fill(registry)
    try PostgresServer.terminateOthers(at: url)
    #expect(try registry.sets().count == 4)
    try PostgresServer.terminateOthers(at: url)
    _ = try registry.setEnabled(
      false, ToolAddress("get", of: reference("tracker@2.0")), by: RegistrySignature("ana"))
    #expect(try registry.set(reference("tracker@2.0")).tools.map(\.isEnabled) == [true, false])
    #expect(
      remarks.value.count == 2 && remarks.value.allSatisfy { $0.hasSuffix("; connected again") }, "\(remarks.value)")
  }

  @Test func aServerThatIsGoneIsReplacedByTheNext() throws {
    let registry = try open(PostgresServer.closed(url), url)
    try RegistrySample.fill(registry)
    #expect(try registry.sets().count == 4)
    #expect(remarks.value.count == 1 && remarks.value[0].contains("is asked instead"), "\(remarks.value)")
  }

  @Test func severalHostsOfOneURLAreTriedInTurn() throws {
    let port = try PostgresServer.freePort()
    let hosts = url.replacing(#/@([^\/]+)/#) { "@127.0.0.1:\(port),\($0.1)" }
    try RegistrySample.fill(try open(hosts + "?target_session_attrs=read-write"))
    #expect(try open().sets().count == 4)
  }

  @Test func aServerThatOnlyReadsIsPassedOver() throws {
    let reading = try server.database()
    let name = try #require(reading.split(separator: "/").last)
    try PostgresServer.run("ALTER DATABASE \(name) SET default_transaction_read_only = on", at: reading)
    let wanted = "?target_session_attrs=read-write"
    try RegistrySample.fill(try open(reading + wanted, url + wanted))
    #expect(try open().sets().count == 4)
    let failure = try #require(throws: RegistryFailure.self) { try open(reading) }
    #expect(failure.code == .readOnly && failure.fix?.contains("target_session_attrs") == true)
  }

  @Test func aChangeIsToldAndAgainAfterTheListenersConnectionWasLost() async throws {
    let registry = try open()
    let reader = try open()
    var changes = reader.changes().makeAsyncIterator()
    try RegistrySample.fill(registry)
    #expect(await changes.next() != nil)
    try PostgresServer.terminateOthers(at: url)
    #expect(await changes.next() != nil)
    _ = try registry.register(RegistrySample.new("9"), by: RegistrySignature("ana"))
    #expect(await changes.next() != nil)
  }

  @Test func aPasswordIsInNoMessage() throws {
    let wrong = url.replacing(server.password, with: "hunter%32hunter")
    let unencoded = url.replacing(server.password, with: "hunter/hunter")
    for bad in [
      wrong, unencoded, try PostgresServer.closed(wrong), wrong + "?sslmode=nosuch", wrong + "?nosuch=1",
    ] {
      let failure = try #require(throws: RegistryFailure.self) { try open(bad) }
      #expect(failure.code == .cannotConnect)
      #expect(!failure.description.contains("hunter"), "\(failure)")
    }
  }

  @Test func aTextThatCannotBeKeptIsRefusedWhole() throws {
    let registry = try open()
    let set = ToolSet(tools: RegistrySample.tools.tools, instructions: "a\0b")
    let failure = try #require(throws: RegistryFailure.self) {
      try registry.register(RegistrySample.new("1", set), by: RegistrySignature("ana"))
    }
    #expect(failure.code == .unfitChange)
    #expect(try registry.sets() == [])
  }

  @Test func aNewerRegistryIsLeftAlone() throws {
    try open().close()
    try PostgresServer.run("UPDATE toolsight_registry.schema_version SET version = 99", at: url)
    #expect(try #require(throws: RegistryFailure.self) { try open() }.code == .newerSchema)
  }

  @Test func aStatementHasALimit() throws {
    let connection = try PostgresConnection(url, try LibPQ.require())
    #expect(try connection.rows("SHOW statement_timeout", []) == [["10s"]])
    _ = try connection.rows("SET statement_timeout = 1", [])
    let failure = try #require(throws: RegistryFailure.self) { try connection.rows("SELECT pg_sleep(60)", []) }
    #expect(failure.code == .timedOut)
  }
}
