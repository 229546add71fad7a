import EvalCore
import Foundation

/// The git that is on the path, asked about a folder whose settings may be anybody's: it gets none of this process's keys,
/// and nothing in the repository makes it start a program or ask a network.
package enum Git {
  package struct Output: Sendable {
    package let bytes: [UInt8]
    /// The first line of what git complained about, without its `fatal:`; nil where it succeeded.
    package let complaint: String?
  }

  package struct Checkout: Equatable, Sendable {
    /// Its full name.
    package let commit: String
    /// Whether a file that git knows was changed since, or one of those asked about is not known to it.
    package let hasChanges: Bool

    package init(commit: String, hasChanges: Bool) { (self.commit, self.hasChanges) = (commit, hasChanges) }
  }

  /// Settings that name programs (git-config(1), `core.fsmonitor`, `core.hooksPath`), and one without which a folder inside of
  /// a repository could bring settings of its own (`safe.bareRepository`).
  private static let settings = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit"]
  /// What is missing in a partial clone is not fetched: remotes and their helpers are programs, too.
  private static let variables = [
    "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
    // What it says is looked at.
    "LC_ALL": "C",
  ]

  /// - Throws: where git cannot be started.
  package static func output(of arguments: [String], in folder: String) throws -> Output {
    try output(of: arguments, in: folder, with: [:])
  }

  /// What is checked out in a folder; nil outside of a repository, before the first commit and without git.
  ///
  /// Filters of the repository's own are left out, and so are changes inside of its submodules, which git would start another
  /// git for.
  ///
  /// - Parameter files: in the folder; the commit alone does not bring those back that git does not know.
  package static func checkout(of folder: String, for files: [String] = []) -> Checkout? {
    let list = ["config", "--list", "--null", "--name-only", "--show-scope"]
    guard let settings = try? output(of: list, in: folder), settings.complaint == nil else { return nil }
    let own = ownSettings(settings.bytes)
    // Every repository has some of its own, its format at least.
    guard !own.isEmpty else { return nil }
    let status = [
      "status", "--porcelain=v2", "--branch", "--no-ahead-behind", "--untracked-files=no", "--ignore-submodules=dirty",
    ]
    let state = try? output(of: status, in: folder, with: withoutFilters(own.filter { $0.hasPrefix("filter.") }))
    guard let state, state.complaint == nil,
      let checkout = Checkout(status: String(decoding: state.bytes, as: UTF8.self))
    else { return nil }
    guard !checkout.hasChanges, !files.isEmpty else { return checkout }
    let known = try? output(
      of: ["ls-files", "--error-unmatch", "--"] + files, in: folder, with: ["GIT_LITERAL_PATHSPECS": "1"])
    return Checkout(commit: checkout.commit, hasChanges: known?.complaint != nil)
  }

  private static func withoutFilters(_ settings: [String]) -> [String: String] {
    var overrides = ["GIT_CONFIG_COUNT": "0"]
    for (number, setting) in settings.enumerated() {
      overrides["GIT_CONFIG_KEY_\(number)"] = setting
      overrides["GIT_CONFIG_VALUE_\(number)"] = setting.hasSuffix(".required") ? "false" : ""
      overrides["GIT_CONFIG_COUNT"] = "\(number + 1)"
    }
    return overrides
  }

  /// The names of the settings that are the repository's.
  ///
  /// - Parameter list: scope and name by turns, a zero byte after each.
  private static func ownSettings(_ list: [UInt8]) -> [String] {
    let words = list.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return zip(words, words.dropFirst()).enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
      .filter { ["local", "worktree"].contains($0.0) }.map(\.1)
  }

  private static func output(of arguments: [String], in folder: String, with own: [String: String]) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + settings.flatMap { ["-c", $0] } + arguments
    process.environment = ChildEnvironment.ordinary(in: ProcessInfo.processInfo.environment)
      .merging(variables) { $1 }.merging(own) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Both at a time, because git waits where nobody reads its complaints, which can be many.
    let complaints = GitComplaints()
    let reading = Thread { complaints.read(errors.fileHandleForReading) }
    reading.start()
    let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    let complaint = complaints.text()
    process.waitUntilExit()
    let isGood = process.terminationStatus == 0
    let first = complaint.split(separator: "\n").first ?? ""
    return Output(bytes: bytes, complaint: isGood ? nil : String(first.trimmingPrefix("fatal: ")))
  }
}

extension Git.Checkout {
  /// As `git status --porcelain=v2 --branch` prints it: headers, then a line for each file; nil before the first commit.
  fileprivate init?(status: String) {
    let header = "# branch.oid "
    let lines = status.split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix(header) }), !line.hasSuffix(" (initial)") else { return nil }
    self.init(commit: String(line.dropFirst(header.count)), hasChanges: lines.contains { !$0.hasPrefix("#") })
  }
}

/// Read by one thread, waited for by another, hence the condition.
private final class GitComplaints: @unchecked Sendable {
  private let condition = NSCondition()
  private var read: String?

  func read(_ handle: FileHandle) {
    let text = String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
    condition.withLock {
      read = text
      condition.signal()
    }
  }

  func text() -> String {
    condition.withLock {
      while true {
        if let read { return read }
        condition.wait()
      }
    }
  }
}
