import OrderedJSON

/// The parts of schema documents that anyone has asked for, each known by one number however it was reached.
struct SchemaPlaces: Sendable {
  struct Place: Sendable {
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

  private(set) var all: [Place] = []
  private var numbers: [Step: Int] = [:]

  subscript(place: Int) -> Place { all[place] }

  mutating func addDocument(_ value: JSON, uri: String, resource: Int) -> Int {
    all.append(Place(parent: nil, token: uri, value: value, resource: resource))
    return all.count - 1
  }

  /// The place one step down, or nil where nothing is there.
  mutating func child(of parent: Int, _ token: String) -> Int? {
    let step = Step(parent: parent, token: CodePointKey(token))
    if let known = numbers[step] { return known }
    guard let value = all[parent].value[pointer: JSONPointer([token])] else { return nil }
    all.append(Place(parent: parent, token: token, value: value, resource: all[parent].resource))
    numbers[step] = all.count - 1
    return all.count - 1
  }

  /// The place some steps down, or nil where nothing is there.
  mutating func descendant(of place: Int, _ tokens: [String]) -> Int? {
    var place = place
    for token in tokens {
      guard let next = child(of: place, token) else { return nil }
      place = next
    }
    return place
  }

  mutating func assign(_ place: Int, resource: Int) { all[place].resource = resource }

  /// The way to `place` from the root of its document, and that document's address (nil for the first one).
  func location(of place: Int) -> (pointer: JSONPointer, document: String?) {
    var tokens: [String] = []
    var place = place
    while let parent = all[place].parent {
      tokens.append(all[place].token)
      place = parent
    }
    return (JSONPointer(tokens.reversed()), place == 0 ? nil : all[place].token)
  }
}
