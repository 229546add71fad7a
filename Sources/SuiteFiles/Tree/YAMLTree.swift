import EvalCore
import Yams

/// Walks the parser's node tree, resolves each scalar by the YAML 1.2 core schema, and refuses what a suite cannot use.
struct YAMLTree {
  /// The most nested maps and lists.
  static let deepest = 100
  /// The most nodes that aliases may stand for, all together.
  static let mostAliasedNodes = 10_000

  private static let textTag = "tag:yaml.org,2002:str"

  let source: SourceText
  let complaints: Complaints
  private var aliasedNodes = 0

  private init(_ source: SourceText, _ complaints: Complaints) {
    self.source = source
    self.complaints = complaints
  }

  /// Reads a YAML text; throws where its list of complaints must end.
  static func read(_ source: SourceText, _ complaints: Complaints) throws(Diagnostic) -> LocatedNode {
    try YAMLKeys.check(source)
    guard let root = try parse(source) else {
      throw Diagnostic(
        .error, at: FilePosition(file: source.path, line: 1, column: 1), "expected YAML, found an empty file",
        fix: "write its keys: a suite begins with 'schema: toolsight/suite/v1'")
    }
    var tree = YAMLTree(source, complaints)
    return try tree.node(root, depth: 0, after: LineColumn(line: 0, column: 0), isAliased: false)
  }

  /// The parser's node tree; nil for a text without any node.
  static func parse(_ source: SourceText, text: String? = nil) throws(Diagnostic) -> Node? {
    do {
      let parser = try Parser(yaml: text ?? source.text, resolver: .basic, constructor: .default, encoding: .utf8)
      return try parser.singleRoot()
    } catch {
      throw YAMLSyntax.diagnostic(error, source)
    }
  }
}

/// A line and a column that can be ordered.
private struct LineColumn: Comparable {
  let line: Int
  let column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init(_ mark: Mark?, or other: LineColumn) {
    self.init(line: mark?.line ?? other.line, column: mark?.column ?? other.column)
  }

  static func < (left: LineColumn, right: LineColumn) -> Bool { (left.line, left.column) < (right.line, right.column) }
}

extension YAMLTree {
  /// An alias shows itself by its mark: its node stands before the position where it is used.
  private mutating func node(
    _ node: Node, depth: Int, after: LineColumn, isAliased: Bool
  ) throws(Diagnostic) -> LocatedNode {
    let start = LineColumn(node.mark, or: after)
    let position = FilePosition(file: source.path, line: start.line, column: start.column)
    let isAliased = isAliased || start < after
    if isAliased { aliasedNodes += 1 }
    guard aliasedNodes <= Self.mostAliasedNodes else {
      throw Diagnostic(.error, at: position, "expected aliases to stand for at most \(Self.mostAliasedNodes) values")
    }
    guard depth <= Self.deepest else {
      throw Diagnostic(.error, at: position, "expected at most \(Self.deepest) nested maps and lists")
    }
    complainAboutTag(node, position)
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, position)
    case .sequence(let sequence):
      var elements: [LocatedNode] = []
      var last = start
      for element in sequence {
        elements.append(try self.node(element, depth: depth + 1, after: last, isAliased: isAliased))
        last = max(last, LineColumn(element.mark, or: last))
      }
      return LocatedNode(.array(elements), at: position)
    case .mapping(let mapping):
      return LocatedNode(
        .object(try members(mapping, depth: depth, after: start, isAliased: isAliased)), at: position)
    case .alias:
      throw Diagnostic(.error, at: position, "expected a value, found an alias that leads nowhere")
    }
  }

  private mutating func members(
    _ mapping: Node.Mapping, depth: Int, after: LineColumn, isAliased: Bool
  ) throws(Diagnostic) -> [LocatedNode.Member] {
    var members: [LocatedNode.Member] = []
    var last = after
    for (key, value) in mapping {
      let start = LineColumn(key.mark, or: last)
      last = max(last, start)
      let position = FilePosition(file: source.path, line: start.line, column: start.column)
      let child = try node(value, depth: depth + 1, after: last, isAliased: isAliased)
      last = max(last, LineColumn(value.mark, or: last))
      guard case .scalar(let scalar) = key else {
        throw Diagnostic(.error, at: position, "expected a text as a key, found a list or a map")
      }
      if scalar.string == "<<", scalar.style == .plain {
        complaints.error(
          at: position, "merge keys ('<<') are not part of YAML 1.2",
          fix: "write the keys out, or use an alias as a value")
        continue
      }
      // The parser resolves the tags of keys, so that a plain one and '!!str' look the same.
      if scalar.tag.description != Self.textTag { complainAboutTag(scalar.tag.description, position) }
      members.append(LocatedNode.Member(key: scalar.string, keyPosition: position, value: child))
    }
    return members
  }

  /// The stored tag, because the node's own accessor resolves it.
  private func complainAboutTag(_ node: Node, _ position: FilePosition) {
    let tag: String
    switch node {
    // The parser gives quoted texts the tag that '!!str' gives.
    case .scalar(let scalar) where scalar.style != .plain && scalar.tag.description == Self.textTag: tag = ""
    case .scalar(let scalar): tag = scalar.tag.description
    case .sequence(let sequence): tag = sequence.tag.description
    case .mapping(let mapping): tag = mapping.tag.description
    case .alias: tag = ""
    }
    complainAboutTag(tag, position)
  }

  private func complainAboutTag(_ tag: String, _ position: FilePosition) {
    guard !tag.isEmpty else { return }
    let short = tag.replacing("tag:yaml.org,2002:", with: "!!")
    complaints.error(
      at: position, "expected no tag, found '\(short.excerpt)'", fix: "remove it; quotes turn anything into a text")
  }

  private func scalar(_ scalar: Node.Scalar, _ position: FilePosition) -> LocatedNode {
    guard scalar.style == .plain else {
      return LocatedNode(.string(scalar.string), at: position, textColumn: textColumn(of: scalar, position, quote: 1))
    }
    switch YAMLScalar(plain: scalar.string) {
    case .null: return LocatedNode(.null, at: position)
    case .bool(let value): return LocatedNode(.bool(value), at: position)
    case .number(let number):
      warnAboutNumber(scalar.string, position)
      return LocatedNode(.number(number), at: position)
    case .unwritable:
      complaints.error(
        at: position, "'\(scalar.string.excerpt)' is a number that JSON cannot hold", fix: "quote it if it is text")
      return LocatedNode(.string(scalar.string), at: position)
    case .text:
      warnAboutComment(after: scalar.string, position)
      return LocatedNode(.string(scalar.string), at: position, textColumn: textColumn(of: scalar, position, quote: 0))
    }
  }

  /// The column of the text where the file shows it as it is behind `quote` characters.
  private func textColumn(of scalar: Node.Scalar, _ position: FilePosition, quote: Int) -> Int? {
    let rest = source.rest(line: position.line, column: position.column + quote)
    guard rest.starts(with: scalar.string.utf8) else { return nil }
    return position.column + quote
  }
}
