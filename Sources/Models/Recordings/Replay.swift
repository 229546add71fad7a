package import EvalCore
import Synchronization

/// Answers requests from a recording, and says of a request that it lacks what has changed since.
///
/// An answer belongs to the case, variant and model that it was recorded for, and to its repeat. Where that trial is not
/// part of the run any more, as after a rename, another one with the same request may have it: one, so that no answer
/// counts twice.
package final class Replay: Sendable {
  package let file: RecordingFile
  private let planned: Set<Recording.Owner>
  /// Indices of the file's entries, in their order, by the request's key.
  private let indices: [String: [Int]]
  private let indicesByOwner: [Recording.Owner: [Int]]
  /// Who has been given an answer that nobody planned owns; the run's tasks share it, hence the lock.
  private let takers = Mutex<[Int: Recording.Owner]>([:])

  /// - Parameters:
  ///   - file: a broken line in it is refused.
  ///   - trials: everyone whose answers are kept for him: of the plan, or better of the whole suite of which it asks a part.
  package init(_ file: RecordingFile, trials: [Trial]) throws(RecordingFailure) {
    self.file = try file.validate()
    planned = Set(trials.map(Recording.Owner.init))
    var indices: [String: [Int]] = [:]
    var indicesByOwner: [Recording.Owner: [Int]] = [:]
    for (index, entry) in file.entries.enumerated() {
      indices[entry.key, default: []].append(index)
      indicesByOwner[entry.owner, default: []].append(index)
    }
    self.indices = indices
    self.indicesByOwner = indicesByOwner
  }

  /// Nil where nothing is recorded that may answer it.
  package func answer(to request: RecordedRequest, of trial: Trial, turn: Int) -> Recording? {
    let same = (indices[request.key] ?? []).filter {
      file.entries[$0].repeat == trial.repeat && file.entries[$0].turn == turn
    }
    return index(in: same, for: Recording.Owner(trial)).flatMap { file.recording(file.entries[$0]) }
  }

  /// The later line wins, because recording again appends.
  private func index(in indices: [Int], for owner: Recording.Owner) -> Int? {
    if let own = indices.last(where: { file.entries[$0].owner == owner }) { return own }
    let free = indices.filter { !planned.contains(file.entries[$0].owner) }
    return takers.withLock { takers in
      if let taken = free.last(where: { takers[$0] == owner }) { return taken }
      let left = free.filter { takers[$0] == nil }.map { (likeness: file.entries[$0].owner.likeness(to: owner), $0) }
      // Whoever is most alike, so that every replay of renamed trials hands out the same answers.
      guard let index = left.max(by: { $0 < $1 })?.1 else { return nil }
      takers[index] = owner
      return index
    }
  }

  /// Why there is no answer: what has changed in the request since the nearest one was recorded.
  package func miss(_ request: RecordedRequest, of trial: Trial, turn: Int) -> String {
    "no answer is recorded for case '\(trial.caseID)', variant '\(trial.variant)', model '\(trial.model)', repeat "
      + "\(trial.repeat), turn \(turn): \(reason(request, trial, turn)); record it with --record FILE"
  }

  private func reason(_ request: RecordedRequest, _ trial: Trial, _ turn: Int) -> String {
    let same = (indices[request.key] ?? []).map { file.entries[$0] }.filter { $0.turn == turn }
    if let twin = same.last(where: { $0.repeat == trial.repeat })?.owner {
      return "the same request is recorded for case '\(twin.caseID)', variant '\(twin.variant)', model "
        + "'\(twin.model)', whose answer it is: one answer may not count twice"
    }
    if !same.isEmpty {
      let repeats = Set(same.map(\.repeat)).sorted().map(String.init)
      return "the same request is recorded for repeat \(repeats.joined(separator: ", ")) only"
    }
    let near = nearest(to: Recording.Owner(trial))
    let ofTurn = near.filter { $0.turn == turn }
    if let nearest = ofTurn.last(where: { $0.repeat == trial.repeat }) ?? ofTurn.last {
      return changes(since: nearest, request)
    }
    if let last = near.map(\.turn).max() { return "'\(file.path)' has the trial up to turn \(last)" }
    return nothingRecorded(Recording.Owner(trial))
  }

  /// What is recorded for the trial, else for its case and variant under a model of another name.
  private func nearest(to owner: Recording.Owner) -> [RecordingFile.Entry] {
    let own = indicesByOwner[owner]
    let indices =
      own ?? indicesByOwner.filter { $0.key.caseID == owner.caseID && $0.key.variant == owner.variant }.flatMap(\.value)
    return indices.sorted().map { file.entries[$0] }
  }

  private func changes(since entry: RecordingFile.Entry, _ request: RecordedRequest) -> String {
    guard let recorded = file.recording(entry) else { return "'\(file.path)' cannot be read at line \(entry.number)" }
    let changes = RequestChanges(from: recorded.request, to: request).sentences
    return "since \(file.path):\(entry.number) was recorded, \(changes.joined(separator: ", "))"
  }

  /// Nothing is recorded for the case in this variant.
  private func nothingRecorded(_ owner: Recording.Owner) -> String {
    let variants = Set(indicesByOwner.keys.filter { $0.caseID == owner.caseID }.map(\.variant)).sorted()
    if variants.isEmpty { return "'\(file.path)' has nothing for this case" }
    let names = variants.map { "'\($0)'" }.joined(separator: ", ")
    return "'\(file.path)' has the case for variant \(names) only"
  }
}

extension Recording.Owner {
  /// How much of the name is the same; the case and the variant say more than the model, whose URL may have changed.
  fileprivate func likeness(to other: Recording.Owner) -> Int {
    (caseID == other.caseID ? 4 : 0) + (variant == other.variant ? 2 : 0) + (model == other.model ? 1 : 0)
  }
}
