import EvalCore

/// An arm's score with the sentence that must stand beside its model's numbers.
struct NotedScore: JSONMembers {
  let score: ArmScore
  let note: String?
  /// All that must stand beside them, as the other reports say it.
  let notes: [String]
  /// Of this arm's answers.
  let origins: AnswerOrigins
  /// Nil where the model has no price.
  let cost: ArmCost?

  func writeMembers(to out: inout JSONStream) {
    score.writeMembers(to: &out)
    out.object("usage", PricedUsage(usage: score.consumption.usage, dollars: cost?.dollars))
    out.number("usdPerCorrect", cost?.dollarsPerCorrect)
    out.text("note", note)
    out.texts("notes", notes)
    if !origins.routes.isEmpty || origins.stored > 0 { out.object("origins", origins) }
  }
}

extension AnswerOrigins: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.integer("answers", answers)
    out.integer("stored", stored)
    out.integer("retries", retries)
    out.array("routes", routes) { out, counted in
      out.object {
        $0.text("gateway", counted.route.gateway)
        $0.text("upstream", counted.route.upstream)
        $0.integer("answers", counted.answers)
      }
    }
  }
}

extension ArmScore: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("variant", variant)
    out.text("model", model)
    out.word("judge", strictness.rawValue)
    out.bool("exact", isDeterministic)
    out.integer("cases", counts.cases)
    out.integer("trials", counts.trials)
    out.integer("missing", counts.missing)
    writeRates(to: &out)
    out.object("outcomes") { out in
      for (outcome, trials) in counts.outcomes {
        out.key(named: outcome.rawValue)
        out.integer(trials)
      }
    }
    out.key("latencyMs")
    if let latency = consumption.latency {
      out.object {
        $0.milliseconds("p50", latency.p50); $0.milliseconds("p95", latency.p95)
      }
    } else {
      out.null()
    }
    out.array("tags", tables.tags)
    out.array("tools", tables.tools)
    out.object("confusion", tables.confusion)
    out.object("selectionMargin", rates.margins)
    out.array("perCase", tables.perCase)
    out.array("flaky", flaky) { out, tally in
      out.object { out in
        tally.writeMembers(to: &out)
        out.number("low", tally.interval?.low)
        out.number("high", tally.interval?.high)
      }
    }
  }

  private func writeRates(to out: inout JSONStream) {
    out.object("accuracy", rates.accuracy)
    out.object("populationAccuracy", rates.populationAccuracy)
    out.object("nameAccuracy", rates.nameAccuracy)
    out.number("passK", rates.passK)
    out.object("falseCallRate", rates.falseCallRate)
    out.object("missedCallRate", rates.missedCallRate)
    out.number("macroF1", rates.macroF1)
    out.integer("catalogTokens", consumption.catalogTokens)
  }
}

extension Estimate: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.number("value", value)
    out.number("low", low)
    out.number("high", high)
    out.number("level", level)
    out.word("scope", scope.rawValue)
  }
}

extension SelectionMargins: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.number("value", mean)
    out.number("low", low)
    out.number("high", high)
    out.number("level", level)
    out.integer("trials", trials)
    out.integer("bounds", bounds)
  }
}

extension TagScore: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("tag", tag)
    out.integer("cases", cases)
    out.object("accuracy", accuracy)
  }
}

extension ToolScore: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("tool", tool)
    out.number("support", support)
    out.number("precision", precision)
    out.number("recall", recall)
    out.number("f1", f1)
    out.array("missedTo", missedTo) { out, missed in
      out.object {
        $0.text("tool", missed.tool); $0.number("share", missed.share)
      }
    }
  }
}

extension Confusion: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.texts("labels", labels)
    out.array("rows", rows) { out, row in out.array(row) { $0.number($1) } }
  }
}

extension CaseTally: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("case", caseID)
    out.integer("correct", correct)
    out.integer("scored", scored)
  }
}

/// Tokens with what they cost, where that is known.
struct PricedUsage: JSONMembers {
  let usage: Usage
  /// USD.
  var dollars: Double?

  func writeMembers(to out: inout JSONStream) {
    out.integer("inputTokens", usage.inputTokens)
    out.integer("outputTokens", usage.outputTokens)
    out.integer("cachedTokens", usage.cachedTokens)
    out.integer("reasoningTokens", usage.reasoningTokens)
    out.number("usd", dollars)
  }
}
