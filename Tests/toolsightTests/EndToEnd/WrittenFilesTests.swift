import Foundation
import Testing

/// Who may read what is written, what is replaced by it, and what is taken away.
@Suite struct WrittenFilesTests {
  private func workplace(_ names: String...) throws -> Workplace {
    let workplace = try Workplace()
    for name in names { try SampleProject(name: name).write(to: workplace) }
    return workplace
  }

  private func mode(of name: String, in workplace: Workplace) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(workplace.path)/\(name)")[.posixPermissions] as? Int
  }

  /// Transcripts are for their owner alone; reports are for whoever the umask allows.
  @Test func transcriptsAreTheirOwnersAlone() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try workplace("tracker")
      let program = Program(workplace)
      _ = try await program.run("run", "tracker.yaml", "--model", endpoint.model, "--record", "recordings/r.jsonl")
      _ = try await program.run("history", "export", "last", "run.jsonl")
      _ = try await program.run("baseline", "save", "main", "last")
      _ = try await program.run("baseline", "export", "main", "main.jsonl")
      _ = try await program.run("recordings", "prune", "recordings/r.jsonl")
      for name in [".toolsight/history.sqlite", "recordings/r.jsonl", "run.jsonl", "main.jsonl"] {
        #expect(try mode(of: name, in: workplace) == 0o600, "\(name)")
      }
      let mask = umask(0)
      umask(mask)
      #expect(try mode(of: "reports/latest/report.json", in: workplace) == 0o666 & ~Int(mask))
    }
  }

  @Test func aRecordingThatIsPrunedKeepsItsMode() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try workplace("tracker")
      let arguments = ["run", "tracker.yaml", "--model", endpoint.model, "--record", "r.jsonl"]
      for _ in 0..<2 { _ = try await Program(workplace).run(arguments) }
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(workplace.path)/r.jsonl")
      let before = try workplace.text("r.jsonl").count
      _ = try await Program(workplace).run("recordings", "prune", "r.jsonl")
      #expect(try workplace.text("r.jsonl").count < before && mode(of: "r.jsonl", in: workplace) == 0o640)
    }
  }

  @Test func aLinkIsReplacedAndNotFollowed() async throws {
    let workplace = try workplace("tracker")
    try workplace.write("untouched", to: "victim.txt")
    try workplace.write("", to: "reports/latest/here")
    for name in ["reports/latest/report.json", "run.jsonl"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(workplace.path)/\(name)", withDestinationPath: "\(workplace.path)/victim.txt")
    }
    _ = try await Program(workplace).run("run", "tracker.yaml")
    _ = try await Program(workplace).run("history", "export", "last", "run.jsonl")
    #expect(try workplace.text("victim.txt") == "untouched")
    #expect(try workplace.text("reports/latest/report.json").hasPrefix("{\"schema\""))
    #expect(!workplace.files.contains { $0.hasSuffix(".part") })
  }

  private func reports(in workplace: Workplace) -> [String] {
    workplace.files.filter { $0.hasPrefix("reports/latest/") }.map { String($0.dropFirst("reports/latest/".count)) }
  }

  @Test(arguments: [
    (["run", "two.yaml", "--reports", "html"], ["report.html"]),
    (["report", "last", "--reports", "csv"], ["report.csv"]),
    (["score", "last", "--reports", "json"], ["report.json"]),
    (["run", "one.yaml", "two.yaml", "--reports", "junit"], ["one/report.junit.xml", "two/report.junit.xml"]),
  ])
  func noReportOfAnEarlierCommandStaysBesideNewOnes(command: [String], left: [String]) async throws {
    let workplace = try workplace("one", "two")
    _ = try await Program(workplace).run(
      "run", "one.yaml", "--reports", "html,json,junit,markdown,csv,comment")
    try #require(reports(in: workplace).count == 6)
    #expect(try await Program(workplace).run(command).way == .code(0))
    #expect(reports(in: workplace) == left)
  }

  @Test func reportsOfSeveralSuitesGoWithTheNextOne() async throws {
    let workplace = try workplace("one", "two")
    _ = try await Program(workplace).run("run", "one.yaml", "two.yaml", "--reports", "html,json,junit,markdown,csv")
    try #require(reports(in: workplace).count == 10)
    _ = try await Program(workplace).run("run", "two.yaml", "--reports", "junit")
    #expect(reports(in: workplace) == ["report.junit.xml"])
    #expect(!workplace.has("reports/latest/one"))
  }

  /// Of a file with one of our names that somebody else wrote we know nothing.
  @Test func filesOfOthersStay() async throws {
    let workplace = try workplace("one")
    let others = [
      "report.md", "report.csv", "report.json", "report.html", "notes.txt", "one/report.md", "sub/report.html",
    ]
    for name in others { try workplace.write("somebody's one", to: "reports/latest/\(name)") }
    _ = try await Program(workplace).run("run", "one.yaml", "--reports", "junit")
    #expect(reports(in: workplace) == (others + ["report.junit.xml"]).sorted())
  }
}
