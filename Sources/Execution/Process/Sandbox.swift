import CSandbox
import Foundation

/// What a child process has to get by with.
struct SandboxLimits: Sendable {
  /// Bytes of address space of each process.
  var memory: Int
  /// Of CPU time, of each process.
  var seconds: Int
  /// Bytes that it may write to its folder; without namespaces, to each file.
  var storage = 64 << 20
  /// At a time, threads among them.
  var processes = 32
}

/// A program in a sandbox, with pipes at its three descriptors; for use by one thread, which has to ``end()`` it.
final class Sandbox {
  private(set) var input: Int32
  let output: Int32
  let errors: Int32
  /// Gives one ``Report``.
  let report: Int32
  private let lifeline: Int32
  private let watcher: pid_t
  private let isIsolated: Bool
  private var hasEnded = false

  /// Why a program did not become one, or how it ended.
  enum Report: Sendable, Hashable {
    /// With the system's error.
    case failed(Stage, Int32)
    case ended(code: Int32)
    case killed(signal: Int32)
  }

  enum Stage: Sendable, Hashable { case resources, namespaces, limits, program }

  struct StartError: Error {
    let stage: Stage
    let error: Int32
  }

  /// - Parameters:
  ///   - command: the absolute path of a program, and its arguments.
  ///   - environment: all that it gets.
  ///   - folder: absolute, and empty.
  ///   - onlyTries: whether all is made ready, and the program then only looked at.
  init(
    _ command: [String], environment: [String: String], folder: String, limits: SandboxLimits, isIsolated: Bool,
    onlyTries: Bool = false
  ) throws(StartError) {
    var child = csandbox_child()
    let started = Self.withCStrings(command) { arguments in
      Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        folder.withCString { folder in
          var request = csandbox_request(
            program: arguments[0], arguments: arguments, environment: variables, directory: folder,
            memory: UInt64(limits.memory), storage: UInt64(limits.storage), seconds: UInt64(limits.seconds),
            processes: UInt64(limits.processes), user: ProcessUser.child.user, group: ProcessUser.child.group,
            is_isolated: isIsolated ? 1 : 0, only_tries: onlyTries ? 1 : 0)
          return csandbox_start(&request, &child)
        }
      }
    }
    guard started.stage == 0 else { throw StartError(stage: Stage(started.stage), error: started.value) }
    (input, output, errors, report) = (child.input, child.output, child.errors, child.report)
    (lifeline, watcher, self.isIsolated) = (child.lifeline, child.id, isIsolated)
    for end in [input, output, errors, report] { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) }
  }

  /// Says that no more input comes.
  func closeInput() {
    close(input)
    input = -1
  }

  /// Kills what is left of the program and of all that it started, and waits until it is gone.
  func end() {
    guard !hasEnded else { return }
    hasEnded = true
    // The watcher of a namespace takes all in it along; without one it kills them, for which it has to live.
    if isIsolated { kill(watcher, SIGKILL) }
    for end in [input, output, errors, lifeline] where end >= 0 { close(end) }
    while waitpid(watcher, nil, 0) < 0, errno == EINTR {}
    close(report)
  }

  deinit { end() }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}

extension Sandbox.Report {
  /// From the bytes of a report; nil where they are none.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count >= MemoryLayout<csandbox_report>.size else { return nil }
    let report = Array(bytes).withUnsafeBytes { $0.loadUnaligned(as: csandbox_report.self) }
    guard report.stage == CSANDBOX_ENDED.rawValue else {
      self = .failed(Sandbox.Stage(report.stage), report.value)
      return
    }
    let signal = report.value & 0x7F
    self = signal == 0 ? .ended(code: (report.value >> 8) & 0xFF) : .killed(signal: signal)
  }
}

extension Sandbox.Stage {
  fileprivate init(_ stage: Int32) {
    switch UInt32(stage) {
    case CSANDBOX_PIPES.rawValue: self = .resources
    case CSANDBOX_NAMESPACES.rawValue, CSANDBOX_MOUNTS.rawValue: self = .namespaces
    case CSANDBOX_PROGRAM.rawValue: self = .program
    default: self = .limits
    }
  }
}

/// Whom children run as: this process's user, but nobody in place of root, where this system's root may become nobody.
enum ProcessUser {
  static let child: (user: uid_t, group: gid_t) =
    geteuid() == 0 && knows(nobody, "uid_map") && knows(nobody, "gid_map") ? (nobody, nobody) : (geteuid(), getegid())

  private static let nobody: uid_t = 65534

  /// Whether a number is one of the users or groups that there are here: some containers have few.
  private static func knows(_ id: uid_t, _ map: String) -> Bool {
    let lines = (try? String(contentsOfFile: "/proc/self/\(map)", encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.contains { line in
      let numbers = line.split(separator: " ").compactMap { Int($0) }
      return numbers.count == 3 && (numbers[0]..<numbers[0] + numbers[2]).contains(Int(id))
    }
  }

  /// How many processes and threads the user has, as far as one can see.
  static func countProcesses() -> Int {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.filter { $0.allSatisfy(\.isNumber) }.reduce(0) { count, id in
      var status = stat()
      guard stat("/proc/\(id)/task", &status) == 0, status.st_uid == child.user else { return count }
      return count + max(1, Int(status.st_nlink) - 2)
    }
  }
}
