import Foundation

/// A program under way; only ``Program`` starts one, and sees to it that it ends.
final class RunningProgram {
  /// Where its standard output goes.
  enum Output {
    case file
    /// Nobody reads, as after `| head`.
    case closedPipe
    case terminal
    /// A terminal for standard error, a file for standard output.
    case errorTerminal
    /// A disk without room.
    case full
  }

  /// Why the system did not start the program.
  struct StartError: Error {
    let path: String
    let code: Int32
  }

  private let id: pid_t
  private let outputFile: String
  private let errorFile: String
  private let terminal: PseudoTerminal?
  private let isErrorTerminal: Bool

  init(
    _ path: String, _ arguments: [String], in workplace: Workplace, _ folder: String = "",
    environment: [String: String],
    to output: Output
  ) throws {
    let number = UUID().uuidString
    outputFile = workplace.beside("\(number).out")
    errorFile = workplace.beside("\(number).err")
    terminal = [.terminal, .errorTerminal].contains(output) ? try PseudoTerminal() : nil
    isErrorTerminal = output == .errorTerminal
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    let errors = isErrorTerminal ? terminal?.name : nil
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, errors ?? errorFile, O_WRONLY | O_CREAT | O_NOCTTY, 0o600)
    let file = (isErrorTerminal ? nil : terminal?.name) ?? (output == .full ? "/dev/full" : outputFile)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, file, O_WRONLY | O_CREAT | O_NOCTTY, 0o600)
    var pipe: [Int32] = [-1, -1]
    if output == .closedPipe {
      guard Glibc.pipe(&pipe) == 0 else { throw StartError(path: path, code: errno) }
      for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      close(pipe[0])
      posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
    }
    defer { if pipe[1] >= 0 { close(pipe[1]) } }
    // The shell goes to the folder and becomes the program.
    let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", "\(workplace.path)/\(folder)", path] + arguments
    id = try Self.spawn(words, environment, &actions)
  }

  private static func spawn(
    _ words: [String], _ environment: [String: String], _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads that tests run on block signals, and a program would inherit that.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var id: pid_t = 0
    let arguments = words.map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in arguments + variables { free(text) } }
    let code = posix_spawn(&id, words[0], &actions, &attributes, arguments + [nil], variables + [nil])
    guard code == 0 else { throw StartError(path: words[0], code: code) }
    return id
  }

  func send(_ signal: Int32) { kill(id, signal) }

  /// What it has said on standard output so far, where that is a file.
  var output: String { Self.text(outputFile) }

  /// What it has said on standard error so far.
  var errors: String { Self.text(errorFile) }

  /// Waits for its end, or kills it when `limit` is over.
  func end(within limit: Duration) async -> Program.Ended {
    let deadline = ContinuousClock.now + limit
    var status: Int32 = 0
    var isLate = false
    while waitpid(id, &status, WNOHANG) == 0 {
      terminal?.read()
      if !isLate, ContinuousClock.now > deadline {
        isLate = true
        send(SIGKILL)
      }
      // A cancelled test sleeps no more, but the program has to be waited for all the same.
      if (try? await Task.sleep(for: .milliseconds(10))) == nil { usleep(10_000) }
    }
    terminal?.read()
    let way = status & 0x7F == 0 ? Program.Ended.Way.code((status >> 8) & 0xFF) : .signal(status & 0x7F)
    return Program.Ended(
      way: isLate ? .late : way, output: isErrorTerminal ? output : terminal?.text ?? output,
      errors: isErrorTerminal ? terminal?.text ?? "" : errors)
  }

  private static func text(_ file: String) -> String {
    String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
  }
}
