import OrderedJSON

/// One call as the judge meets it; an answer that its endpoint could not parse counts as one too.
struct ObservedCall {
  enum Kind {
    /// Of an offered tool, with an object of arguments: only these can be matched.
    case proper(JSONObject)
    case unknown
    case malformed(reason: String)
  }

  /// 1-based.
  let turn: Int
  /// Nil for an answer that could not be parsed.
  let call: ModelCall?
  let kind: Kind

  var name: String { call?.name ?? "" }

  var arguments: JSONObject? { if case .proper(let arguments) = kind { arguments } else { nil } }

  /// Everything that a transcript holds, in the order in which the model made it.
  static func all(in transcript: Transcript, _ catalogue: Catalogue) -> [ObservedCall] {
    var calls: [ObservedCall] = []
    for (index, turn) in transcript.turns.enumerated() {
      for call in turn.answer.calls { calls.append(ObservedCall(call, turn: index + 1, catalogue)) }
      if turn.answer.finish == .unparsable {
        let reason = "the endpoint could not parse what the model wrote"
        calls.append(ObservedCall(turn: index + 1, call: nil, kind: .malformed(reason: reason)))
      }
    }
    return calls
  }

  private init(turn: Int, call: ModelCall?, kind: Kind) {
    self.turn = turn
    self.call = call
    self.kind = kind
  }

  private init(_ call: ModelCall, turn: Int, _ catalogue: Catalogue) {
    let kind: Kind =
      switch call.arguments {
      case .malformed(_, let reason): .malformed(reason: reason)
      case .object(let arguments): catalogue[call.name] == nil ? .unknown : .proper(arguments)
      }
    self.init(turn: turn, call: call, kind: kind)
  }
}
