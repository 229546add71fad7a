import OrderedJSON

/// The parts of schema documents that anyone has asked for, each known by one number however it was reached.
struct SchemaLocations: Sendable {
  struct Location: Sendable {
    /// Nil for the root of a document.
    let parent: Int?
    /// The key or index in the parent; for a root, the address of its document.
    let token: String
    let value: JSON
    /// The resource (the nearest `$id` upwards) that it belongs to.
    var resource: Int
  }

  private struct Step: Hashable {
    let parent: Int
    let token: CodePointKey
  }

  private(set) var all: [Location] = []
  private var numbers: [Step: Int] = [:]

  subscript(location: Int) -> Location { all[location] }

  mutating func addDocument(_ value: JSON, uri: String, resource: Int) -> Int {
    all.append(Location(parent: nil, token: uri, value: value, resource: resource))
    return all.count - 1
  }

  /// The location one step down, or nil where nothing is there.
  mutating func child(of parent: Int, _ token: String) -> Int? {
    let step = Step(parent: parent, token: CodePointKey(token))
    if let known = numbers[step] { return known }
    guard let value = all[parent].value[pointer: JSONPointer([token])] else { return nil }
    all.append(Location(parent: parent, token: token, value: value, resource: all[parent].resource))
    numbers[step] = all.count - 1
    return all.count - 1
  }

  /// The location some steps down, or nil where nothing is there.
  mutating func descendant(of location: Int, _ tokens: [String]) -> Int? {
    var location = location
    for token in tokens {
      guard let next = child(of: location, token) else { return nil }
      location = next
    }
    return location
  }

  mutating func assign(_ location: Int, resource: Int) { all[location].resource = resource }

  /// The way to `location` from the root of its document, and that document's address (nil for the first one).
  func address(of location: Int) -> (pointer: JSONPointer, document: String?) {
    var tokens: [String] = []
    var location = location
    while let parent = all[location].parent {
      tokens.append(all[location].token)
      location = parent
    }
    return (JSONPointer(tokens.reversed()), location == 0 ? nil : all[location].token)
  }
}
