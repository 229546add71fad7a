import OrderedJSON
package import EvalCore

/// Where a reader finds what a suite names: a folder on disk with a registry beside it, or what a stored run kept.
package protocol ProjectFiles: RegistryLookup {
  /// The path of a file that a user named, relative to the project root.
  func path(of userPath: String) throws(FileRefusal) -> String

  /// `path` as a user would type it.
  func shownPath(of path: String) -> String

  /// All bytes of the file at `path`, which is relative to the project root.
  func bytes(of path: String, limit: Int) throws(FileRefusal) -> [UInt8]

  /// The paths of all files under a folder (empty for the root), sorted; hidden ones are left out.
  func paths(under folder: String) throws(FileRefusal) -> [String]

  /// What mends a path that leads nowhere; nil where nothing near is known.
  ///
  /// - Parameter file: the path of the file where it is written; nil for the command line.
  func fix(forMissing path: String, writtenIn file: String?) -> String?
}

extension ProjectFiles {
  package func fix(forMissing path: String, writtenIn file: String?) -> String? { nil }
}

/// Why a file cannot be had.
package enum FileRefusal: Error, Sendable, Hashable {
  case missing
  case notAFile
  /// It lies outside the project root.
  case outside(root: String)
  /// It has more bytes than the limit.
  case tooLarge(limit: Int)
  /// More files than anyone needs.
  case tooMany(limit: Int)
  case unreadable(String)
}

extension FileRefusal: CustomStringConvertible {
  /// Follows the file's name in a sentence.
  package var description: String {
    switch self {
    case .missing: "does not exist"
    case .notAFile: "is not a file"
    case .outside(let root): "lies outside the project root '\(root)'"
    case .tooLarge(let limit): "is larger than \(limit / 1_000_000) MB"
    case .tooMany(let limit): "has more than \(limit) files"
    case .unreadable(let reason): "cannot be read: \(reason)"
    }
  }
}

/// The files that a stored run kept, read as if they still stood in their project.
package struct StoredFiles: ProjectFiles {
  private let files: [String: [UInt8]]

  package init(_ files: [SourceFile]) {
    self.files = Dictionary(firstOf: files.map { ($0.path, $0.bytes) })
  }

  /// An absolute path is the stored file that it ends with.
  package func path(of userPath: String) throws(FileRefusal) -> String {
    guard userPath.hasPrefix("/") else { return userPath }
    let fitting = files.keys.filter { userPath.hasSuffix("/" + $0) }
    guard let longest = fitting.max(by: { $0.utf8.count < $1.utf8.count }) else { throw .missing }
    return longest
  }

  package func shownPath(of path: String) -> String { path }

  package func bytes(of path: String, limit: Int) throws(FileRefusal) -> [UInt8] {
    guard let bytes = files[path] else { throw .missing }
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    return bytes
  }

  package func paths(under folder: String) throws(FileRefusal) -> [String] {
    files.keys.filter { folder.isEmpty || $0.hasPrefix(folder + "/") }.sorted()
  }
}
