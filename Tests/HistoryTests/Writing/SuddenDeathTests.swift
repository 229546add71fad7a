import EvalCore
import Foundation
import TestSupport
import Testing

@testable import History

@Suite struct SuddenDeathTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A process that is killed while 64 tasks record leaves every trial that was reported as recorded.
  @Test func keepsEveryRecordedTrialOfAKilledProcess() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try await recordUntilKilled(in: path)
    }
    let reported = try String(contentsOfFile: folder.file("reported"), encoding: .utf8)
    let numbers = Set(reported.split(separator: "\n").compactMap { Int($0) })
    #expect(numbers.count >= 300)
    let store = try HistoryStore.open(folder.file())
    let kept = try store.completedTrials("0123456789ab")
    #expect(numbers.isSubset(of: kept))
    let logged = Set(try store.callLog("0123456789ab").compactMap(\.trial))
    #expect(kept.isSubset(of: logged))
    #expect(try store.runs().first?.finishedAt == nil)
    #expect(try store.load("0123456789ab").transcripts.count == kept.count)
    let resumed = try store.resume("0123456789ab")
    for number in 0..<640 where !kept.contains(number) { try await resumed.record(Samples.transcript(number)) }
    #expect(try store.completedTrials("0123456789ab") == Set(0..<640))
  }

  @Test func anAbandonedStoreLosesNothing() async throws {
    do {
      let recorder = try HistoryStore.open(folder.file()).beginSample()
      try await recorder.record(Samples.transcript(0))
    }
    #expect(try HistoryStore.open(folder.file()).completedTrials("0123456789ab") == [0])
  }
}

/// Writes each number to a file after it has been recorded, and kills its own process at the 300th.
private func recordUntilKilled(in folder: String) async throws {
  let recorder = try HistoryStore.open(folder + "/history.sqlite").beginSample()
  let report = open(folder + "/reported", O_WRONLY | O_CREAT | O_APPEND, 0o600)
  try await withThrowingTaskGroup { group in
    for worker in 0..<64 {
      group.addTask {
        for number in worker * 10..<worker * 10 + 10 {
          recorder.log(Samples.entry(number))
          try await recorder.record(Samples.transcript(number))
          let line = "\(number)\n"
          _ = line.withCString { write(report, $0, line.utf8.count) }
        }
      }
    }
    group.addTask {
      while lseek(report, 0, SEEK_CUR) >= 0, (try lines(folder + "/reported")) < 300 { await Task.yield() }
      kill(getpid(), SIGKILL)
    }
    try await group.waitForAll()
  }
}

private func lines(_ path: String) throws -> Int {
  try Data(contentsOf: URL(fileURLWithPath: path)).count { $0 == UInt8(ascii: "\n") }
}
