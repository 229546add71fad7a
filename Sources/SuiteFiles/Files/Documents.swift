import EvalCore

/// Opens the files that a suite names, complains where it cannot, and keeps what it read for the record of a run.
final class Documents {
  private let files: any ProjectFiles
  let complaints: Complaints
  private(set) var sources: [SourceFile] = []
  private var nodes: [String: LocatedNode?] = [:]
  private var kept: Set<String> = []
  /// By the path that positions show.
  private var paths: [String: String] = [:]

  static let mostSuiteBytes = 16_000_000
  static let mostToolSetBytes = 256_000_000
  private static let mostFiles = 10_000

  init(_ files: any ProjectFiles, _ complaints: Complaints) {
    self.files = files
    self.complaints = complaints
  }

  /// The tree of the file that the user named.
  func root(_ userPath: String) -> LocatedNode? {
    let start = FilePosition(whole: userPath)
    do {
      let file = try files.path(of: userPath)
      return tree(file, namedAt: start, as: userPath)
    } catch {
      complaints.error(
        at: start, "'\(userPath.excerpt(300))' \(error)",
        fix: error == .missing ? files.fix(forMissing: userPath, writtenIn: nil) : nil)
      return nil
    }
  }

  /// The tree of the file at a path that is known to hold one.
  func tree(at file: String) -> LocatedNode? {
    let shown = files.shownPath(of: file)
    return tree(file, namedAt: FilePosition(whole: shown), as: shown)
  }

  /// The tree of a file that the text at `node` names, as seen from the file where it stands.
  func tree(named node: LocatedNode) -> LocatedNode? {
    guard let path = node.nonEmptyString("a path", complaints), let file = self.path(path, from: node) else {
      return nil
    }
    return tree(file, namedAt: node.position, as: path)
  }

  /// The trees of all files that fit the pattern at `node`, in the order of their paths.
  func trees(matching node: LocatedNode) -> [LocatedNode] {
    guard let pattern = node.nonEmptyString("a path", complaints) else { return [] }
    guard Glob.isPattern(pattern) else { return [tree(named: node)].compactMap(\.self) }
    guard let wanted = self.path(pattern, from: node) else { return [] }
    let glob = Glob(wanted)
    let paths = (try? files.paths(under: glob.fixedFolder))?.filter(glob.fits) ?? []
    if paths.isEmpty { complaints.error(at: node.position, "no file fits '\(pattern.excerpt(300))'") }
    return paths.compactMap { tree($0, namedAt: node.position, as: $0) }
  }

  /// The text of a tool set that `node` names: that of a file, or what a registry has for a reference.
  func toolSetText(named node: LocatedNode) -> SourceText? {
    guard let path = node.nonEmptyString("a path", complaints) else { return nil }
    if RegistryReference.isMeant(by: path) { return registeredText(path, namedAt: node.position) }
    guard let file = self.path(path, from: node) else { return nil }
    return text(file, limit: Self.mostToolSetBytes, namedAt: node.position, as: path)
  }

  /// Looked up once, so that all who name the same thing get the same, whatever happens to the registry meanwhile.
  private func registeredText(_ written: String, namedAt position: FilePosition) -> SourceText? {
    do {
      let reference = try RegistryReference(parsing: written)
      let known = sources.first { $0.path == written }?.bytes
      let bytes = try known ?? files.registeredTools(reference)
      if kept.insert(written).inserted { sources.append(SourceFile(path: written, bytes: bytes)) }
      return try SourceText(bytes, path: written)
    } catch let error as RegistryReferenceError {
      complaints.error(at: position, error.message, fix: error.fix)
    } catch let refusal as RegistryRefusal {
      complaints.error(at: position, refusal.message, fix: refusal.fix)
    } catch {
      complaints.error(at: position, "'\(written.excerpt)' cannot be read: \(error)")
    }
    return nil
  }

  /// Where a path leads, as seen from the file where `node` stands, relative to the project root; nil after a complaint.
  func path(_ path: String, from node: LocatedNode) -> String? {
    let base = paths[node.position.file] ?? node.position.file
    if path.hasPrefix("/") {
      if let file = try? files.path(of: path) { return file }
      complaints.error(
        at: node.position, "'\(path.excerpt(300))' is outside the project",
        fix: "write the path as seen from this file")
      return nil
    }
    if let file = RelativePath.joined(path, to: base) { return file }
    complaints.error(at: node.position, "'\(path.excerpt(300))' lies outside the project root")
    return nil
  }

  private func tree(_ file: String, namedAt position: FilePosition, as path: String) -> LocatedNode? {
    if let known = nodes[file] { return known }
    let node = text(file, limit: Self.mostSuiteBytes, namedAt: position, as: path).flatMap(parsed)
    nodes[file] = .some(node)
    return node
  }

  private func parsed(_ text: SourceText) -> LocatedNode? {
    do {
      return text.path.hasSuffix(".json") ? try .json(text) : try YAMLTree.read(text, complaints)
    } catch {
      complaints.add(error)
      return nil
    }
  }

  private func text(_ file: String, limit: Int, namedAt position: FilePosition, as path: String) -> SourceText? {
    do {
      guard sources.count < Self.mostFiles else { throw FileRefusal.tooMany(limit: Self.mostFiles) }
      let bytes = try files.bytes(of: file, limit: limit)
      let shown = position.isWhole ? path : files.shownPath(of: file)
      paths[shown] = file
      if kept.insert(file).inserted { sources.append(SourceFile(path: file, bytes: bytes)) }
      return try SourceText(bytes, path: shown)
    } catch let refusal as FileRefusal {
      let author = paths[position.file] ?? position.file
      complaints.error(
        at: position, "'\(path.excerpt(300))' \(refusal)",
        fix: refusal == .missing ? files.fix(forMissing: path, writtenIn: author) : nil)
    } catch let diagnostic as Diagnostic {
      complaints.add(diagnostic)
    } catch {
      complaints.error(at: position, "'\(path.excerpt(300))' cannot be read: \(error)")
    }
    return nil
  }
}
