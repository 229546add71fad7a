import EvalCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Registry

@Suite struct SQLiteStoreTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("registry.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  @Test func aFileThatIsNotThereIsMadeForWhoWritesAlone() throws {
    let failure = try #require(throws: RegistryFailure.self) { try Registry.open(.file(path)) }
    #expect(failure.code == .noRegistry && failure.fix?.contains("registry import") == true)
    #expect(try folder.files == [])
    try Registry.open(.file(path), creates: true).close()
    #expect(try folder.files == ["registry.sqlite"])
    #expect(try Registry.open(.file(path)).sets() == [])
  }

  @Test func refusesADatabaseOfAnotherProgramAndANewerOne() throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE songs (title TEXT)") }
    let failure = try #require(throws: RegistryFailure.self) { try Registry.open(.file(path)) }
    #expect(failure.code == .notARegistry)
    let newer = folder.file("newer.sqlite")
    try Registry.open(.file(newer), creates: true).close()
    try DatabaseQueue(path: newer).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 9") }
    #expect(try #require(throws: RegistryFailure.self) { try Registry.open(.file(newer)) }.code == .newerSchema)
  }

  @Test func refusesAFileThatIsNoDatabase() throws {
    try folder.write(Data(repeating: 0x78, count: 5000), to: "registry.sqlite")
    #expect(try #require(throws: RegistryFailure.self) { try Registry.open(.file(path)) }.code == .notARegistry)
  }

  @Test func writersAtOnceLoseNothing() async throws {
    try Registry.open(.file(path), creates: true).close()
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let registry = try Registry.open(.file(path))
          for version in 1...5 {
            let new = RegistrySample.new("\(version)", name: "set-\(writer)")
            _ = try registry.register(new, by: RegistrySignature("writer-\(writer)"))
          }
          registry.close()
        }
      }
      try await group.waitForAll()
    }
    #expect(try Registry.open(.file(path)).sets().count == 40)
  }

  @Test func aTextThatLooksLikeSQLIsAText() throws {
    let registry = try Registry.open(.file(path), creates: true)
    let hostile = "'); DROP TABLE tools; -- $1 ?2"
    let set = ToolSet(tools: [Made.tool(hostile)], instructions: hostile)
    _ = try registry.register(RegistrySample.new("1", set), by: RegistrySignature(hostile))
    let stored = try registry.set(RegistrySample.reference("tracker"))
    #expect(stored.tools.map(\.name) == [hostile] && stored.instructions == hostile)
    #expect(try registry.history(of: "tracker", tool: hostile).map(\.author) == [hostile])
  }

  @Test(.timeLimit(.minutes(1))) func aChangeIsTold() async throws {
    let registry = try Registry.open(.file(path), creates: true)
    let reader = try Registry.open(.file(path))
    var changes = reader.changes().makeAsyncIterator()
    try RegistrySample.fill(registry)
    #expect(await changes.next() != nil)
  }
}
