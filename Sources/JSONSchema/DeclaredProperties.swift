import LinearRegex
import OrderedJSON

/// Which properties an object may have by a schema: those that it names itself or in any schema that it may apply to the
/// same object (`allOf`, `anyOf`, `oneOf`, `if`, `then`, `else`, references, `dependentSchemas` and `dependencies`), and
/// every one where a schema among these takes what it does not name.
package struct DeclaredProperties: Sendable {
  /// In the order in which the schemas name them.
  package private(set) var names: [String] = []
  private var known: Set<CodePointKey> = []
  private var patterns: [LinearRegex] = []
  /// Whether some schema takes properties that it does not name.
  private var takesOthers = false
  /// Whether any schema lists properties or refuses others; a schema that does neither has nothing against any.
  private var isList = false

  init(_ program: SchemaProgram) {
    var seen: Set<Int> = []
    let conditions = read([program.root], program, &seen)
    let lists = isList
    var rest = conditions
    while !rest.isEmpty { rest = read(rest, program, &seen) }
    // A condition names properties, and does not say that there are no others.
    isList = lists
  }

  /// Reads nodes and all that they may apply to the same object, breadth first, so that a schema's own names come first.
  ///
  /// - Returns: the conditions that were met on the way.
  private mutating func read(_ nodes: [Int], _ program: SchemaProgram, _ seen: inout Set<Int>) -> [Int] {
    var waiting = nodes.filter { seen.insert($0).inserted }
    var conditions: [Int] = []
    var next = 0
    while next < waiting.count {
      for (_, rule) in program.nodes[waiting[next]].rules {
        rule.declare(in: &self, program)
        waiting += rule.describing(program).filter { seen.insert($0).inserted }
        conditions += rule.conditions
      }
      next += 1
    }
    return conditions
  }

  /// Whether an object may have a property of this name, as far as names go.
  package func declares(_ name: String) -> Bool {
    takesOthers || !isList || known.contains(CodePointKey(name)) || patterns.contains { $0.search(in: name) }
  }
}

// MARK: - What rules tell

extension DeclaredProperties {
  mutating func list() { isList = true }

  mutating func name(_ name: String) {
    if known.insert(CodePointKey(name)).inserted { names.append(name) }
  }

  /// - Parameter regex: nil for a pattern that could not be read, so that any name may be meant.
  mutating func pattern(_ regex: LinearRegex?) {
    if let regex { patterns.append(regex) } else { takesOthers = true }
  }

  mutating func others(areTaken: Bool) {
    if areTaken { takesOthers = true } else { isList = true }
  }
}
