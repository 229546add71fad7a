package import EvalCore
import Foundation

/// A suite as it stands on disk, with every file that it names as an earlier revision of its git repository has it.
struct RevisionFiles: ProjectFiles {
  private let folder: ProjectFolder
  private let suite: String
  private let revision: String

  /// - Parameter suite: the path of the suite itself.
  init(_ folder: ProjectFolder, suite: String, revision: String) {
    self.folder = folder
    self.suite = suite
    self.revision = revision
  }

  func path(of userPath: String) throws(FileRefusal) -> String { try folder.path(of: userPath) }
  func shownPath(of path: String) -> String { folder.shownPath(of: path) }
  func paths(under folder: String) throws(FileRefusal) -> [String] { try self.folder.paths(under: folder) }

  /// What is registered has no revisions of git: it is what it is now.
  func registeredTools(_ reference: RegistryReference) throws(RegistryRefusal) -> [UInt8] {
    try folder.registeredTools(reference)
  }

  func bytes(of path: String, limit: Int) throws(FileRefusal) -> [UInt8] {
    if path == suite { return try folder.bytes(of: path, limit: limit) }
    let blob: Git.Output
    do {
      blob = try Git.output(of: ["cat-file", "blob", "\(revision):./\(path)"], in: folder.root)
    } catch {
      throw .unreadable("git cannot be started: \(error.localizedDescription)")
    }
    if let complaint = blob.complaint { throw .unreadable("git says of revision '\(revision)': \(complaint)") }
    guard blob.bytes.count <= limit else { throw .tooLarge(limit: limit) }
    return blob.bytes
  }
}

extension SuiteReader {
  /// The tools that a suite would start from if the tool-set files that it names were those of an earlier revision.
  ///
  /// - Parameters:
  ///   - path: as the user gave it; the suite itself is read as it is now.
  ///   - revision: one that ``Git/refusal(of:in:)`` has nothing against.
  /// - Throws: all complaints.
  package static func toolSet(
    of path: String, at revision: String, in folder: ProjectFolder
  ) throws(Diagnostics) -> ToolSet {
    let complaints = Complaints()
    let start = FilePosition(file: path, line: 1, column: 1)
    let path = (try? folder.path(of: path)) ?? path
    let documents = Documents(RevisionFiles(folder, suite: path, revision: revision), complaints)
    guard let tools = documents.root(path)?["tools"] else {
      complaints.error(at: start, "expected a key 'tools'")
      throw Diagnostics(complaints.sorted)
    }
    let base = BaseTools(tools, documents)
    guard base.isComplete, !complaints.hasErrors else { throw Diagnostics(complaints.sorted) }
    return base.toolSet
  }
}
