import ArgumentParser
import EvalCore
import Foundation
import OrderedJSON
import SuiteFiles

struct ImportBFCLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bfcl",
    abstract: "Turns entries of the Berkeley Function-Calling Leaderboard and their answers into a suite.",
    discussion: """
      Each case brings its entry's own tools and is judged by the leaderboard's rules (~bfcl); its category is its tag.

      Examples:
        toolsight import bfcl bfcl-v4/BFCL_v4_simple_python.json --out suites/simple.yaml
        toolsight import bfcl bfcl-v4/BFCL_v4_*.json --name bfcl --out suites/bfcl.yaml
      """)

  @Argument(help: "Entry files; several become one suite.", completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The answers: a file, or a folder with a file of each entry file's name. (default: possible_answer/ beside the entries)",
      valueName: "path"),
    completion: .file())
  var answers: String?

  @Option(help: ArgumentHelp("The suite's name. (default: the file's, and bfcl for several)", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Take at most this many entries.", valueName: "count"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Where to write the suite, as JSON if it ends in .json. (default: standard output)", valueName: "file")
  )
  var out: String?

  @Flag(help: "Overwrite a file that exists.")
  var force = false

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1, found \(limit)") }
  }

  func run() throws {
    let console = printing.console
    if let out { try NewFile(out).requireAbsent(unless: force) }
    var suite = BFCLImport(name: Slug.of(name ?? fallbackName))
    suite.limit = limit
    suite.writesJSON = out?.lowercased().hasSuffix(".json") ?? (console.format == .json)
    let answerFiles = try answerFiles()
    let imported = try orWrongInput { () throws(Diagnostics) in
      try suite.imported(entries: try files.map(Self.file), answers: try answerFiles.map(Self.file))
    }
    console.show(imported.warnings)
    try ImportedSuite(text: imported.suite, cases: imported.cases).show(console, orWriteTo: out)
  }

  private static func file(_ path: String) throws(Diagnostics) -> BFCLImport.File {
    (path, try UserFile.bytes(of: path))
  }

  private var fallbackName: String {
    files.count == 1 ? URL(fileURLWithPath: files[0]).deletingPathExtension().lastPathComponent : "bfcl"
  }

  private func answerFiles() throws -> [String] {
    if let answers, !Self.isFolder(answers) { return [answers] }
    return try files.compactMap { file in
      let entries = URL(fileURLWithPath: file)
      let folder = answers ?? Self.beside(file)
      let path = "\(folder)/\(entries.lastPathComponent)"
      if FileManager.default.fileExists(atPath: path) { return path }
      // Where it only counts whether there is a call, the leaderboard has no answers.
      if entries.lastPathComponent.contains("relevance") { return nil }
      throw CommandFailure(
        .wrongInput, "'\(path)' with the answers is missing", fix: "say where they are with --answers")
    }
  }

  private static func beside(_ file: String) -> String {
    file.lastIndex(of: "/").map { file[...$0] + "possible_answer" } ?? "possible_answer"
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
