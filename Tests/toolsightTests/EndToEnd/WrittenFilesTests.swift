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

  /// A report's name is ours, so that nobody means a link that has it.
  @Test func aLinkThatNobodyNamedIsReplacedAndNotFollowed() async throws {
    let workplace = try workplace("tracker")
    try workplace.write("untouched", to: "victim.txt")
    try workplace.write("", to: "reports/latest/here")
    try FileManager.default.createSymbolicLink(
      atPath: "\(workplace.path)/reports/latest/report.json", withDestinationPath: "\(workplace.path)/victim.txt")
    _ = try await Program(workplace).run("run", "tracker.yaml")
    #expect(try workplace.text("victim.txt") == "untouched")
    #expect(try workplace.text("reports/latest/report.json").hasPrefix("{\"schema\""))
    #expect(!workplace.files.contains { $0.hasSuffix(".part") })
  }

  /// Whoever names a link means the file that it points to, also through another link and where that file is still missing.
  @Test(arguments: [
    (["history", "export", "last", "link.jsonl"], "runs/real.jsonl"),
    (["baseline", "export", "main", "link.jsonl"], "runs/real.jsonl"),
    (["history", "export", "last", "missing.jsonl"], "runs/new.jsonl"),
  ])
  func aLinkThatTheUserNamesIsFollowed(command: [String], target: String) async throws {
    let workplace = try workplace("tracker")
    try workplace.write("old", to: "runs/real.jsonl")
    for (link, to) in [
      ("between.jsonl", "runs/real.jsonl"), ("link.jsonl", "between.jsonl"), ("missing.jsonl", "runs/new.jsonl"),
    ] {
      try FileManager.default.createSymbolicLink(atPath: "\(workplace.path)/\(link)", withDestinationPath: to)
    }
    _ = try await Program(workplace).run("run", "tracker.yaml")
    _ = try await Program(workplace).run("baseline", "save", "main", "last")
    #expect(try await Program(workplace).run(command).way == .code(0))
    #expect(try workplace.text(target).hasPrefix("{\"schema\""))
    #expect(try mode(of: target, in: workplace) == 0o600)
    let links = try ["between.jsonl", "link.jsonl", "missing.jsonl"].map {
      try FileManager.default.attributesOfItem(atPath: "\(workplace.path)/\($0)")[.type] as? FileAttributeType
    }
    #expect(links == [.typeSymbolicLink, .typeSymbolicLink, .typeSymbolicLink])
    #expect(!workplace.files.contains { $0.hasSuffix(".part") })
  }

  /// Room for a whole export, so that nobody has to read at the same time.
  private static let pipeBytes: Int32 = 1 << 20

  @Test func aPipeIsWrittenThrough() async throws {
    let workplace = try workplace("tracker")
    _ = try await Program(workplace).run("run", "tracker.yaml")
    let pipe = "\(workplace.path)/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    let descriptor = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(descriptor) }
    _ = fcntl(descriptor, 1031 /* F_SETPIPE_SZ */, Self.pipeBytes)
    #expect(try await Program(workplace).run("history", "export", "last", "pipe").way == .code(0))
    var status = stat()
    #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    var bytes = [UInt8](repeating: 0, count: Int(Self.pipeBytes))
    let count = read(descriptor, &bytes, bytes.count)
    _ = try await Program(workplace).run("history", "export", "last", "run.jsonl")
    #expect(try String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == workplace.text("run.jsonl"))
  }

  /// As `/dev/full` is one: a node of its own, because the system's is nobody's to lose.
  @Test(.enabled(if: geteuid() == 0, "only root makes devices"))
  func aDeviceIsWrittenThroughAndAFullDiskIs3() async throws {
    let workplace = try workplace("tracker")
    _ = try await Program(workplace).run("run", "tracker.yaml")
    let device = "\(workplace.path)/full"
    guard mknod(device, S_IFCHR | 0o600, 1 << 8 | 7) == 0 else { return }
    let ended = try await Program(workplace).run("history", "export", "last", "full")
    #expect(ended.way == .code(3))
    #expect(
      ended.errors
        == "error: 'full' cannot be written: No space left on device\n  fix: make room, or name another file\n")
    var status = stat()
    #expect(lstat(device, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  /// What stood in the file that standard output is stays, wherever in it the program is.
  @Test func standardOutputIsWrittenThroughByItsName() async throws {
    let workplace = try workplace("tracker")
    _ = try await Program(workplace).run("run", "tracker.yaml")
    _ = try await Program(workplace).run("history", "export", "last", "run.jsonl")
    let expected = try workplace.text("run.jsonl")
    let printed = try await Program(workplace).run("history", "export", "last", "/dev/stdout", "--format", "json")
    #expect(printed.way == .code(0))
    #expect(printed.output.hasPrefix(expected) && printed.output.contains("\"path\""))
    let closed = try await Program(workplace).run(["history", "export", "last", "/dev/stdout"], to: .closedPipe)
    #expect(closed.way == .code(0))
  }

  @Test(
    arguments: [
      (["history", "export", "last", "tools.json/run.jsonl"], 2, "Not a directory\n  fix: name another file"),
      (["history", "export", "last", "folder"], 2, "Is a directory\n  fix: name another file"),
      (
        ["run", "tracker.yaml", "--output", "tools.json/x"], 2,
        "Not a directory\n  fix: name another folder with --output"
      ),
    ] as [([String], Int32, String)])
  func whatCannotBeWrittenIsSaidWithItsReasonAndAWayOut(command: [String], code: Int32, words: String) async throws {
    let workplace = try workplace("tracker")
    try workplace.write("", to: "folder/file")
    _ = try await Program(workplace).run("run", "tracker.yaml")
    let ended = try await Program(workplace).run(command)
    #expect(ended.way == .code(code))
    #expect(ended.errors.contains(words), "\(ended.errors)")
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
