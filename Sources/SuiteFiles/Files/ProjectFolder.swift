package import EvalCore
import Foundation

/// A project on disk: everything under the nearest folder that holds `.git` or `toolsight.yaml`, links resolved.
package struct ProjectFolder: ProjectFiles {
  /// Absolute, with links resolved.
  package let root: String
  private let workingDirectory: String
  /// Where `registry:` leads; nil where it leads nowhere.
  package var registry: (any RegistryLookup)?

  private static let mostFiles = 100_000

  /// The project that `userPath` belongs to. Where nothing marks a root it is the working directory, if the path lies under
  /// it, else the path's own folder.
  package init(containing userPath: String, workingDirectory: String = FileManager.default.currentDirectoryPath) {
    let here = Self.resolved(workingDirectory) ?? workingDirectory
    self.workingDirectory = here
    let absolute = RelativePath.absolute(userPath, in: here)
    let folder = RelativePath.folder(of: Self.resolved(absolute) ?? absolute)
    let fallback = (folder + "/").hasPrefix(here == "/" ? "/" : here + "/") ? here : folder
    root = Self.markedFolder(from: folder) ?? fallback
  }

  /// The project that commands are typed in; the working directory where nothing marks a root.
  package init(workingDirectory: String = FileManager.default.currentDirectoryPath) {
    let here = Self.resolved(workingDirectory) ?? workingDirectory
    self.workingDirectory = here
    root = Self.markedFolder(from: here) ?? here
  }

  /// The project at a folder that is known to be its root.
  package init(root: String, workingDirectory: String = FileManager.default.currentDirectoryPath) {
    self.root = Self.resolved(root) ?? root
    self.workingDirectory = Self.resolved(workingDirectory) ?? workingDirectory
  }

  private static func markedFolder(from folder: String) -> String? {
    var folder = folder
    while true {
      for mark in [".git", "toolsight.yaml"] where FileManager.default.fileExists(atPath: folder + "/" + mark) {
        return folder
      }
      if folder.isEmpty || folder == "/" { return nil }
      folder = RelativePath.folder(of: folder)
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  package func path(of userPath: String) throws(FileRefusal) -> String {
    let absolute = RelativePath.absolute(userPath, in: workingDirectory)
    guard let resolved = Self.resolved(absolute) else { throw .missing }
    return try relative(resolved)
  }

  package func registeredTools(_ reference: RegistryReference) throws(RegistryRefusal) -> [UInt8] {
    guard let registry else {
      throw RegistryRefusal("there is no registry to find '\(reference.text)' in", fix: "name a tool-set file")
    }
    return try registry.registeredTools(reference)
  }

  package func fix(forMissing path: String, writtenIn file: String?) -> String? {
    guard let file else { return PathSuggestion.fix(for: path, from: workingDirectory) }
    return PathSuggestion.fix(for: path, from: root + "/" + RelativePath.folder(of: file), within: root)
  }

  private func relative(_ absolute: String) throws(FileRefusal) -> String {
    let base = root == "/" ? root : root + "/"
    guard absolute.hasPrefix(base) else { throw .outside(root: root) }
    return String(absolute.dropFirst(base.count))
  }

  package func shownPath(of path: String) -> String {
    RelativePath.relative(root + "/" + path, to: workingDirectory)
  }

  package func bytes(of path: String, limit: Int) throws(FileRefusal) -> [UInt8] {
    guard let resolved = Self.resolved(root + "/" + path) else { throw .missing }
    _ = try relative(resolved)
    return try Self.contents(of: resolved, limit: limit)
  }

  /// All bytes of a file wherever it lies.
  static func contents(ofUser path: String, limit: Int) throws(FileRefusal) -> [UInt8] {
    guard let resolved = resolved(path) else { throw .missing }
    return try contents(of: resolved, limit: limit)
  }

  private static func contents(of path: String, limit: Int) throws(FileRefusal) -> [UInt8] {
    // Without waiting, because opening a pipe would.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    do {
      return Array(try handle.read(upToCount: limit) ?? Data())
    } catch {
      throw .unreadable("\(error)")
    }
  }

  package func paths(under folder: String) throws(FileRefusal) -> [String] {
    let base = folder.isEmpty ? root : root + "/" + folder
    guard let walk = FileManager.default.enumerator(atPath: base) else { throw .missing }
    var found: [String] = []
    while let path = walk.nextObject() as? String {
      if path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        walk.skipDescendants()
        continue
      }
      if walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory { continue }
      found.append(folder.isEmpty ? path : folder + "/" + path)
      if found.count > Self.mostFiles { throw .tooMany(limit: Self.mostFiles) }
    }
    return found.sorted()
  }
}
