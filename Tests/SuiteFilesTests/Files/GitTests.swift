import Foundation
import SuiteFiles
import TestSupport
import Testing

/// A repository's own settings start no program when git is asked about it.
@Suite struct GitTests {
  /// A repository with a file of one line, and a program that leaves a trace when it is started.
  private func repository(_ body: (_ path: String, _ trap: String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let (path, trap) = (folder.path, folder.file(".git-trap/trap"))
    try folder.write("#!/bin/sh\ntouch '\(path)/.git-trap/sprung'\ncat\n".utf8, to: ".git-trap/trap")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: trap)
    try folder.write("one\n".utf8, to: "a.txt")
    try git("init", "--quiet", in: path)
    try git("add", "a.txt", in: path)
    try git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "-m", "x", in: path)
    try body(path, trap)
  }

  private func isSprung(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/.git-trap/sprung") }

  /// Written again, the file has another time than git remembers, so that its content is compared.
  private func touch(_ path: String) throws {
    let later = Date(timeIntervalSinceNow: 1000)
    try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: path + "/a.txt")
  }

  @Test(arguments: [["core.fsmonitor"], ["filter.evil.clean"], ["filter.evil.process"], ["core.hooksPath"]])
  func noSettingStartsAProgram(settings: [String]) throws {
    try repository { path, trap in
      try "*.txt filter=evil\n".write(toFile: path + "/.gitattributes", atomically: true, encoding: .utf8)
      for setting in settings {
        try git("config", setting, setting == "core.hooksPath" ? path + "/.git-trap" : trap, in: path)
      }
      if settings == ["filter.evil.clean"] { try git("config", "filter.evil.required", "true", in: path) }
      try touch(path)
      #expect(Git.checkout(of: path)?.hasChanges == false)
      #expect(!isSprung(path))
      // The trap works: git alone starts it, but for hooks, which `status` has none of.
      if settings != ["core.hooksPath"] {
        try? git("status", "--porcelain", in: path)
        #expect(isSprung(path))
      }
    }
  }

  @Test func seesWhatIsCheckedOut() throws {
    try repository { path, _ in
      let head = try Git.output(of: ["rev-parse", "HEAD"], in: path).bytes
      let commit = String(decoding: head, as: UTF8.self).trimmingCharacters(in: .newlines)
      #expect(commit.count == 40)
      #expect(Git.checkout(of: path) == Git.Checkout(commit: commit, hasChanges: false))
      try "new\n".write(toFile: path + "/unknown.txt", atomically: true, encoding: .utf8)
      #expect(Git.checkout(of: path)?.hasChanges == false)
      #expect(Git.checkout(of: path, for: ["a.txt"])?.hasChanges == false)
      #expect(Git.checkout(of: path, for: ["a.txt", "unknown.txt"])?.hasChanges == true)
      #expect(Git.checkout(of: path, for: ["*.txt"])?.hasChanges == true)
      try "two\n".write(toFile: path + "/a.txt", atomically: true, encoding: .utf8)
      #expect(Git.checkout(of: path) == Git.Checkout(commit: commit, hasChanges: true))
      try FileManager.default.createDirectory(atPath: path + "/a/b", withIntermediateDirectories: true)
      #expect(Git.checkout(of: path + "/a/b")?.commit == commit)
      try git("checkout", "--quiet", "--detach", in: path)
      #expect(Git.checkout(of: path)?.commit == commit)
    }
  }

  @Test func seesNoCommitWhereThereIsNone() throws {
    let folder = try TemporaryFolder()
    #expect(Git.checkout(of: folder.path) == nil)
    try git("init", "--quiet", in: folder.path)
    #expect(Git.checkout(of: folder.path) == nil)
  }

  @Test func fetchesNothing() throws {
    try repository { path, trap in
      try git("config", "protocol.ext.allow", "always", in: path)
      let ended = try Git.output(of: ["ls-remote", "ext::\(trap)"], in: path)
      #expect(ended.complaint?.contains("not allowed") == true)
      #expect(!isSprung(path))
    }
  }
}
