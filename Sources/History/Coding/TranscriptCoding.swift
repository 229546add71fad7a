import EvalCore
import Foundation
import OrderedJSON

/// A transcript as `trials.transcript` holds it, version 1; absent members stand for nil.
///
/// Arguments stand in it as the model wrote them: order, unknown members and the spelling of numbers.
extension Transcript {
  private static let version = 1

  func stored(_ redact: StoredRedaction) -> JSON {
    var object: JSONObject = [
      "v": JSON(stored: Self.version), "trial": trial.stored(redact), "startedAt": JSON(stored: startedAt),
      "durationMs": JSON(stored: durationMilliseconds), "stopped": .string(stopped.rawValue),
      "turns": .array(turns.map { $0.stored(redact) }),
    ]
    object["failure"] = failure?.stored(redact)
    return .object(object)
  }

  init(stored bytes: some Sequence<UInt8>) throws(DamagedRow) {
    try self.init(stored: StoredMembers(parsing: bytes, version: Self.version))
  }

  init(stored json: JSON) throws(DamagedRow) { try self.init(stored: StoredMembers(json, version: Self.version)) }

  private init(stored members: StoredMembers) throws(DamagedRow) {
    self.init(trial: try Trial(stored: members.members("trial")), startedAt: try members.date("startedAt"))
    durationMilliseconds = try members.double("durationMs")
    stopped = try members.word("stopped")
    turns = try members.list("turns") { turn throws(DamagedRow) in try Turn(stored: turn) }
    if members.has("failure") { failure = try EndpointFailure(stored: members.members("failure")) }
  }
}

extension Trial {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    [
      "number": JSON(stored: number), "case": .string(redact(caseID)), "variant": .string(redact(variant)),
      "model": .string(redact(model)), "repeat": JSON(stored: `repeat`),
    ]
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init(
      number: try stored.int("number"), caseID: try stored.text("case"), variant: try stored.text("variant"),
      model: try stored.text("model"), repeat: try stored.int("repeat"))
  }
}

extension Turn {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    var object = answer.stored(redact)
    object["results"] = .array(
      results.map { reply in
        var object: JSONObject = ["text": .string(redact(reply.text)), "isError": .bool(reply.isError)]
        object["layer"] = reply.layer.map { .string($0.rawValue) }
        return .object(object)
      })
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init(
      answer: try ModelAnswer(stored: stored),
      results: try stored.list("results") { reply throws(DamagedRow) in
        ToolReply(
          text: try reply.text("text"), isError: try reply.bool("isError"),
          layer: try reply.optionalText("layer").flatMap(Layer.init))
      })
  }
}

extension ModelAnswer {
  fileprivate func stored(_ redact: StoredRedaction) -> JSONObject {
    var object = JSONObject()
    object["text"] = redact(text).map(JSON.string)
    object["reasoning"] = redact(reasoning).map(JSON.string)
    object["calls"] = .array(calls.map { $0.stored(redact) })
    object["finish"] = .string(finish.rawValue)
    object["refusedByStatus"] = refusedByStatus.map { JSON(stored: $0) }
    object["usage"] = usage.stored
    object["latencyMs"] = JSON(stored: latencyMilliseconds)
    object["opaque"] = opaque.map { redact($0) }
    object["likelihoods"] = likelihoods?.stored(redact)
    object["seed"] = seed.map { JSON(stored: $0) }
    object["origin"] = origin?.stored(redact)
    return object
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init(
      text: try stored.optionalText("text"), reasoning: try stored.optionalText("reasoning"),
      calls: try stored.list("calls") { call throws(DamagedRow) in try ModelCall(stored: call) },
      finish: try stored.word("finish"), refusedByStatus: try stored.optionalInt("refusedByStatus"),
      usage: try Usage(stored: stored.members("usage")),
      latencyMilliseconds: try stored.double("latencyMs"), opaque: stored.json("opaque"),
      likelihoods: stored.has("likelihoods") ? try ToolLikelihoods(stored: stored.members("likelihoods")) : nil)
    seed = try stored.optionalInt("seed")
    origin = stored.has("origin") ? try AnswerOrigin(stored: stored.members("origin")) : nil
  }
}

extension AnswerOrigin {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    var object = JSONObject()
    object["gateway"] = redact(gateway).map(JSON.string)
    object["upstream"] = redact(upstream).map(JSON.string)
    object["retries"] = retries.map { JSON(stored: $0) }
    if isStored { object["stored"] = true }
    if isRelayed { object["relayed"] = true }
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init()
    gateway = try stored.optionalText("gateway")
    upstream = try stored.optionalText("upstream")
    retries = try stored.optionalInt("retries")
    isStored = try stored.optional("stored", "a boolean", \.boolValue) ?? false
    isRelayed = try stored.optional("relayed", "a boolean", \.boolValue) ?? false
  }
}

extension ToolLikelihoods {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    let choices = choices.map { choice -> JSON in
      var object: JSONObject = ["logP": JSON(stored: choice.logProbability)]
      object["tool"] = redact(choice.tool).map(JSON.string)
      if choice.isAtMost { object["atMost"] = true }
      return .object(object)
    }
    var object: JSONObject = ["choices": .array(choices), "offersNone": .bool(offersNone)]
    object["others"] = others.map { JSON(stored: $0) }
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init(
      try stored.list("choices") { choice throws(DamagedRow) in
        Choice(
          try choice.optionalText("tool"), try choice.double("logP"),
          isAtMost: try choice.optional("atMost", "a boolean", \.boolValue) ?? false)
      },
      others: stored.has("others") ? try stored.double("others") : nil, offersNone: try stored.bool("offersNone"))
  }
}

extension ModelCall {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    var object: JSONObject = ["id": .string(redact(id)), "name": .string(redact(name))]
    object["wireName"] = redact(wireName).map(JSON.string)
    switch arguments {
    case .object(let arguments): object["arguments"] = .object(redact(arguments))
    case .malformed(let text, let reason):
      object["malformed"] = ["text": .string(redact(text)), "reason": .string(redact(reason))]
    }
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    let arguments: Arguments
    if stored.has("malformed") {
      let malformed = try stored.members("malformed")
      arguments = .malformed(text: try malformed.text("text"), reason: try malformed.text("reason"))
    } else {
      arguments = .object(try stored.object("arguments"))
    }
    self.init(
      id: try stored.text("id"), name: try stored.text("name"), arguments: arguments,
      wireName: try stored.optionalText("wireName"))
  }
}

extension Usage {
  fileprivate var stored: JSON {
    var object = JSONObject()
    object["input"] = inputTokens.map { JSON(stored: $0) }
    object["output"] = outputTokens.map { JSON(stored: $0) }
    object["cached"] = cachedTokens.map { JSON(stored: $0) }
    object["reasoning"] = reasoningTokens.map { JSON(stored: $0) }
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init(
      inputTokens: try stored.optionalInt("input"), outputTokens: try stored.optionalInt("output"),
      cachedTokens: try stored.optionalInt("cached"), reasoningTokens: try stored.optionalInt("reasoning"))
  }
}

extension EndpointFailure {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    var object: JSONObject = ["class": .string(self.class.rawValue)]
    object["status"] = status.map { JSON(stored: $0) }
    object["message"] = .string(redact(message))
    object["attempts"] = JSON(stored: attempts)
    object["origin"] = origin?.stored(redact)
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init(
      try stored.word("class"), status: try stored.optionalInt("status"), message: try stored.text("message"),
      attempts: try stored.int("attempts"),
      origin: stored.has("origin") ? try AnswerOrigin(stored: stored.members("origin")) : nil)
  }
}
