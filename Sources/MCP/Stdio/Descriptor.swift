import Foundation
import Synchronization

/// An open file descriptor, closed at the latest with this object; for use by one thread.
final class Descriptor {
  let number: Int32
  private(set) var isOpen = true

  init(_ number: Int32) { self.number = number }

  deinit { close() }

  func close() {
    guard isOpen else { return }
    isOpen = false
    _ = Glibc.close(number)
  }

  /// The number, which is from now on the caller's to close.
  func handedOver() -> Int32 {
    isOpen = false
    return number
  }

  /// Both ends of a pipe that no child inherits; nil where the process has too many files open.
  static func pipe() -> (reading: Descriptor, writing: Descriptor)? {
    spawning.withLock { _ in
      var numbers: [Int32] = [0, 0]
      guard Glibc.pipe(&numbers) == 0 else { return nil }
      for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
      return (Descriptor(numbers[0]), Descriptor(numbers[1]))
    }
  }

  /// Held while a pipe is made and while a child is started: a child that starts between a pipe's two halves of making
  /// would keep it open, and nobody would ever read its end.
  static let spawning = Mutex(())

  /// Lets reads and writes return at once.
  func stopBlocking() { _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK) }
}

/// What a read brought.
package enum Reading {
  case bytes(ArraySlice<UInt8>)
  /// Nothing yet.
  case nothing
  case end

  package init(_ descriptor: Int32, into buffer: inout [UInt8]) {
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 {
      self = .bytes(buffer[..<count])
    } else {
      self = count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .end
    }
  }
}

/// Waits until one of several descriptors can be used.
package enum Readiness {
  /// - Parameters:
  ///   - milliseconds: negative to wait without end; a signal may end the wait early.
  /// - Returns: for each descriptor, whether it can be used or is broken; a negative one never can.
  package static func wait(_ awaited: [(descriptor: Int32, events: Int32)], milliseconds: Int) -> [Bool] {
    var polls = awaited.map { pollfd(fd: $0.descriptor, events: Int16(truncatingIfNeeded: $0.events), revents: 0) }
    let ready = poll(&polls, nfds_t(polls.count), Int32(clamping: milliseconds))
    return polls.map { ready > 0 && $0.revents != 0 }
  }
}
