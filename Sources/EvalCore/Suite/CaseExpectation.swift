package import OrderedJSON

/// What the right calls are: one or more acceptable alternatives, made by the suite reader, consumed by the judge.
package struct CaseExpectation: Sendable {
  /// In the author's order; never empty.
  package var alternatives: [Alternative]
  /// Where it is set the leaderboard's rules alone decide; ``alternatives`` then say which tools are right.
  package var bfcl: BFCLExpectation?
  /// ``source`` as text, which needs a third of the memory.
  private let written: String

  package init(alternatives: [Alternative], bfcl: BFCLExpectation? = nil, source: JSON) {
    self.alternatives = alternatives
    self.bfcl = bfcl
    written = source.compact
  }

  /// As its author wrote it, for reports.
  package var source: JSON {
    guard let source = try? JSON(parsing: written, limits: JSONLimits(depth: .max, bytes: .max)) else {
      preconditionFailure("what was written as JSON is not JSON: \(written)")
    }
    return source
  }

  /// Whether calling nothing is one of the right answers.
  package var allowsNone: Bool { alternatives.contains { $0.isNone } }
  /// Whether any expected call says something about its arguments.
  package var namesArguments: Bool { alternatives.contains { $0.calls.contains(where: \.namesArguments) } }
}

/// One acceptable set of calls; without any required or optional call it says *none*.
package struct Alternative: Sendable {
  /// Required calls; a single group unless ``order`` is ``Order/groups``.
  package var groups: [[ExpectedCall]]
  /// Each may be met any number of times, at any place.
  package var optional: [ExpectedCall]
  package var order: Order

  package enum Order: String, Sendable, CaseIterable {
    case any
    case inOrder = "in_order"
    case groups
    case first
  }

  package init(groups: [[ExpectedCall]], optional: [ExpectedCall] = [], order: Order = .any) {
    self.groups = groups
    self.optional = optional
    self.order = order
  }

  package static let none = Alternative(groups: [])

  package var required: [ExpectedCall] { groups.flatMap(\.self) }
  package var calls: [ExpectedCall] { required + optional }
  package var isNone: Bool { calls.isEmpty }
}

/// One expected call: any one of its patterns, once unless ``times`` says otherwise.
package struct ExpectedCall: Sendable {
  /// More than one where the author gave several tool names.
  package var patterns: [CallPattern]
  /// How often a required call must be made; nil for once.
  package var times: Times?
  /// Where it stands in the expectation, e.g. `calls[0]` or `any_of[1].optional[0]`.
  package let path: String

  package struct Times: Sendable, Hashable {
    package let min: Int
    /// Nil for no upper bound.
    package let max: Int?

    package init(min: Int, max: Int?) {
      self.min = min
      self.max = max
    }
  }

  package init(patterns: [CallPattern], times: Times? = nil, path: String) {
    self.patterns = patterns
    self.times = times
    self.path = path
  }

  package var namesArguments: Bool { patterns.contains { if case .any = $0.arguments { false } else { true } } }
}

/// A tool and a rule for its arguments: an expected, optional or forbidden call.
package struct CallPattern: Sendable {
  /// The name to look for: the control's as written, a variant's after translation by ``NameMap``.
  package var tool: String
  /// The control's name, which scores use.
  package let control: String
  package var arguments: ArgumentRule

  package init(tool: String, control: String? = nil, arguments: ArgumentRule = .any) {
    self.tool = tool
    self.control = control ?? tool
    self.arguments = arguments
  }
}

/// A rule for all arguments of a call.
package enum ArgumentRule: Sendable {
  case any
  /// Others are unchecked.
  case named([NamedMatcher])
  /// And no others.
  case only([NamedMatcher])
  /// One matcher for all of them; rare, and kept apart like the next one.
  indirect case whole(Matcher)
  /// As the Berkeley leaderboard checks one call. Apart, because it is rare and would make every rule larger.
  indirect case bfcl(BFCLCall)
}
