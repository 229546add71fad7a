/// A value that is an object of `report.json`; what it writes is the contract, whatever its own properties are called.
protocol JSONMembers {
  func writeMembers(to out: inout JSONStream)
}

extension JSONStream {
  mutating func object(_ value: some JSONMembers) { object { value.writeMembers(to: &$0) } }

  mutating func object(_ key: StaticString, _ value: (some JSONMembers)?) {
    self.key(key)
    if let value { object(value) } else { null() }
  }

  mutating func array(_ key: StaticString, _ values: [some JSONMembers]) { array(key, values) { $0.object($1) } }
}
