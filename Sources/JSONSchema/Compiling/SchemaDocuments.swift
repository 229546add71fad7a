import OrderedJSON

/// How documents come in: what they are called, what their `$schema` says, and which addresses are in them.
extension SchemaCompiler {
  /// Notes every address in `document`, and gives the location of its root.
  mutating func addDocument(_ document: JSON, uri: String) throws(JSONSchemaError) -> Int {
    let resource = resources.count
    let root = program.locations.addDocument(document, uri: uri, resource: resource)
    let reading = try reading(at: root, inherited: fallback)
    resources.append(SchemaResource(uri: URIReference(uri), root: root, reading: reading))
    resourceNumbers[uri] = resource
    try noteAddresses(below: root)
    return root
  }

  private mutating func noteAddresses(below root: Int) throws(JSONSchemaError) {
    var stack = [root]
    while let location = stack.popLast() {
      guard let schema = program.locations[location].value.objectValue else { continue }
      guard program.locations.all.count <= Self.mostLocations else {
        let message = "expected at most \(Self.mostLocations) parts of schemas, found more"
        throw JSONSchemaError(pointer: JSONPointer(), document: nil, message: message)
      }
      try noteIdentifier(of: schema, at: location)
      let dialect = resources[program.locations[location].resource].reading.dialect
      if dialect == .draft202012 { try noteAnchors(of: schema, at: location) }
      for tokens in SchemaKeywords.subschemas(of: schema, dialect) {
        if let child = program.locations.descendant(of: location, tokens) { stack.append(child) }
      }
    }
  }

  /// `$id` begins a resource of its own; in draft-07 it may be an anchor, and counts for nothing beside `$ref`.
  private mutating func noteIdentifier(of schema: JSONObject, at location: Int) throws(JSONSchemaError) {
    guard let value = schema["$id"] else { return }
    let outer = program.locations[location].resource
    let is07 = resources[outer].reading.dialect == .draft07
    if is07, schema["$ref"] != nil { return }
    guard let text = value.stringValue else {
      return try complain(at: location, ["$id"], "expected a string, found \(value.excerpt())")
    }
    let identifier = URIReference(text)
    let anchor = identifier.fragment ?? ""
    guard is07 || anchor.isEmpty else {
      return try complain(at: location, ["$id"], "expected an address without '#', found '\(text.excerpt())'")
    }
    if !text.hasPrefix("#") { try beginResource(identifier.withoutFragment, at: location) }
    if !anchor.isEmpty { resources[program.locations[location].resource].anchors[anchor] = location }
  }

  /// Gives the schema at `location` an address; a whole document has it beside the one that it was found at.
  private mutating func beginResource(_ identifier: URIReference, at location: Int) throws(JSONSchemaError) {
    let outer = program.locations[location].resource
    let uri = identifier.resolved(against: resources[outer].uri)
    var resource = outer
    if resources[outer].root == location {
      resources[outer].uri = uri
    } else {
      resource = resources.count
      let reading = try reading(at: location, inherited: resources[outer].reading)
      resources.append(SchemaResource(uri: uri, root: location, reading: reading))
      program.locations.assign(location, resource: resource)
    }
    if resourceNumbers[uri.description] == nil { resourceNumbers[uri.description] = resource }
  }

  private mutating func noteAnchors(of schema: JSONObject, at location: Int) throws(JSONSchemaError) {
    let resource = program.locations[location].resource
    for keyword in ["$anchor", "$dynamicAnchor"] {
      guard let value = schema[keyword] else { continue }
      guard let name = value.stringValue else {
        try complain(at: location, [keyword], "expected a string, found \(value.excerpt())")
        continue
      }
      resources[resource].anchors[name] = location
      if keyword == "$dynamicAnchor" { resources[resource].dynamicAnchors[name] = location }
    }
  }
}

// MARK: - `$schema`

extension SchemaCompiler {
  /// What `$schema` at `location` asks for, or else what holds around it.
  private mutating func reading(
    at location: Int, inherited: SchemaReading
  ) throws(JSONSchemaError) -> SchemaReading {
    guard let value = program.locations[location].value["$schema"] else { return inherited }
    guard let text = value.stringValue else {
      try complain(at: location, ["$schema"], "expected a string, found \(value.excerpt())")
      return inherited
    }
    let uri = URIReference(text).withoutFragment.description
    if let dialect = Self.dialect(uri) { return SchemaReading(dialect: dialect) }
    if let metaSchema = remotes[uri] { return try reading(of: metaSchema, at: location, inherited: inherited) }
    let nearest = Self.nearest[uri.replacing("https:", with: "http:")] ?? inherited.dialect
    let expected = JSONSchema.Dialect.allCases.map { "'\($0.uri)'" }.joined(separator: " or ")
    try complain(at: location, ["$schema"], "expected \(expected), found '\(text.excerpt())'")
    return SchemaReading(dialect: nearest)
  }

  private static func dialect(_ uri: String) -> JSONSchema.Dialect? {
    JSONSchema.Dialect.allCases.first {
      $0.uri.replacing("https:", with: "http:") == uri.replacing("https:", with: "http:")
    }
  }

  /// What a lenient reading takes other drafts for.
  private static let nearest: [String: JSONSchema.Dialect] = [
    "http://json-schema.org/draft-03/schema": .draft07, "http://json-schema.org/draft-04/schema": .draft07,
    "http://json-schema.org/draft-06/schema": .draft07,
    "http://json-schema.org/draft/2019-09/schema": .draft202012,
  ]

  /// The keywords that a meta-schema of the author's own switches on.
  private mutating func reading(
    of metaSchema: JSON, at location: Int, inherited: SchemaReading
  ) throws(JSONSchemaError) -> SchemaReading {
    let uri = metaSchema["$schema"]?.stringValue.map { URIReference($0).withoutFragment.description }
    var reading = SchemaReading(dialect: uri.flatMap(Self.dialect) ?? inherited.dialect)
    guard reading.dialect == .draft202012, let listed = metaSchema["$vocabulary"]?.objectValue else { return reading }
    reading.vocabulary = []
    for (name, isRequired) in listed.members {
      if let vocabulary = SchemaVocabulary.byURI[name] {
        reading.vocabulary.formUnion(vocabulary)
      } else if isRequired.boolValue == true {
        let message = "expected a meta-schema whose vocabularies are known, found one that needs '\(name.excerpt())'"
        try complain(at: location, ["$schema"], message)
      }
    }
    return reading
  }
}
