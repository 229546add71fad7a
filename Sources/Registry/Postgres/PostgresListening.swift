import Foundation
import Synchronization

/// Waits for what a server tells of changes, on a connection and a thread of its own, because waiting for a socket blocks.
///
/// A class because the thread and who ends it share the one flag.
final class PostgresListening: Sendable {
  private let urls: [String]
  private let library: LibPQ
  private let isOver = Atomic(false)

  /// In milliseconds: how soon the end is noticed, and how long a lost server is left alone.
  private static let patience: Int32 = 200

  init(_ urls: [String], _ library: LibPQ) { (self.urls, self.library) = (urls, library) }

  func end() { isOver.store(true, ordering: .relaxed) }

  /// Everything that is written after the return is told, in time.
  func start(_ tell: @escaping @Sendable () -> Void) {
    // Handed to the thread, and used by nobody else.
    nonisolated(unsafe) let first = try? connected()
    Thread { self.listen(on: first, tell) }.start()
  }

  private func listen(on first: PostgresConnection?, _ tell: () -> Void) {
    var connection = first
    while !isOver.load(ordering: .relaxed) {
      do {
        if let connection {
          if try connection.wasNotified(within: Self.patience) { tell() }
        } else {
          connection = try connected()
          // What happened meanwhile nobody has told.
          tell()
        }
      } catch {
        connection = nil
        Thread.sleep(forTimeInterval: Double(Self.patience) / 1000)
      }
    }
  }

  private func connected() throws(RegistryFailure) -> PostgresConnection {
    let made = try PostgresStore.connect(urls, library) { _ in }
    _ = try made.rows("LISTEN \(RegistrySchema.name)", [])
    return made
  }
}
