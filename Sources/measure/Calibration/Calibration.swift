import Foundation

/// The figures of many cells.
package struct Calibration: Sendable {
  package let replicates: Int
  package let seed: UInt64
  package private(set) var figures: [Cell: Figures] = [:]

  /// Simulates every cell, on all cores.
  ///
  /// - Parameter progress: called with the number of cells that are done.
  package init(
    _ cells: [Cell], replicates: Int, seed: UInt64, progress: (Int) -> Void = { _ in }
  ) async {
    self.replicates = replicates
    self.seed = seed
    await withTaskGroup(of: (Cell, Figures).self) { group in
      // Few at a time, because whoever counts them waits behind all that were added.
      var rest = Set(cells).makeIterator()
      let add = { (group: inout TaskGroup<(Cell, Figures)>) in
        guard let cell = rest.next() else { return }
        group.addTask { (cell, Figures(cell, replicates: replicates, seed: seed)) }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { add(&group) }
      while let (cell, simulated) = await group.next() {
        figures[cell] = simulated
        progress(figures.count)
        add(&group)
      }
    }
  }

  package subscript(cell: Cell) -> Figures { figures[cell] ?? Figures() }
}
