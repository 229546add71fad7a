import Statistics

/// The cells of the calibration, by the table that shows them.
package enum CalibrationCells {
  package static let cases = [5, 10, 20, 40, 80, 200]
  package static let repeats = [1, 2, 3, 5, 10, 20]

  /// A correct candidate, on every mixture, size and number of repeats; by row.
  package static var grid: [[Cell]] {
    Mixture.allCases.flatMap { mixture in
      cases.map { cases in repeats.map { Cell(mixture, cases: cases, .same($0)) } }
    }
  }

  /// A correct candidate on suites that are less tidy.
  package static var untidy: [Cell] {
    unequal + missing + families + manyTools + severalCandidates + traded
  }

  private static var unequal: [Cell] {
    let repeats: [Repeats] = [.varied(1...6), .varied(2...6), .arms(control: 10, candidate: 3)]
    return repeats.flatMap { repeats in
      [Mixture.mixed, .heterogeneous].flatMap { mixture in
        [20, 80].map { Cell(mixture, cases: $0, repeats) }
      }
    }
  }

  private static var missing: [Cell] {
    [1, 3, 5].flatMap { repeats in
      [20, 80].map { cases in
        var cell = Cell(.mixed, cases: cases, .same(repeats))
        cell.missing = 0.03
        return cell
      }
    }
  }

  private static var families: [Cell] {
    [(20, 2), (40, 2), (80, 4), (200, 4)].flatMap { cases, size in
      [1, 5].flatMap { repeats in
        [Mixture.mixed, .heterogeneous].map { mixture in
          var cell = Cell(mixture, cases: cases, .same(repeats))
          cell.familySize = size
          return cell
        }
      }
    }
  }

  private static var manyTools: [Cell] {
    [40, 120].flatMap { cases in
      [3, 5, 20].flatMap { repeats in
        [Mixture.mixed, .heterogeneous].map { mixture in
          var cell = Cell(mixture, cases: cases, .same(repeats))
          cell.tools = 40
          return cell
        }
      }
    }
  }

  private static var severalCandidates: [Cell] {
    [20, 80].flatMap { cases in
      [1, 5].flatMap { repeats in
        [Mixture.mixed, .heterogeneous].map { mixture in
          var cell = Cell(mixture, cases: cases, .same(repeats))
          cell.candidates = 3
          return cell
        }
      }
    }
  }

  private static var traded: [Cell] {
    [20, 80].flatMap { cases in
      [1, 3, 10].map { repeats in
        var cell = Cell(.mixed, cases: cases, .same(repeats))
        cell.effect = .traded
        return cell
      }
    }
  }

  /// Candidates that are worse.
  package static var worse: [Cell] { broken + rarelyBroken }

  private static var broken: [Cell] {
    [Effect.broken(0.12), .weaker(0.1)].flatMap { effect in
      [20, 40, 80, 200].flatMap { cases in
        [1, 3, 5, 10].map { repeats in
          var cell = Cell(.mixed, cases: cases, .same(repeats))
          cell.effect = effect
          return cell
        }
      }
    }
  }

  /// Where most cases stay as they are, a few of them decide: hard for intervals.
  private static var rarelyBroken: [Cell] {
    [0.02, 0.05].flatMap { share in
      [20, 40, 80, 200].flatMap { cases in
        [Mixture.mixed, .easy].map { mixture in
          var cell = Cell(mixture, cases: cases, .same(5))
          cell.effect = .broken(share)
          return cell
        }
      }
    }
  }

  /// One tool that never comes out right any more.
  package static var destroyed: [Cell] {
    [(40, 3), (40, 2), (10, 3), (10, 1)].flatMap { tools, casesEach in
      [3, 5, 10].map { repeats in
        var cell = Cell(.mixed, cases: tools * casesEach, .same(repeats))
        cell.tools = tools
        cell.effect = .destroyedTool
        return cell
      }
    }
  }

  /// Candidates that are worse by the drop that `plan` names, in either shape; sizes that show none are left out.
  package static var planned: [Cell] {
    (cases + [30, 112]).sorted().flatMap { cases in
      repeats.flatMap { repeats -> [Cell] in
        guard let smallest = TypicalDropPower(cases: cases, repeats: repeats).smallestDrop() else { return [] }
        let drop = max(smallest, SimulatedSuite.margin)
        return [Effect.weaker(drop / Mixture.mixed.mean), .brokenExactly(drop / (0.9 * Mixture.mixed.mean))].map {
          var cell = Cell(.mixed, cases: cases, .same(repeats))
          (cell.effect, cell.plannedDrop) = ($0, drop)
          return cell
        }
      }
    }
  }

  package static var all: [Cell] { grid.flatMap(\.self) + untidy + worse + destroyed + planned }
}
