import EvalCore
import Foundation
import Models
import OrderedJSON
import Reports

/// A folder that reports are written to; made before work starts, so that a run does not end without somewhere to put them.
struct ReportFolder {
  let path: String

  func prepare(for formats: [ReportFormat]) throws {
    do {
      try NewFolder(path).make()
      guard access(path, W_OK) == 0 else { throw UnwritableFile() }
    } catch let obstacle as UnwritableFile {
      throw CommandFailure("--output: the folder ", unwritable: path, obstacle, or: Self.otherFolder)
    }
    for format in formats {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file(format), isDirectory: &isFolder), isFolder.boolValue {
        throw CommandFailure(
          .wrongInput,
          "--output: expected '\(file(format))' to be a file, found a folder", fix: Self.otherFolder)
      }
    }
  }

  private static let otherFolder = "name another folder with --output"

  /// - Throws: why one could not be written, which is not the input's fault: the work is done.
  func write(_ evaluation: Evaluation, _ formats: [ReportFormat]) throws(CommandFailure) {
    for format in formats {
      do {
        try WholeFile.write(to: file(format), links: .replaced) {
          try format.write(evaluation, redact: Redactor.ofEnvironment.redact, to: $0)
        }
      } catch {
        let obstacle = error as? UnwritableFile ?? UnwritableFile(EIO)
        let failure = CommandFailure(unwritable: file(format), obstacle, or: Self.otherFolder)
        throw CommandFailure(.couldNotMeasure, failure.messages)
      }
    }
  }

  func file(_ format: ReportFormat) -> String { "\(path)/\(format.fileName)" }

  /// Where the reports of a run are, for `report`.
  func show(_ formats: [ReportFormat], of run: String, _ console: Console) {
    guard console.format == .json else { return formats.forEach { Terminal.write(file($0)) } }
    let files = formats.map { ["report": .string($0.name), "path": .string(file($0))] as JSON }
    Terminal.write(["run": .string(run), "reports": .array(files)])
  }
}

extension ReportFolder {
  /// Takes away our reports in this folder, and in those folders in it that bear the name of the suite whose reports they
  /// hold, as a command with several suites leaves them.
  ///
  /// - Parameter fresh: files that are about to be replaced.
  func removeFormer(except fresh: Set<String>) {
    _ = removeOwn(except: fresh) { _ in true }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where !name.hasPrefix(".") {
      let inner = ReportFolder(path: "\(path)/\(name)")
      guard inner.isFolder else { continue }
      // Of a folder that was one of ours, what is left of it goes where it is empty.
      if inner.removeOwn(except: fresh, where: { $0.contains(name) }) { rmdir(inner.path) }
    }
  }

  private var isFolder: Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// - Parameter isMeant: by how the report begins.
  /// - Returns: whether there was one.
  private func removeOwn(except fresh: Set<String>, where isMeant: (String) -> Bool) -> Bool {
    let former = ReportFormat.all.filter { format in
      guard !fresh.contains(file(format)), let head = Self.head(of: file(format)) else { return false }
      return head.contains(format.mark) && isMeant(head)
    }
    for format in former { unlink(file(format)) }
    return !former.isEmpty
  }

  /// The first part of a file; nil where there is none.
  private static func head(of path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    return (try? file.read(upToCount: 8192)).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension ReportSettings {
  /// Several suites of one command get a folder each.
  func folder(for suite: Suite, amongMany: Bool) -> ReportFolder {
    ReportFolder(path: amongMany ? "\(path)/\(suite.name)" : path)
  }

  /// - Throws: where two suites of one command would write to the same folder.
  func requireDistinctNames(of suites: [Suite]) throws {
    var paths: [String: String] = [:]
    for suite in suites {
      guard let other = paths.updateValue(suite.path, forKey: suite.name) else { continue }
      throw CommandFailure(
        .wrongInput,
        "'\(other)' and '\(suite.path)' are both named '\(suite.name)', so one's reports would replace the other's",
        fix: "give one of them another name, or run them one after the other with another --output")
    }
  }

  /// Takes away the reports of earlier commands that none of these folders' replace: whoever gathers reports takes them for
  /// today's.
  func removeFormer(except folders: [ReportFolder]) {
    let fresh = Set(folders.flatMap { folder in formats.map { folder.file($0) } })
    ReportFolder(path: path).removeFormer(except: fresh)
  }

  /// Makes the folder, takes away what earlier commands left there, and writes the reports.
  func write(_ evaluation: Evaluation) throws -> ReportFolder {
    let output = folder(for: evaluation.run.suite, amongMany: false)
    try output.prepare(for: formats)
    removeFormer(except: [output])
    try output.write(evaluation, formats)
    return output
  }
}
