/// The keys that `report.json` promises, by the place of the object that holds them.
enum ReportSkeleton {
  static let keys = [
    "": "schema run scores comparisons verdict cases trials",
    "run": "id suite startedAt finishedAt repeats seed judge scorerVersion toolsightVersion git conditions",
    "scores/0": """
    variant model exact cases trials missing accuracy nameAccuracy passK falseCallRate missedCallRate macroF1 \
    catalogTokens outcomes usage latencyMs tags tools confusion
    """,
    "scores/0/accuracy": "value low high level scope",
    "scores/0/usage": "inputTokens outputTokens usd",
    "scores/0/latencyMs": "p50 p95",
    "scores/0/tags/0": "tag cases accuracy",
    "scores/0/tools/0": "tool support precision recall f1 missedTo",
    "scores/0/confusion": "labels rows",
    "comparisons/0": """
    control candidate baseline model scope level delta low high exact pRegression pImprovement margin detectable cases \
    flips tools moved verdict
    """,
    "comparisons/0/cases": "paired added removed changed skipped",
    "comparisons/0/flips/0": "case control candidate p",
    "comparisons/0/tools/0": "tool delta low high p adjusted edited",
    "comparisons/0/moved/0": "gold to share",
    "verdict": "outcome exit strict rules",
    "verdict/rules/0": "rule variant model outcome threshold value low high detail",
    "cases/0": "id prompt expect tags family file line",
    "trials/0": """
    case variant model repeat outcome reasons turns stopped latencyMs calls text error usage
    """,
    "trials/0/calls/0": "turn tool shownAs arguments matched mismatches",
  ]
}
