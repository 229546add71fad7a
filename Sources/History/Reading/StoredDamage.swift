/// Something of a stored run that cannot be read, while the rest of it can.
package struct StoredDamage: Sendable, Hashable, CustomStringConvertible {
  /// The number of the trial that it was; nil where it is no trial.
  package let trial: Int?
  /// Whether it was what a variant served, which an export cannot do without.
  let isToolSet: Bool
  /// What stands where.
  package let description: String

  init(_ row: DamagedRow, trial: Int? = nil, isToolSet: Bool = false) {
    self.trial = trial
    self.isToolSet = isToolSet
    description = row.description
  }
}

/// The rows of a table that can be read, and what is wrong with the others.
package struct ReadableRows<Value: Sendable>: Sendable {
  package private(set) var values: [Value] = []
  package private(set) var damages: [StoredDamage] = []

  /// - Throws: what is no damage of a row.
  init<Source>(_ rows: [Source], areToolSets: Bool = false, _ read: (Source) throws -> Value) throws {
    for row in rows {
      do {
        values.append(try read(row))
      } catch let damage as DamagedRow {
        damages.append(StoredDamage(damage, isToolSet: areToolSets))
      }
    }
  }
}
