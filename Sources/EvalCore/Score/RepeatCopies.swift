import OrderedJSON

/// Which answers are no evidence of their own, because they are copies of another repeat's: found in a run before its trials are
/// counted, so that every rate, interval and test counts them once.
///
/// Two things are evidence. An answer that came out of a store, as its headers say, and says what another repeat said, was
/// never made by the model. And where *all* repeats of *all* cases of a model came back equal to the last byte of text,
/// reasoning and calls, the model was asked once in effect: a temperature of 0, one fixed seed or a cache that says nothing. One
/// repeat that differs is enough to believe the others, because confident models do say the same again and again.
///
/// Of models that are asked over an API alone: what a script repeats, its author wrote.
struct RepeatCopies {
  /// Places in the run's transcripts.
  private(set) var indices: Set<Int> = []

  /// - Parameter repeats: the places of the answers of each case in one arm, in the order of their trials.
  init(_ run: Run, _ repeats: [[Int]]) {
    let models = Set(run.plan.models.lazy.filter { $0.identity != nil && !$0.isDeterministic }.map(\.name))
    guard run.plan.repeats > 1, !models.isEmpty else { return }
    let answered = repeats.lazy.map { $0.filter { run.transcripts[$0].failure == nil } }.filter { $0.count > 1 }
    var varied: Set<String> = []
    for indices in answered {
      let first = run.transcripts[indices[0]]
      let model = first.trial.model
      guard models.contains(model), !varied.contains(model) else { continue }
      if indices.contains(where: { !run.transcripts[$0].saysTheSame(as: first) }) { varied.insert(model) }
    }
    for indices in answered where models.contains(run.transcripts[indices[0]].trial.model) {
      let isVaried = varied.contains(run.transcripts[indices[0]].trial.model)
      self.indices.formUnion(isVaried ? Self.stored(indices, run.transcripts) : Array(indices.dropFirst()))
    }
  }

  /// Those that came out of a store and say what one of the others said.
  private static func stored(_ indices: [Int], _ transcripts: [Transcript]) -> [Int] {
    let fromStore = indices.filter { transcripts[$0].isStored }
    guard !fromStore.isEmpty else { return [] }
    var kept = indices.filter { !transcripts[$0].isStored }
    return fromStore.filter { index in
      let isCopy = kept.contains { transcripts[$0].saysTheSame(as: transcripts[index]) }
      if !isCopy { kept.append(index) }
      return isCopy
    }
  }
}

extension Transcript {
  /// Whether none of its answers was made for it.
  fileprivate var isStored: Bool { !turns.isEmpty && turns.allSatisfy { $0.answer.origin?.isStored == true } }

  fileprivate func saysTheSame(as other: Transcript) -> Bool {
    turns.count == other.turns.count && zip(turns, other.turns).allSatisfy { $0.answer.saysTheSame(as: $1.answer) }
  }
}

extension ModelAnswer {
  /// Ids are the endpoint's and say nothing.
  fileprivate func saysTheSame(as other: ModelAnswer) -> Bool {
    text == other.text && finish == other.finish && reasoning == other.reasoning
      && calls.elementsEqual(other.calls) { $0.name == $1.name && $0.arguments.bytes == $1.arguments.bytes }
  }
}

extension ModelCall.Arguments {
  fileprivate var bytes: [UInt8] {
    switch self {
    case .object(let object): JSON.object(object).utf8Bytes
    case .malformed(let text, _): Array(text.utf8)
    }
  }
}
