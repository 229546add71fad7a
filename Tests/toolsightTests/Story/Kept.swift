import EvalCore
import Synchronization

/// Keeps transcripts in memory; the runner's tasks write at the same time, hence the lock.
final class Kept: TranscriptRecorder {
  private let all = Mutex<[Transcript]>([])
  var transcripts: [Transcript] { all.withLock(\.self) }

  func record(_ transcript: Transcript) async throws { all.withLock { $0.append(transcript) } }
}
