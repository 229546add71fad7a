import Foundation
import OrderedJSON
import Synchronization

/// The callers of tokens that were verified a moment ago, so that a signature is checked once and not for each call.
///
/// A class, because the tasks of all requests share it.
final class VerifiedTokens: Sendable {
  private struct Entry {
    let caller: Caller
    /// When the token has to be verified again.
    let until: Date
  }

  /// By digest, so that no token can be read out of the memory of this table.
  private let entries = Mutex<[String: Entry]>([:])
  private let capacity: Int

  init(capacity: Int = 4096) { self.capacity = capacity }

  var count: Int { entries.withLock { $0.count } }

  static func digest(_ token: String) -> String { ContentDigest.sha256(token) }

  func caller(_ digest: String, at now: Date) -> Caller? {
    entries.withLock { entries in
      guard let entry = entries[digest] else { return nil }
      guard now < entry.until else {
        entries[digest] = nil
        return nil
      }
      return entry.caller
    }
  }

  /// Where the table is full, what has ended goes, and all of it where nothing has: only the issuer's own tokens come in
  /// here, and each that went costs no more than one check.
  func keep(_ caller: Caller, _ digest: String, until: Date, at now: Date) {
    entries.withLock { entries in
      if entries.count >= capacity { entries = entries.filter { now < $0.value.until } }
      if entries.count >= capacity { entries = [:] }
      entries[digest] = Entry(caller: caller, until: until)
    }
  }
}
