import Foundation

/// One known answer, made by another program, and how near to it ours must come.
package struct GoldenVector: Decodable, Sendable, CustomStringConvertible {
  package let name: String
  package let inputs: [String: GoldenValue]
  package let outputs: [String: GoldenValue]
  package let rtol: Double

  package var description: String { name }

  package func input(_ key: String) -> Double { inputs[key]?.double ?? .nan }
  package func integer(_ key: String) -> Int { Int(exactly: input(key)) ?? -1 }
  package func inputs(_ key: String) -> [Int] { inputs[key]?.integers ?? [] }

  /// A number may not differ by more than `rtol·max(1, |want|)`; a null wants nothing at all.
  package func accepts(_ got: Double?, _ key: String) -> Bool {
    guard let want = outputs[key] else { return false }
    return matches(got, want)
  }

  package func accepts(_ got: [Double?], _ key: String) -> Bool {
    guard let want = outputs[key]?.list, want.count == got.count else { return false }
    return zip(got, want).allSatisfy { matches($0, $1) }
  }

  package func accepts(_ got: Bounds?, _ key: String) -> Bool { accepts([got?.low, got?.high], key) }

  private func matches(_ got: Double?, _ want: GoldenValue) -> Bool {
    guard let got else { return want.isNull }
    guard let want = want.double else { return false }
    return abs(got - want) <= rtol * max(1, abs(want))
  }
}

/// Known answers by section, from `fixtures/statistics`.
package enum GoldenVectors {
  package static let sectionNames = Set(sections.keys)

  package static subscript(section: String) -> [GoldenVector] { sections[section] ?? [] }

  private static let sections: [String: [GoldenVector]] = {
    let file = ProjectRoot.folder.appending(path: "fixtures/statistics/stats_golden.json")
    struct File: Decodable { let sections: [String: [GoldenVector]] }
    do {
      return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).sections
    } catch {
      fatalError("expected golden vectors in \(file.path), found \(error)")
    }
  }()
}
