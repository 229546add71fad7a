import Foundation
import SuiteFiles
import TestSupport
import Testing

@Suite struct GitRevisionTests {
  /// A repository with one commit on `main`, a tag, and a branch that only its clone's origin has.
  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try git("init", "--quiet", "--initial-branch=main", in: folder.path)
    try git(
      "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "--allow-empty", "-m", "x",
      in: folder.path)
    try git("tag", "v1.20", in: folder.path)
    try git("update-ref", "refs/remotes/origin/next", "HEAD", in: folder.path)
    return folder
  }

  @Test(arguments: ["main", "HEAD", "v1.20", "origin/next", "main~0"]) func whatNamesACommitIsFine(word: String) throws
  {
    let repository = try repository()
    #expect(Git.refusal(of: word, in: repository.path) == nil)
  }

  /// In this program's words: git's own speak of needing a single revision.
  @Test(arguments: [
    ("mian", "did you mean 'git:main'?"), ("v1.2", "did you mean 'git:v1.20'?"),
    ("next", "did you mean 'git:origin/next'?"),
    ("entirely-other", "name a branch, a tag or a commit; 'git branch --all' lists the branches"),
  ]) func aNameThatIsNearIsSuggested(word: String, fix: String) throws {
    let repository = try repository()
    let refusal = Git.refusal(of: word, in: repository.path)
    #expect(refusal?.message == "git has no revision '\(word)'" && refusal?.fix == fix)
  }

  @Test(arguments: [
    ("main:foo", "write git:main alone: its files are those that the suite names"),
    ("", "name a branch, a tag or a commit, e.g. git:main or git:HEAD~1"),
    ("--all", "name a branch, a tag or a commit, e.g. git:main or git:HEAD~1"),
  ]) func whatCanBeNoRevisionIsNotAskedFor(word: String, fix: String) {
    let refusal = Git.refusal(of: word, in: "/")
    #expect(refusal?.message == "expected a git revision such as 'main', found '\(word)'" && refusal?.fix == fix)
  }

  @Test func outsideOfARepositoryThereIsNoRevision() throws {
    let folder = try TemporaryFolder()
    let refusal = Git.refusal(of: "main", in: folder.path)
    #expect(refusal?.message == "the suite is not in a git repository")
    #expect(refusal?.fix.hasPrefix("run it inside a git repository") == true)
  }
}
