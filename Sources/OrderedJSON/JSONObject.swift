/// An ordered list of members with unique keys, compared by code point.
package struct JSONObject: Sendable {
  package typealias Member = (key: String, value: JSON)

  package private(set) var members: [Member]
  /// Where each key stands; kept from the moment a linear search would be slow.
  private var indices: [CodePointKey: Int]?

  /// Up to this many members are searched one by one, which is then quicker than hashing.
  private static let linearSearchLimit = 16

  package init() { members = [] }

  /// Members in the given order; a repeated key keeps its first position and its last value.
  package init(_ members: some Sequence<(String, JSON)>) {
    self.init()
    for (key, value) in members { self[key] = value }
  }

  package var keys: [String] { members.map(\.key) }
  package var isEmpty: Bool { members.isEmpty }
  package var count: Int { members.count }

  /// The value at `key`. Setting nil removes the member; setting a new key appends it.
  package subscript(key: String) -> JSON? {
    get { index(of: key).map { members[$0].value } }
    set {
      switch (index(of: key), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): remove(at: index)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// The index of `key` among the members, from 0.
  package func index(of key: String) -> Int? {
    if let indices { return indices[CodePointKey(key)] }
    return members.firstIndex { $0.key.hasSameScalars(as: key) }
  }

  /// Adds a member whose key the caller knows to be new.
  mutating func append(_ key: String, _ value: JSON) {
    indices?[CodePointKey(key)] = members.count
    members.append((key, value))
    if indices == nil, members.count > Self.linearSearchLimit { indexMembers() }
  }

  private mutating func remove(at index: Int) {
    members.remove(at: index)
    indices = nil
    if members.count > Self.linearSearchLimit { indexMembers() }
  }

  private mutating func indexMembers() {
    var indices = [CodePointKey: Int](minimumCapacity: members.count)
    for (index, member) in members.enumerated() { indices[CodePointKey(member.key)] = index }
    self.indices = indices
  }
}

extension JSONObject: Sequence {
  package func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
