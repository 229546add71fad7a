import LinearRegex
import OrderedJSON

/// Turns a schema into a ``SchemaProgram``: first all addresses in a document are noted, then each schema that is
/// reached becomes a node. Nothing here recurses, so that no schema can exhaust the stack.
struct SchemaCompiler {
  /// The most schemas and parts of schemas that one reading may look at.
  static let mostLocations = 200_000

  let fallback: SchemaReading
  let remotes: [String: JSON]
  let isLenient: Bool
  var warnings: [JSONSchemaError] = []
  var program = SchemaProgram()
  var resources: [SchemaResource] = []
  /// Resources by address, without fragment.
  var resourceNumbers: [String: Int] = [:]
  private var nodeNumbers: [Int: Int] = [:]
  /// How many of the nodes have their rules.
  private var compiled = 0
  private var regexes: [String: LinearRegex] = [:]

  init(dialect: JSONSchema.Dialect, remotes: [String: JSON], isLenient: Bool) {
    fallback = SchemaReading(dialect: dialect)
    self.remotes = remotes
    self.isLenient = isLenient
  }

  mutating func compile(_ schema: JSON) throws(JSONSchemaError) -> SchemaProgram {
    program.root = node(at: try addDocument(schema, uri: ""))
    repeat {
      while compiled < program.nodes.count {
        try compileNode(compiled)
        compiled += 1
      }
      requestDynamicAnchors()
    } while compiled < program.nodes.count
    do {
      try refuseEndlessReferences()
    } catch {
      guard isLenient else { throw error }
      warnings.append(error)
      program.isEnforced = false
    }
    return program
  }

  /// The node for the schema at `location`, which is compiled later if it is new.
  mutating func node(at location: Int) -> Int {
    if let known = nodeNumbers[location] { return known }
    let number = program.nodes.count
    program.nodes.append(SchemaProgram.Node(location: location, resource: program.locations[location].resource))
    nodeNumbers[location] = number
    return number
  }

  private mutating func compileNode(_ number: Int) throws(JSONSchemaError) {
    let location = program.nodes[number].location
    switch program.locations[location].value {
    case .bool(true): break
    case .bool(false):
      program.nodes[number].isNever = true
      program.nodes[number].rules = [("", NeverRule())]
    case .object(let schema):
      program.nodes[number].isNever = Self.isNever(schema)
      program.nodes[number].rules = try rules(of: schema, at: location)
    case let other:
      try complain(at: location, [], "expected a schema (an object, true or false), found \(other.excerpt())")
    }
  }

  /// Whether a schema says `false` in the words that generators without `false` have for it.
  private static func isNever(_ schema: JSONObject) -> Bool {
    schema.members.count == 1 && (schema["not"] == .object([:]) || schema["not"] == .bool(true))
  }

  private mutating func rules(
    of schema: JSONObject, at location: Int
  ) throws(JSONSchemaError) -> [(keyword: String, rule: any SchemaRule)] {
    let reading = resources[program.locations[location].resource].reading
    var rules: [(keyword: String, rule: any SchemaRule)] = []
    for entry in SchemaKeywords.rules(of: schema, reading) {
      guard let value = schema[entry.keyword] else { continue }
      let keyword = SchemaKeyword(
        name: entry.keyword, value: value, schema: schema, location: location, dialect: reading.dialect)
      if let rule = try entry.make(keyword, &self) { rules.append((entry.keyword, rule)) }
    }
    return rules
  }

  /// Notes what cannot be read and, where the reading is lenient, goes on without it.
  mutating func complain(at location: Int, _ tokens: [String], _ message: String) throws(JSONSchemaError) {
    let address = program.locations.address(of: location)
    let problem = JSONSchemaError(
      pointer: address.pointer.appending(JSONPointer(tokens)), document: address.document, message: message)
    guard isLenient else { throw problem }
    warnings.append(problem)
  }

  /// The regular expression of `pattern`, or nil after a complaint.
  mutating func regex(
    _ pattern: String, at location: Int, _ tokens: [String]
  ) throws(JSONSchemaError) -> LinearRegex? {
    if let known = regexes[pattern] { return known }
    do throws(LinearRegexError) {
      let regex = try LinearRegex(pattern, syntax: .ecma262)
      regexes[pattern] = regex
      return regex
    } catch {
      try complain(
        at: location, tokens, "expected a pattern that can be searched, found '\(pattern.excerpt())': \(error)")
      return nil
    }
  }

  /// Has the nodes of all dynamic anchors that are referred to.
  private mutating func requestDynamicAnchors() {
    for name in program.dynamicAnchors.keys.sorted() {
      for (number, resource) in resources.enumerated() {
        guard let location = resource.dynamicAnchors[name] else { continue }
        let node = node(at: location)
        program.dynamicAnchors[name]?[number] = node
      }
    }
  }
}
