import EvalCore
import Synchronization

/// Gathers a run's transcripts from the runner's tasks.
final class Transcripts: Sendable {
  private let gathered: Mutex<[Transcript]>

  /// - Parameter total: how many there will be.
  init(_ kept: [Transcript], of total: Int) {
    var transcripts = kept
    transcripts.reserveCapacity(total)
    gathered = Mutex(transcripts)
  }

  var all: [Transcript] { gathered.withLock(\.self) }

  func append(_ transcript: Transcript) {
    gathered.withLock { $0.append(transcript) }
  }
}
