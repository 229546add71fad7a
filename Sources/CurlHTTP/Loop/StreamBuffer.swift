import Synchronization

/// The bytes between the loop, which fills it, and the one reader of a stream, which empties it.
///
/// A lock because exactly these two share it; the loop pauses the transfer while it is full.
final class StreamBuffer: Sendable {
  typealias Chunk = Result<[UInt8]?, CurlFailure>

  /// Bytes that may wait for the reader before the server has to.
  private static let capacity = 256 * 1_024

  private struct State {
    var pending: [UInt8] = []
    var isPaused = false
    var end: Result<Void, CurlFailure>?
    var reader: CheckedContinuation<Chunk, Never>?
  }

  private let state = Mutex(State())

  var hasEnded: Bool { state.withLock { $0.end != nil } }

  /// Takes the bytes, or says false: then nothing was taken and the transfer pauses until ``take(for:)`` says so.
  func offer(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let (isTaken, reader) = state.withLock { state -> (Bool, CheckedContinuation<Chunk, Never>?) in
      if let reader = state.reader.take() { return (true, reader) }
      guard state.pending.count < Self.capacity else {
        state.isPaused = true
        return (false, nil)
      }
      state.pending.append(contentsOf: bytes)
      return (true, nil)
    }
    reader?.resume(returning: .success(Array(bytes)))
    return isTaken
  }

  /// The first end stays; bytes that came before it are still read.
  func finish(_ end: Result<Void, CurlFailure>) {
    let reader = state.withLock { state -> CheckedContinuation<Chunk, Never>? in
      if state.end == nil { state.end = end }
      return state.reader.take()
    }
    reader?.resume(returning: end.map { nil })
  }

  /// Gives the reader what is there, at once or when it comes; true where the transfer must go on for more to come.
  func take(for reader: CheckedContinuation<Chunk, Never>) -> Bool {
    let (chunk, wasPaused) = state.withLock { state -> (Chunk?, Bool) in
      if !state.pending.isEmpty {
        defer { (state.pending, state.isPaused) = ([], false) }
        return (.success(state.pending), state.isPaused)
      }
      if let end = state.end { return (end.map { nil }, false) }
      precondition(state.reader == nil, "a stream has one reader at a time")
      state.reader = reader
      return (nil, false)
    }
    if let chunk { reader.resume(returning: chunk) }
    return wasPaused
  }
}
