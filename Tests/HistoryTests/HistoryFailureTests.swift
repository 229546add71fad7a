import GRDB
import Testing

@testable import History

@Suite struct HistoryFailureTests {
  @Test(arguments: [
    (ResultCode.SQLITE_NOTADB, HistoryFailure.Code.notADatabase), (.SQLITE_FULL, .full), (.SQLITE_BUSY, .locked),
    (.SQLITE_READONLY, .readOnly), (.SQLITE_READONLY_DBMOVED, .readOnly), (.SQLITE_CANTOPEN, .cannotOpen),
    (.SQLITE_CORRUPT, .damaged), (.SQLITE_IOERR_WRITE, .database), (.SQLITE_MISUSE, .database),
  ])
  func saysWhatAnErrorOfSQLiteMeansAndWhatToDo(code: ResultCode, expected: HistoryFailure.Code) {
    let failure = HistoryFailure(DatabaseError(resultCode: code, message: "why"), at: "h.sqlite")
    #expect(failure.code == expected)
    #expect(failure.message.contains("'h.sqlite'"))
    #expect(!failure.fix.isEmpty)
  }

  @Test func keepsAFailureThatCameThroughGRDB() {
    let failure = HistoryFailure(.doubledRun, "expected this", fix: "do that")
    #expect(HistoryFailure(failure, at: "h.sqlite") == failure)
    #expect(failure.description == "expected this\n  fix: do that")
  }

  @Test(arguments: HistoryFailure.Code.allCases)
  func blamesTheRequestForNamesAndFilesAlone(code: HistoryFailure.Code) {
    let words = ["Run", "Name", "Baseline", "Variant", "Export", "Content"]
    let isNamed = words.contains { code.rawValue.hasSuffix($0) } && code != .doubledRun
    #expect(code.concernsTheRequest == isNamed)
  }
}
