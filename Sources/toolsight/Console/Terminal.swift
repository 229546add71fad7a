import Foundation
import Models
import OrderedJSON
import Synchronization

/// Standard output and standard error: machine output on the one, progress and diagnostics on the other.
///
/// Whatever is printed is redacted, and in GitHub Actions nothing in it is a workflow command, because models, servers and
/// authors wrote parts of it. What cannot be written is remembered in ``loss``.
enum Terminal {
  static func write(_ text: String) {
    put(inGitHub(text) { $0.withoutWorkflowCommands }.withLineEnd, to: STDOUT_FILENO)
  }

  static func write(_ json: JSON) { write(json: json.pretty()) }

  /// JSON text, whose values stay what they are.
  static func write(json text: String) {
    put(inGitHub(text) { $0.withEscapedWorkflowCommands }.withLineEnd, to: STDOUT_FILENO)
  }

  /// A suite's text, whose values stay what they are.
  static func write(suite text: String) {
    put(inGitHub(text) { $0.withEscapedOldCommands }.withLineEnd, to: STDOUT_FILENO)
  }

  static func complain(_ text: String) { show(text.withLineEnd) }

  /// Text without an end of its own, on standard error.
  static func show(_ text: String) { put(inGitHub(text) { $0.withoutWorkflowCommands }, to: STDERR_FILENO) }

  /// A workflow command of our own.
  static func command(_ line: String) { put(line.withLineEnd, to: STDERR_FILENO) }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal that standard output is; `COLUMNS` where it is none, else 100.
  static var width: Int { width(of: STDOUT_FILENO) }
  static var errorWidth: Int { width(of: STDERR_FILENO) }

  private static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 100
  }

  // MARK: What is lost

  /// Why a stream could not be written, by its descriptor: an error number. Shared by all tasks, hence the lock.
  private static let failures = Mutex<[Int32: Int32]>([:])

  /// Why something that was to be printed is lost; nil where nothing is. A reader who has gone (`toolsight … | head`) wants
  /// no more, and who closes standard error wants none of it.
  static var loss: String? {
    let wanted = failures.withLock { $0.filter { $0.value != EPIPE && ($0.key, $0.value) != (STDERR_FILENO, EBADF) } }
    return wanted.min { $0.key < $1.key }.map { descriptor, code in
      "standard \(descriptor == STDOUT_FILENO ? "output" : "error") cannot be written: \(String(cString: strerror(code)))"
    }
  }

  /// Opens closed streams on nothing, so that no file gets their numbers and what is printed.
  static func occupyClosedStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
      // Nothing is lost where nobody reads.
      if descriptor != STDIN_FILENO { failures.withLock { $0[descriptor] = EBADF } }
    }
  }

  private static func put(_ text: String, to descriptor: Int32) {
    guard failures.withLock({ $0[descriptor] }) == nil else { return }
    var text = Redactor.ofEnvironment.redact(text)
    let code = text.withUTF8 { ByteStream(descriptor).write($0) }
    if code != 0 { failures.withLock { $0[descriptor] = code } }
  }

  private static func inGitHub(_ text: String, _ disarm: (String) -> String) -> String {
    GitHubWorkflow.current == nil ? text : disarm(text)
  }
}

extension String {
  fileprivate var withLineEnd: String { utf8.last == UInt8(ascii: "\n") ? self : self + "\n" }
}
