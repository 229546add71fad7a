import Models
import Synchronization

/// Keeps the pauses that retries ask for, and takes none.
final class Pauses: Sendable {
  private let taken = Mutex<[Duration]>([])

  var all: [Duration] { taken.withLock(\.self) }

  func retries(budget: Double = 50) -> Retries {
    Retries(budget: budget) { [self] pause in taken.withLock { $0.append(pause) } }
  }
}
