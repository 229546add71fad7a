import GRDB

/// A second connection to a history, which stands in a transaction of its own for as long as a test likes.
struct OtherProcess {
  private let queue: DatabaseQueue

  init(at path: String) throws {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  func startsWriting() async throws {
    try await queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE; UPDATE runs SET suite = 'half'") }
  }

  func givesUp() async throws {
    try await queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
  }
}
