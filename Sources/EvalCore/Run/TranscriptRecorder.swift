/// Keeps transcripts; a trial counts as done when ``record(_:)`` has returned.
package protocol TranscriptRecorder: Sendable {
  func record(_ transcript: Transcript) async throws
}
