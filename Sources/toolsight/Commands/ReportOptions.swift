import ArgumentParser
import EvalCore
import Foundation
import Models
import Reports

/// Which reports are written, and where.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder for reports.", valueName: "dir"))
  var output = "reports/latest"

  @Option(
    name: .customLong("reports"),
    help: ArgumentHelp("Reports to write, with commas between them: html, json.", valueName: "list"),
    transform: ReportKind.list)
  var reports: [ReportKind] = [.html, .json]

  /// - Throws: where two suites of one command would write to the same folder.
  func distinctlyNamed(_ suites: [Suite]) throws -> [Suite] {
    var paths: [String: String] = [:]
    for suite in suites {
      if let other = paths.updateValue(suite.path, forKey: suite.name) {
        throw CommandFailure(
          .wrongInput,
          "'\(other)' and '\(suite.path)' are both named '\(suite.name)', so that one's reports would replace the other's\n"
            + "  fix: give one of them another name, or run them one after the other with another --output")
      }
    }
    return suites
  }

  /// Several suites of one command get a folder each.
  func folder(for suite: Suite, amongMany: Bool) -> ReportFolder {
    ReportFolder(path: amongMany ? "\(output)/\(suite.name)" : output)
  }
}

/// A report that is written to a file.
enum ReportKind: String, CaseIterable {
  case html, json

  static func list(_ text: String) throws -> [ReportKind] {
    let words = text.split(separator: ",")
    if words.isEmpty {
      throw ValidationError("--reports expects at least one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return try words.map { word in
      let name = word.trimmingCharacters(in: .whitespaces)
      guard let kind = ReportKind(rawValue: name) else {
        let known = allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(name)' is no report: write some of \(known)")
      }
      return kind
    }
  }

  var fileName: String { "report.\(rawValue)" }
}

/// A folder that reports are written to; made before work starts, so that a run does not end without a place to put them.
struct ReportFolder {
  let path: String

  func prepare(for reports: [ReportKind]) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(.wrongInput, "--output: the folder '\(path)' cannot be made: \(error.localizedDescription)")
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw CommandFailure(.wrongInput, "--output: the folder '\(path)' cannot be written to")
    }
    for kind in reports {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file(kind), isDirectory: &isFolder), isFolder.boolValue {
        throw CommandFailure(.wrongInput, "--output: expected '\(file(kind))' to be a file, found a folder")
      }
    }
  }

  func write(_ evaluation: Evaluation, reports: [ReportKind], redactor: Redactor) throws {
    for kind in reports {
      do {
        try WholeFile.write(to: file(kind)) { sink in
          switch kind {
          case .html: try HTMLReport(evaluation, redact: redactor.redact).write(to: sink)
          case .json: try JSONReport(evaluation, redact: redactor.redact).write(to: sink)
          }
        }
      } catch {
        throw CommandFailure(.couldNotMeasure, "'\(file(kind))' cannot be written: \(error.localizedDescription)")
      }
    }
  }

  func file(_ kind: ReportKind) -> String { "\(path)/\(kind.fileName)" }
}
