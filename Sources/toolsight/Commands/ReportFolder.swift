import EvalCore
import Foundation
import Models
import OrderedJSON

/// A folder that reports are written to; made before work starts, so that a run does not end without a place to put them.
struct ReportFolder {
  let path: String

  func prepare(for reports: [ReportKind]) throws {
    do {
      try NewFolder(path).make()
      guard access(path, W_OK) == 0 else { throw UnwritableFile() }
    } catch let obstacle as UnwritableFile {
      throw CommandFailure("--output: the folder ", unwritable: path, obstacle, or: Self.otherFolder)
    }
    for kind in reports {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file(kind), isDirectory: &isFolder), isFolder.boolValue {
        throw CommandFailure(
          .wrongInput,
          "--output: expected '\(file(kind))' to be a file, found a folder\n  fix: \(Self.otherFolder)")
      }
    }
  }

  private static let otherFolder = "name another folder with --output"

  func write(_ evaluation: Evaluation, reports: [ReportKind], redactor: Redactor) throws {
    if let failure = unwritten(evaluation, reports: reports, redactor: redactor) { throw failure }
  }

  /// Writes them; why one could not be written, nil where all were. It is not the input's fault: the work is done.
  func unwritten(_ evaluation: Evaluation, reports: [ReportKind], redactor: Redactor) -> CommandFailure? {
    for kind in reports {
      do {
        try WholeFile.write(to: file(kind), links: .replaced) {
          try kind.write(evaluation, redact: redactor.redact, to: $0)
        }
      } catch {
        let obstacle = error as? UnwritableFile ?? UnwritableFile(EIO)
        let failure = CommandFailure(unwritable: file(kind), obstacle, or: Self.otherFolder)
        return CommandFailure(.couldNotMeasure, failure.description)
      }
    }
    return nil
  }

  func file(_ kind: ReportKind) -> String { "\(path)/\(kind.fileName)" }

  /// Where the reports of a run are, for `report`.
  func show(_ reports: [ReportKind], of run: String, _ console: ConsoleOptions) {
    guard console.format == .json else { return reports.forEach { Terminal.write(file($0)) } }
    let files = reports.map { ["report": .string($0.rawValue), "path": .string(file($0))] as JSON }
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
    let former = ReportKind.allCases.filter { kind in
      guard !fresh.contains(file(kind)), let head = Self.head(of: file(kind)) else { return false }
      return head.contains(kind.mark) && isMeant(head)
    }
    for kind in former { unlink(file(kind)) }
    return !former.isEmpty
  }

  /// The first part of a file; nil where there is none.
  private static func head(of path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    return (try? file.read(upToCount: 8192)).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension ReportKind {
  /// What only a report of ours begins with: another program's file of the same name is not ours to take away.
  fileprivate var mark: String {
    switch self {
    case .html: "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
    case .json: "\"schema\":\"toolsight/report/v1\""
    case .junit: ": gate\" package=\""
    case .markdown, .comment: "<!-- toolsight:"
    case .csv: "run,suite,case,family,tags,variant,model,repeat,outcome,"
    }
  }
}
