import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

@Suite struct HistoryStoreTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func makesTheFileAndItsFolders() throws {
    let store = try HistoryStore.open(folder.file("a/b/history.sqlite"))
    #expect(try store.runs().isEmpty)
    try store.close()
    #expect(FileManager.default.fileExists(atPath: folder.file("a/b/history.sqlite")))
  }

  @Test func leavesASingleFileWhenClosed() async throws {
    let store = try HistoryStore.open(folder.file())
    try await store.beginSample().record(Samples.transcript(0))
    #expect(try folder.files == ["history.sqlite", "history.sqlite-shm", "history.sqlite-wal"])
    try store.close()
    #expect(try folder.files == ["history.sqlite"])
  }

  @Test(arguments: [(HistoryStore.Durability.normal, 1), (.full, 2)])
  func setsHowLongACommitWaits(sync: HistoryStore.Durability, synchronous: Int) throws {
    let store = try HistoryStore.open(folder.file(), sync: sync)
    #expect(try store.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == synchronous)
    #expect(try store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    #expect(try store.read { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") } == 1)
  }

  @Test func refusesAFileThatIsNoDatabase() throws {
    let text = Data(repeating: UInt8(ascii: "x"), count: 5000)
    try text.write(to: URL(fileURLWithPath: folder.file()))
    let failure = try #require(throws: HistoryFailure.self) { _ = try HistoryStore.open(folder.file()) }
    #expect(failure.code == .notADatabase)
    #expect(failure.fix.contains("--history FILE"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == text)
  }

  @Test func refusesADatabaseOfAnotherProgramAndLeavesItAlone() throws {
    try DatabaseQueue(path: folder.file()).write { try $0.execute(sql: "CREATE TABLE songs (title TEXT)") }
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
    let failure = try #require(throws: HistoryFailure.self) { _ = try HistoryStore.open(folder.file()) }
    #expect(failure.code == .notAHistory)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == before)
  }

  @Test func refusesAFolder() throws {
    let failure = try #require(throws: HistoryFailure.self) { _ = try HistoryStore.open(folder.path) }
    #expect(failure.code == .cannotOpen)
  }

  @Test func refusesAPathThroughAFile() throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder.file("taken")))
    let failure = try #require(throws: HistoryFailure.self) { _ = try HistoryStore.open(folder.file("taken/h.sqlite")) }
    #expect(failure.code == .cannotOpen)
    #expect(failure.message.contains("taken"))
  }

  @Test(.enabled(if: geteuid() != 0, "root may write to every file"))
  func saysThatAFileIsReadOnly() throws {
    try HistoryStore.open(folder.file()).close()
    chmod(folder.file(), 0o444)
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    let failure = try #require(throws: HistoryFailure.self) {
      let store = try HistoryStore.open(folder.file())
      _ = try store.beginSample()
    }
    #expect([.readOnly, .cannotOpen].contains(failure.code))
  }

  @Test func letsManyCreateOneHistoryAtTheSameMoment() async throws {
    try await withThrowingTaskGroup { group in
      for number in 0..<8 {
        group.addTask {
          let store = try HistoryStore.open(folder.file())
          let id = "00000000000" + String(number)
          try await store.beginSample(Samples.run(id)).record(Samples.transcript(0))
          try store.close()
        }
      }
      try await group.waitForAll()
    }
    let store = try HistoryStore.open(folder.file())
    #expect(try store.runs().map(\.doneTrials) == Array(repeating: 1, count: 8))
  }

  @Test func twoStoresOnOneFileKeepWhatBothRecord() async throws {
    let stores = [try HistoryStore.open(folder.file()), try HistoryStore.open(folder.file())]
    try await withThrowingTaskGroup { group in
      for (index, store) in stores.enumerated() {
        let recorder = try store.beginSample(Samples.run("aaaaaaaaaa0\(index)"))
        for number in 0..<50 { group.addTask { try await recorder.record(Samples.transcript(number)) } }
      }
      try await group.waitForAll()
    }
    #expect(try stores[0].completedTrials("aaaaaaaaaa01") == Set(0..<50))
    #expect(try stores[1].completedTrials("aaaaaaaaaa00") == Set(0..<50))
  }

  /// Prompts, arguments and answers stand in it in full, and in its journal.
  @Test func isItsOwnersAlone() throws {
    let store = try HistoryStore.open(folder.file("in/history.sqlite"))
    _ = try store.beginSample()
    for suffix in ["", "-wal", "-shm"] { #expect(try mode(of: "in/history.sqlite" + suffix) == 0o600) }
  }

  @Test(arguments: [(0o644, 0o600), (0o600, 0o600), (0o660, 0o660), (0o640, 0o640)])
  func tightensOnlyWhatNobodyChose(former: Int, expected: Int) throws {
    try HistoryStore.open(folder.file()).close()
    try FileManager.default.setAttributes([.posixPermissions: former], ofItemAtPath: folder.file())
    let store = try HistoryStore.open(folder.file())
    _ = try store.beginSample()
    for suffix in ["", "-wal", "-shm"] { #expect(try mode(of: "history.sqlite" + suffix) == expected) }
  }

  private func mode(of name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
  }

  @Test func readsWhatIsCommittedWhileAnotherWrites() async throws {
    let store = try HistoryStore.open(folder.file())
    try await store.beginSample().record(Samples.transcript(0))
    let other = try OtherProcess(at: folder.file())
    try await other.startsWriting()
    #expect(try store.runs().map(\.suite) == ["tracker"])
    try await other.givesUp()
  }

  @Test func saysThatAnotherProcessHoldsTheFile() async throws {
    let store = try HistoryStore.open(folder.file(), patience: 0.05)
    let recorder = try store.beginSample()
    let other = try OtherProcess(at: folder.file())
    recorder.log(Samples.entry(0))
    try await other.startsWriting()
    let failure = await #expect(throws: HistoryFailure.self) { try await recorder.record(Samples.transcript(0)) }
    #expect(failure?.code == .locked)
    try await other.givesUp()
    try await recorder.record(Samples.transcript(0))
    #expect(try store.callLog(recorder.runID).count == 1)
  }
}
