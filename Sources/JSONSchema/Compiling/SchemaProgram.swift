import OrderedJSON

/// A schema and all that it refers to, as a graph of rules; nodes are named by their index.
struct SchemaProgram: Sendable {
  /// One schema: the rules of its keywords.
  struct Node: Sendable {
    /// Where it stands, in ``SchemaProgram/locations``.
    let location: Int
    let resource: Int
    /// Whether this is the schema `false`, or says the same.
    var isNever = false
    var rules: [(keyword: String, rule: any SchemaRule)] = []
  }

  var nodes: [Node] = []
  var root = 0
  var locations = SchemaLocations()
  /// For each dynamic anchor that is referred to: the node that has it, by resource.
  var dynamicAnchors: [String: [Int: Int]] = [:]
  /// Whether any rule asks what other rules have looked at.
  var tracksEvaluation = false
  /// False for a schema that refers to itself without end: it can be read and not applied.
  var isEnforced = true
}
