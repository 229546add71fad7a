import EvalCore

/// Opens the files that a suite names, complains where it cannot, and keeps what it read for the record of a run.
final class Documents {
  private let files: any ProjectFiles
  let complaints: Complaints
  private(set) var sources: [SourceFile] = []
  private var nodes: [String: LocatedNode?] = [:]
  private var kept: Set<String> = []
  /// By the path that positions show.
  private var places: [String: String] = [:]

  static let mostSuiteBytes = 16_000_000
  static let mostToolSetBytes = 256_000_000
  private static let mostFiles = 10_000

  init(_ files: any ProjectFiles, _ complaints: Complaints) {
    self.files = files
    self.complaints = complaints
  }

  /// The tree of the file that the user named.
  func root(_ userPath: String) -> LocatedNode? {
    let start = FilePosition(file: userPath, line: 1, column: 1)
    do {
      let place = try files.place(of: userPath)
      return tree(place, namedAt: start, as: userPath)
    } catch {
      complaints.error(
        at: start, "'\(userPath.excerpt(300))' \(error)",
        fix: error == .missing ? files.fix(forMissing: userPath, writtenIn: nil) : nil)
      return nil
    }
  }

  /// The tree of the file at a place that is known to hold one.
  func tree(at place: String) -> LocatedNode? {
    let shown = files.shownPath(of: place)
    return tree(place, namedAt: FilePosition(file: shown, line: 1, column: 1), as: shown)
  }

  /// The tree of a file that the text at `node` names, as seen from the file where it stands.
  func tree(named node: LocatedNode) -> LocatedNode? {
    guard let path = node.nonEmptyString("a path", complaints), let place = place(path, from: node) else { return nil }
    return tree(place, namedAt: node.position, as: path)
  }

  /// The trees of all files that fit the pattern at `node`, in the order of their paths.
  func trees(matching node: LocatedNode) -> [LocatedNode] {
    guard let pattern = node.nonEmptyString("a path", complaints) else { return [] }
    guard Glob.isPattern(pattern) else { return [tree(named: node)].compactMap(\.self) }
    guard let wanted = place(pattern, from: node) else { return [] }
    let glob = Glob(wanted)
    let places = (try? files.places(under: glob.fixedFolder))?.filter(glob.fits) ?? []
    if places.isEmpty { complaints.error(at: node.position, "no file fits '\(pattern.excerpt(300))'") }
    return places.compactMap { tree($0, namedAt: node.position, as: $0) }
  }

  /// The text of a tool set that `node` names.
  func toolSetText(named node: LocatedNode) -> SourceText? {
    guard let path = node.nonEmptyString("a path", complaints), let place = place(path, from: node) else { return nil }
    return text(place, limit: Self.mostToolSetBytes, namedAt: node.position, as: path)
  }

  private func place(_ path: String, from node: LocatedNode) -> String? {
    let base = places[node.position.file] ?? node.position.file
    if path.hasPrefix("/") {
      if let place = try? files.place(of: path) { return place }
      complaints.error(
        at: node.position, "'\(path.excerpt(300))' is outside the project",
        fix: "write the path as seen from this file")
      return nil
    }
    if let place = RelativePath.joined(path, to: base) { return place }
    complaints.error(at: node.position, "'\(path.excerpt(300))' lies outside the project root")
    return nil
  }

  private func tree(_ place: String, namedAt position: FilePosition, as path: String) -> LocatedNode? {
    if let known = nodes[place] { return known }
    let node = text(place, limit: Self.mostSuiteBytes, namedAt: position, as: path).flatMap(parsed)
    nodes[place] = .some(node)
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

  private func text(_ place: String, limit: Int, namedAt position: FilePosition, as path: String) -> SourceText? {
    do {
      guard sources.count < Self.mostFiles else { throw FileRefusal.tooMany(limit: Self.mostFiles) }
      let bytes = try files.bytes(of: place, limit: limit)
      let shown = position.line == 1 && position.file == path ? path : files.shownPath(of: place)
      places[shown] = place
      if kept.insert(place).inserted { sources.append(SourceFile(path: place, bytes: bytes)) }
      return try SourceText(bytes, path: shown)
    } catch let refusal as FileRefusal {
      let file = places[position.file] ?? position.file
      complaints.error(
        at: position, "'\(path.excerpt(300))' \(refusal)",
        fix: refusal == .missing ? files.fix(forMissing: path, writtenIn: file) : nil)
    } catch let diagnostic as Diagnostic {
      complaints.add(diagnostic)
    } catch {
      complaints.error(at: position, "'\(path.excerpt(300))' cannot be read: \(error)")
    }
    return nil
  }
}
