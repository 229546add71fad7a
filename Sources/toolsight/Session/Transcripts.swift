import EvalCore
import Synchronization

/// Gathers a run's transcripts from the runner's tasks.
final class Transcripts: Sendable {
  private let gathered: Mutex<[Transcript]>

  init(_ kept: [Transcript]) { gathered = Mutex(kept) }

  var all: [Transcript] { gathered.withLock(\.self) }

  func append(_ transcript: Transcript) {
    gathered.withLock { $0.append(transcript) }
  }
}
