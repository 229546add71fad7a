import Foundation

/// Why a file cannot be written, as the system said it, and what mends that.
package struct UnwritableFile: Error {
  package let code: Int32

  package init(_ code: Int32) { self.code = code }

  /// What the system said last.
  package init() { self.init(errno) }

  /// Whoever named the file did nothing wrong: the disk is full or broken.
  package var isTheDisks: Bool { [ENOSPC, EDQUOT, EFBIG, EIO].contains(code) }

  package var reason: String { String(cString: strerror(code)) }

  /// - Parameter otherwise: a way that is open whatever the reason is, e.g. `name another file with --record`.
  package func fix(or otherwise: String) -> String { (remedy.map { "\($0), or " } ?? "") + otherwise }

  private var remedy: String? {
    switch code {
    case ENOSPC, EDQUOT, EFBIG: "make room"
    case EACCES, EPERM: "check who may write there"
    default: nil
    }
  }
}
