/// What is known about a model before it is asked; part of a run's record and of every table that shows its numbers.
package struct ModelCard: Sendable, Hashable {
  /// As the user named it.
  package let name: String
  /// Says of itself that it answers the same to the same request; it is asked once per case and variant.
  package let isDeterministic: Bool
  /// A model that gives none is judged by tools alone.
  package let givesArguments: Bool
  /// A sentence that must stand beside its numbers.
  package let note: String?
  /// What really answers under ``name``: provider and model, the way it is told of tools, and its own sampling. Runs in which
  /// it differs are not compared; nil where the name says it all.
  package let identity: String?
  /// In which order its trials are started; no part of what it is asked.
  package let schedule: ConfiguredModel.Schedule
  /// Whether it is a server of one's own that is asked at temperature 0: its prompt cache, which changes the last digits of
  /// what it computes, can then change an answer.
  package let answersDependOnCache: Bool

  package init(
    name: String, isDeterministic: Bool = false, givesArguments: Bool = true, note: String? = nil,
    identity: String? = nil, schedule: ConfiguredModel.Schedule = .interleaved,
    answersDependOnCache: Bool = false
  ) {
    self.name = name
    self.isDeterministic = isDeterministic
    self.givesArguments = givesArguments
    self.note = note
    self.identity = identity
    self.schedule = schedule
    self.answersDependOnCache = answersDependOnCache
  }
}
