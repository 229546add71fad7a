import Foundation
import OrderedJSON

/// Why a word names no revision that files could be read from, and what mends it.
package struct RevisionRefusal: Error, Equatable, Sendable {
  package let message: String
  package let fix: String
}

extension Git {
  /// What is wrong with a revision's name; nil where it names a commit.
  ///
  /// - Parameter revision: anything that git takes for one, such as `main` or `HEAD~3`, as stands after `git:`.
  package static func refusal(of revision: String, in folder: String) -> RevisionRefusal? {
    guard !revision.isEmpty, !revision.hasPrefix("-"), !revision.contains(":") else { return .unfit(revision) }
    do {
      if let complaint = try output(of: ["rev-parse", "--git-dir"], in: folder).complaint {
        return .noFolder(complaint)
      }
      let commit = ["rev-parse", "--verify", "--end-of-options", "\(revision)^{commit}"]
      if try output(of: commit, in: folder).complaint == nil { return nil }
      return .unknown(revision, among: try names(in: folder))
    } catch {
      return RevisionRefusal(
        message: "git cannot be started: \(error.localizedDescription)",
        fix: "install git, or name a tool-set file or a baseline")
    }
  }

  /// Of branches, tags and what is known of other repositories' branches.
  private static func names(in folder: String) throws -> [String] {
    let list = try output(
      of: ["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"], in: folder)
    return String(decoding: list.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

extension RevisionRefusal {
  fileprivate static func unfit(_ revision: String) -> RevisionRefusal {
    let name = revision.prefix { $0 != ":" }
    let isName = !name.isEmpty && !name.hasPrefix("-")
    return RevisionRefusal(
      message: "expected a git revision such as 'main', found '\(revision.excerpt())'",
      fix: isName
        ? "write git:\(String(name).excerpt()) alone: its files are those that the suite names"
        : "name a branch, a tag or a commit, e.g. git:main or git:HEAD~1")
  }

  fileprivate static func noFolder(_ complaint: String) -> RevisionRefusal {
    let isElsewhere = complaint.hasPrefix("not a git repository")
    return RevisionRefusal(
      message: isElsewhere ? "the suite is not in a git repository" : "git cannot read the repository: \(complaint)",
      fix: "run it inside a git repository, or name a tool-set file or a baseline")
  }

  /// A clone without branches of its own, as continuous integration makes them, knows `main` as `origin/main`.
  fileprivate static func unknown(_ revision: String, among names: [String]) -> RevisionRefusal {
    let meant = names.first { $0.hasSuffix("/" + revision) } ?? Suggestion.nearest(to: revision, among: names)
    return RevisionRefusal(
      message: "git has no revision '\(revision.excerpt())'",
      fix: meant.map { "did you mean 'git:\($0)'?" }
        ?? "name a branch, a tag or a commit; 'git branch --all' lists the branches")
  }
}
