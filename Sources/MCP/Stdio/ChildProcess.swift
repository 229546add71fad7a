import Foundation
import Synchronization

/// A program with pipes at its three descriptors, in a process group of its own; for use by one thread.
///
/// Whoever starts one ends it with ``end(grace:)``.
final class ChildProcess {
  let input: Descriptor
  let output: Descriptor
  let errors: Descriptor
  private let id: pid_t
  private var ending: Ending?

  /// How a program ended.
  enum Ending: Equatable, CustomStringConvertible {
    case code(Int32)
    case signal(Int32)

    var description: String {
      switch self {
      case .code(let code): "exit code \(code)"
      case .signal(let signal): "signal \(signal)"
      }
    }
  }

  /// Why the system did not start the program: `ENOENT` and its kin.
  struct StartError: Error {
    let code: Int32
    var reason: String { String(cString: strerror(code)) }
  }

  /// - Parameters:
  ///   - command: a path, or a name that is looked up in this process's `PATH`; no shell reads it.
  ///   - environment: all that the program gets.
  init(_ command: String, _ arguments: [String], environment: [String: String]) throws(StartError) {
    guard let input = Descriptor.pipe(), let output = Descriptor.pipe(), let errors = Descriptor.pipe() else {
      throw StartError(code: errno)
    }
    id = try Self.spawn(
      command, arguments, environment, [input.reading.number, output.writing.number, errors.writing.number])
    (self.input, self.output, self.errors) = (input.writing, output.reading, errors.reading)
    for end in [self.input, self.output, self.errors] { end.stopBlocking() }
  }

  private static func spawn(
    _ command: String, _ arguments: [String], _ environment: [String: String], _ descriptors: [Int32]
  ) throws(StartError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (standard, own) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, own, Int32(standard))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    prepare(&attributes)
    var id: pid_t = 0
    let code = withCStrings([command] + arguments) { argv in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
        Descriptor.spawning.withLock { _ in posix_spawnp(&id, command, &actions, &attributes, argv, envp) }
      }
    }
    guard code == 0 else { throw StartError(code: code) }
    return id
  }

  /// A group of its own, so that what the program starts ends with it; and the usual signals, whatever this process
  /// made of them.
  private static func prepare(_ attributes: inout posix_spawnattr_t) {
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}

extension ChildProcess {
  /// Ends the program as MCP asks: its input closes, then it is told to terminate, then it is killed, and what it
  /// started with it; each step waits for `grace`.
  @discardableResult
  func end(grace: Duration) -> Ending {
    if let ending { return ending }
    input.close()
    if !ends(within: grace) {
      kill(-id, SIGTERM)
      if !ends(within: grace) { kill(-id, SIGKILL) }
    }
    // What the program left behind goes too; the id is not given to another group before the program is waited for.
    while !ends(within: .seconds(1)) {}
    kill(-id, SIGKILL)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let ending = status & 0x7F == 0 ? Ending.code((status >> 8) & 0xFF) : .signal(status & 0x7F)
    self.ending = ending
    return ending
  }

  /// Reads on meanwhile, because a program that cannot write cannot end.
  private func ends(within limit: Duration) -> Bool {
    let deadline = ContinuousClock.now + limit
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !hasEnded {
      guard ContinuousClock.now < deadline else { return false }
      for end in [output, errors] where end.isOpen {
        if case .end = Reading(end.number, into: &buffer) { end.close() }
      }
      _ = Readiness.wait([], milliseconds: 5)
    }
    return true
  }

  /// Whether the program has ended; it is not waited for yet.
  private var hasEnded: Bool {
    var found = siginfo_t()
    return waitid(P_PID, id_t(id), &found, WEXITED | WNOHANG | WNOWAIT) != 0 || found.si_signo != 0
  }
}
