extension Transcript {
  /// The error of the endpoint's that is the trial's outcome: by which its filter refused, or said that it could not parse what
  /// its model wrote. An outcome, but no sign that the model can be asked at all.
  var errorOutcome: EndpointFailure? {
    guard failure == nil, let answer = turns.first?.answer, let status = answer.refusedByStatus else { return nil }
    return EndpointFailure(.badRequest, status: status, message: answer.text ?? "the endpoint gave no reason")
  }
}

extension [Transcript] {
  /// The same, where an arm got nothing but errors with its trials failed: whatever their class, an endpoint that answers
  /// every question so was not asked what its model chooses, and nothing of it may be scored.
  package var failingWhereAllAreErrors: [Transcript] {
    guard contains(where: { $0.errorOutcome != nil }) else { return self }
    let answered = Set(lazy.filter { $0.failure == nil && $0.errorOutcome == nil }.map { Arm($0.trial) })
    return map { transcript in
      guard let error = transcript.errorOutcome, !answered.contains(transcript.trial.arm) else {
        return transcript
      }
      var failed = transcript
      (failed.failure, failed.stopped) = (error, .failure)
      return failed
    }
  }
}
