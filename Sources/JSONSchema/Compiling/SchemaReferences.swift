import OrderedJSON

/// How a `$ref` finds what it refers to.
extension SchemaCompiler {
  /// The location that `reference` leads to from the schema at `location`, or nil after a complaint.
  mutating func target(
    of reference: String, from location: Int, _ keyword: String
  ) throws(JSONSchemaError) -> Int? {
    let base = resources[program.locations[location].resource].uri
    let uri = URIReference(reference).resolved(against: base)
    guard let resource = try resource(at: uri.withoutFragment.description) else {
      let message = "expected a reference to a known schema, found '\(reference.excerpt())': nothing is fetched"
      try complain(at: location, [keyword], message)
      return nil
    }
    if let target = find(uri.decodedFragment, in: resource) { return target }
    try complain(
      at: location, [keyword], "expected a reference to something that is there, found '\(reference.excerpt())'")
    return nil
  }

  /// The resource at `uri`, whose document comes in now if it has not yet.
  private mutating func resource(at uri: String) throws(JSONSchemaError) -> Int? {
    if let known = resourceNumbers[uri] { return known }
    guard let document = remotes[uri] ?? MetaSchemas.documents[uri] else { return nil }
    _ = try addDocument(document, uri: uri)
    return resourceNumbers[uri]
  }

  /// What a fragment (nil where it is no UTF-8) stands for: the whole, a JSON Pointer, or an anchor.
  private mutating func find(_ fragment: String?, in resource: Int) -> Int? {
    guard let fragment else { return nil }
    let root = resources[resource].root
    if fragment.isEmpty { return root }
    guard fragment.hasPrefix("/") else { return resources[resource].anchors[fragment] }
    guard let pointer = JSONPointer(parsing: fragment) else { return nil }
    return program.locations.descendant(of: root, pointer.tokens)
  }

  /// The name of the dynamic anchor that `reference` ends in, where its first target has that dynamic anchor.
  func dynamicAnchor(of reference: String, at target: Int) -> String? {
    guard let fragment = URIReference(reference).decodedFragment, !fragment.isEmpty else { return nil }
    let resource = resources[program.locations[target].resource]
    return resource.dynamicAnchors[fragment] == target ? fragment : nil
  }

  /// Throws where schemas apply each other to one and the same value in a circle, which would never end.
  func refuseEndlessReferences() throws(JSONSchemaError) {
    enum State { case new, open, done }
    var states = Array(repeating: State.new, count: program.nodes.count)
    for start in program.nodes.indices where states[start] == .new {
      var stack = [(node: start, rest: inPlace(start)[...])]
      states[start] = .open
      while let next = stack.last {
        guard let target = next.rest.first else {
          states[next.node] = .done
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].rest.removeFirst()
        if states[target] == .open { throw endless(target) }
        guard states[target] == .new else { continue }
        states[target] = .open
        stack.append((target, inPlace(target)[...]))
      }
    }
  }

  private func inPlace(_ node: Int) -> [Int] { program.nodes[node].rules.flatMap(\.rule.inPlace) }

  private func endless(_ node: Int) -> JSONSchemaError {
    let address = program.locations.address(of: program.nodes[node].location)
    return JSONSchemaError(
      pointer: address.pointer, document: address.document,
      message: "expected references that lead into the value, found a schema that refers back to itself endlessly")
  }
}
