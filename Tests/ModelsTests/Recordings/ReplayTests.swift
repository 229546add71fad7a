import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ReplayTests {
  private static func request(_ body: JSON = Exchanged.body()) throws -> RecordedRequest {
    try RecordedRequest(Exchanged.request(body), Exchanged.redactor)
  }

  private static func recording(
    _ trial: Trial, _ text: String = "", body: JSON = Exchanged.body(), turn: Int = 1
  ) throws -> Recording {
    try Exchanged.recording(Exchanged.request(body, of: trial, turn: turn), Exchanged.response(text))
  }

  private static func replay(_ recordings: [Recording], planned: [Trial] = [Exchanged.trial()]) throws -> Replay {
    try Replay(Exchanged.file(recordings), trials: planned)
  }

  private static func text(_ recording: Recording?) -> String? {
    recording.map { String(decoding: $0.response.body, as: UTF8.self) }
  }

  @Test func repeatsAndTurnsNeverCollapse() throws {
    let trials = (1...3).map { Exchanged.trial(repeat: $0) }
    let replay = try Self.replay(
      trials.map { try Self.recording($0, "r\($0.repeat)") } + [Self.recording(trials[0], "second", turn: 2)])
    let request = try Self.request()
    #expect(trials.map { Self.text(replay.answer(to: request, of: $0, turn: 1)) } == ["r1", "r2", "r3"])
    #expect(Self.text(replay.answer(to: request, of: trials[0], turn: 2)) == "second")
    #expect(replay.answer(to: request, of: trials[1], turn: 2) == nil)
    #expect(replay.answer(to: request, of: Exchanged.trial(repeat: 4), turn: 1) == nil)
  }

  @Test func theLaterLineWins() throws {
    let trial = Exchanged.trial()
    let replay = try Self.replay([Self.recording(trial, "old"), Self.recording(trial, "new")])
    #expect(Self.text(replay.answer(to: try Self.request(), of: trial, turn: 1)) == "new")
  }

  @Test func equalRequestsOfTwoVariantsHaveEachTheirOwnAnswer() throws {
    let (today, rewrite) = (Exchanged.trial(), Exchanged.trial(variant: "rewrite"))
    let replay = try Self.replay(
      [Self.recording(today, "t"), Self.recording(rewrite, "r")], planned: [today, rewrite])
    let request = try Self.request()
    #expect(Self.text(replay.answer(to: request, of: rewrite, turn: 1)) == "r")
    #expect(Self.text(replay.answer(to: request, of: today, turn: 1)) == "t")
  }

  @Test func anAnswerDoesNotCountForTwoVariants() throws {
    let (today, rewrite) = (Exchanged.trial(), Exchanged.trial(variant: "rewrite"))
    let replay = try Self.replay([Self.recording(today)], planned: [today, rewrite])
    let request = try Self.request()
    #expect(replay.answer(to: request, of: rewrite, turn: 1) == nil)
    #expect(
      replay.miss(request, of: rewrite, turn: 1).contains(
        "the same request is recorded for case 'find', variant 'today', model 'fast', whose answer it is: "
          + "one answer may not count twice"))
  }

  @Test func aRenamedVariantKeepsItsAnswersOnce() throws {
    let (old, new, third) = (
      Exchanged.trial(variant: "rewrite"), Exchanged.trial(variant: "v2"), Exchanged.trial(variant: "v3")
    )
    let replay = try Self.replay([Self.recording(old, "kept")], planned: [new, third])
    let request = try Self.request()
    #expect(Self.text(replay.answer(to: request, of: new, turn: 1)) == "kept")
    #expect(Self.text(replay.answer(to: request, of: new, turn: 1)) == "kept")
    #expect(replay.answer(to: request, of: third, turn: 1) == nil)
  }

  @Test func underAnotherNameOfTheModelEveryVariantFindsItsOwnAnswer() throws {
    let variants = ["today", "rewrite", "v3"]
    let recorded = try variants.map { try Self.recording(Exchanged.trial(variant: $0, model: "at port 1"), $0) }
    let planned = variants.map { Exchanged.trial(variant: $0, model: "at port 2") }
    let request = try Self.request()
    for order in [planned, planned.reversed()] {
      let replay = try Self.replay(recorded, planned: planned)
      for trial in order { #expect(Self.text(replay.answer(to: request, of: trial, turn: 1)) == trial.variant) }
    }
  }

  @Test func aMissSaysWhatChanged() throws {
    let trial = Exchanged.trial()
    let replay = try Self.replay([Self.recording(trial), Self.recording(Exchanged.trial(repeat: 2))])
    let asked = try Self.request(Exchanged.body(description: "Look.", temperature: 0))
    #expect(
      replay.miss(asked, of: trial, turn: 1)
        == "no answer is recorded for case 'find', variant 'today', model 'fast', repeat 1, turn 1: since r.jsonl:1 was "
        + "recorded, the description of tool 'search' has changed, 'temperature' is 0, not 0.7; record it with "
        + "--record FILE")
  }

  @Test func aMissSaysWhatIsThereInstead() throws {
    let replay = try Self.replay([
      Self.recording(Exchanged.trial()), Self.recording(Exchanged.trial(repeat: 2)),
      Self.recording(Exchanged.trial("other", model: "slow")),
    ])
    let request = try Self.request()
    let changed = try Self.request(Exchanged.body(prompt: "New?"))
    func miss(_ request: RecordedRequest, _ trial: Trial, turn: Int = 1) -> String {
      replay.miss(request, of: trial, turn: turn)
    }
    #expect(
      miss(request, Exchanged.trial(repeat: 3)).contains("the same request is recorded for repeat 1, 2 only"))
    #expect(miss(request, Exchanged.trial(), turn: 2).contains("'r.jsonl' has the trial up to turn 1"))
    #expect(miss(changed, Exchanged.trial("new")).contains("'r.jsonl' has nothing for this case"))
    #expect(miss(changed, Exchanged.trial(variant: "v2")).contains("has the case for variant 'today' only"))
    #expect(miss(changed, Exchanged.trial("other")).contains("since r.jsonl:3 was recorded, message 1 (user) has"))
    #expect(miss(request, Exchanged.trial(model: "new", repeat: 9)).contains("is recorded for repeat 1, 2 only"))
    #expect(miss(changed, Exchanged.trial(repeat: 3)).contains("since r.jsonl:2 was recorded, message 1 (user) has"))
  }

  @Test func aBrokenLineIsRefused() throws {
    let file = RecordingFile(Array("{}\n".utf8), path: "r.jsonl")
    #expect(throws: RecordingFailure.self) { try Replay(file, trials: []) }
  }
}
