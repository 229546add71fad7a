import EvalCore
import Foundation
import OrderedJSON

/// Where executions take place: a project and this process's environment.
struct ExecutionPlace: Sendable {
  private let root: String
  let environment: [String: String]

  init(root: String, environment: [String: String]) {
    self.root = Self.resolved(root) ?? root
    self.environment = environment
  }

  /// The absolute path of a file of the project, links resolved; it has to lie in the project.
  func file(_ path: String) throws(ExecutionProblem) -> String {
    guard let file = Self.resolved(root + "/" + path) else {
      throw ExecutionProblem("the file '\(path.excerpt())' does not exist")
    }
    guard file.hasPrefix(root == "/" ? root : root + "/") else {
      throw ExecutionProblem("the file '\(path.excerpt())' lies outside the project root")
    }
    return file
  }

  /// The words of a command, the first of which is the absolute path of a program.
  func command(_ words: [CommandWord]) throws(ExecutionProblem) -> [String] {
    var command: [String] = []
    for word in words {
      switch word {
      case .file(let path): command.append(try file(path))
      case .text(let text): command.append(command.isEmpty ? try program(text) : text)
      }
    }
    return command
  }

  private func program(_ name: String) throws(ExecutionProblem) -> String {
    let folders = name.contains("/") ? [""] : path.split(separator: ":").map { $0 + "/" }
    let found = folders.map { $0 + name }.first { file in
      var isFolder: ObjCBool = false
      return access(file, X_OK) == 0 && FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    if let found { return found }
    throw ExecutionProblem(
      "there is no program '\(name.excerpt())'" + (name.contains("/") ? "" : " in PATH"),
      fix: "install it, or write the path of a file as seen from this one: ./\(name.split(separator: "/").last ?? "")")
  }

  /// Where programs are looked up, here and by children.
  var path: String { environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
