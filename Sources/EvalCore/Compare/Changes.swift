extension Comparison {
  /// What changed case by case, tool by tool, tag by tag.
  package struct Changes: Sendable {
    /// Every case whose rate changed, largest change first.
    package var flips: [Flip] = []
    /// Cases that the control always gets right and the candidate never.
    package var newFailures: [NewFailure] = []
    /// Whether one could have been found among these cases and repeats.
    package var showsNewFailures = true
    /// In the control's order of tools.
    package var tools: [GroupChange] = []
    /// In the suite's order of tags.
    package var tags: [GroupChange] = []
    package var moved: [MovedShare] = []

    package init(
      flips: [Flip] = [], newFailures: [NewFailure] = [], tools: [GroupChange] = [], tags: [GroupChange] = [],
      moved: [MovedShare] = []
    ) {
      self.flips = flips
      self.newFailures = newFailures
      self.tools = tools
      self.tags = tags
      self.moved = moved
    }

    /// Tools that nobody edited and whose cases are known to have become worse.
    package var collateral: [GroupChange] { tools.filter { !$0.isEdited && $0.isKnown && $0.difference.delta < 0 } }
  }

  package struct Flip: Sendable, Hashable {
    package let caseID: String
    package let control: Double
    package let candidate: Double
    /// Two-sided, by Benjamini and Hochberg over all paired cases; ``Evidence/untested`` in adaptive runs.
    package let evidence: Evidence

    package init(caseID: String, control: Double, candidate: Double, evidence: Evidence) {
      self.caseID = caseID
      self.control = control
      self.candidate = candidate
      self.evidence = evidence
    }

    package var isKnown: Bool { evidence.isKnown(at: Levels.falseDiscovery) }
  }

  package struct NewFailure: Sendable, Hashable {
    package let caseID: String
    /// Whether it is more than chance: a fact, or found at ``Levels/falseDiscovery`` with five repeats or more.
    package let isKnown: Bool

    package init(caseID: String, isKnown: Bool) {
      self.caseID = caseID
      self.isKnown = isKnown
    }
  }

  /// The change of the cases whose gold has one tool, or of those with one tag.
  package struct GroupChange: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// - Parameter isEdited: whether the candidate words this tool otherwise than the control.
      case tool(isEdited: Bool)
      case tag
    }

    package let kind: Kind
    /// The tool (the control's name) or the tag.
    package let name: String
    package let cases: Int
    /// A tool's drop by Holm over all tools of all comparisons of the run, a tag's by Benjamini and Hochberg.
    package let difference: Difference

    package init(_ kind: Kind, name: String, cases: Int, difference: Difference) {
      self.kind = kind
      self.name = name
      self.cases = cases
      self.difference = difference
    }

    package var isEdited: Bool { kind == .tool(isEdited: true) }

    /// A fact, or a drop that stands over all that were looked at; a gain is not tested group by group.
    package var isKnown: Bool {
      difference.delta != 0
        && difference.evidence.isKnown(at: kind == .tag ? Levels.falseDiscovery : Levels.alpha)
    }
  }

  /// How much of a gold tool's traffic the candidate sends elsewhere: positive where more of it goes there.
  package struct MovedShare: Sendable, Hashable {
    package let gold: String
    package let to: String
    package let share: Double

    package init(gold: String, to: String, share: Double) {
      self.gold = gold
      self.to = to
      self.share = share
    }
  }
}
