extension Dictionary {
  /// The first value of each key: what stands twice in a list of a user's or a server's counts where it stands first.
  @inlinable
  package init(firstOf pairs: some Sequence<(Key, Value)>) {
    self.init(pairs, uniquingKeysWith: { first, _ in first })
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it stands first.
  @inlinable
  package var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Sequence {
  /// The first element of each key.
  @inlinable
  package func keyed<Key: Hashable>(by key: (Element) -> Key) -> [Key: Element] {
    reduce(into: [:]) { first, element in
      let key = key(element)
      if first[key] == nil { first[key] = element }
    }
  }
}
