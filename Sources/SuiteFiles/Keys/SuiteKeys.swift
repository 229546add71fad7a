extension KeyTable {
  static let suite = KeyTable(
    "suite", "a suite",
    [
      DeclaredKey("schema", "`toolsight/suite/v1`", "The version of this format.", example: "toolsight/suite/v1"),
      DeclaredKey(
        "name", "small letters, digits and `-`", "The suite's name, under which reports and the history show it.",
        example: "tracker"),
      DeclaredKey(
        "tools", "a tool-set file, `registry:NAME@VERSION`, or a list of them",
        "The tools that the server offers. It may be left out where every case brings its own.",
        example: "../fixtures/toolsets/tracker.json"),
      DeclaredKey(
        "instructions", "`ignore` or `system`",
        "Whether the server's own instructions are left out, or go into the system prompt; `ignore` if left out.",
        example: "system"),
      DeclaredKey(
        "variants", "a list of variants",
        "The wordings that are compared; the first is the control. Without it there is one, called `control`: the tool set as it is.",
        example: "[{name: today}, {name: rewrite, edits: edits/rewrite.yaml}]"),
      DeclaredKey(
        "models", "a list of models", "The models to ask; `--model` replaces them.",
        example: "[lexical, openai:gpt-5-mini]"
      ),
      DeclaredKey(
        "repeats", "a whole number from 1 to 1000", "How often each case is asked; 1 if left out.", example: "5"),
      DeclaredKey(
        "judge", "`calls` or `tools`",
        "What decides whether a trial is right: tools and arguments, or tools alone. If left out, `calls` where an expectation names an argument, else `tools`.",
        example: "tools"),
      DeclaredKey("system", "text", "The system prompt.", example: "You are the assistant of an issue tracker."),
      DeclaredKey(
        "turns", "a whole number from 1 to 100", "How many answers of the model a trial has at most; 1 if left out.",
        example: "3"),
      DeclaredKey(
        "sampling", "a map, see sampling", "How models are asked to sample; what is left out is not sent.",
        example: "{temperature: 0.7}"),
      DeclaredKey(
        "results", "a map from tools to results",
        "What the embedded server answers, by the control's tool name; a tool without a result answers `{\"ok\": true}`.",
        example: "{get_issue: {number: 7, state: open}}"),
      DeclaredKey(
        "faults", "a map from tools to a kind of fault or a map, see fault",
        "How tools misbehave in every case; a case's own come first.",
        example: "{search_issues: {kind: slow, after_ms: 800, rate: 0.1}}"),
      DeclaredKey(
        "server", "a map, see server", "What stands between a caller and the tools: scopes and rate limits.",
        example: "{scopes: {delete_issue: [\"issues:write\"]}}"),
      DeclaredKey(
        "principal", "a map, see principal",
        "As whom trials ask. Without it requests carry no token, and scopes hide nothing.",
        example: "{subject: ana, tenant: acme, scopes: [\"issues:read\"]}"),
      DeclaredKey(
        "gate", "a map, see gate", "The rules that a run must meet; rates and drops are fractions of 1.",
        example: "{max_drop: 0.05}"),
      DeclaredKey(
        "cases", "a list of cases, a path, a pattern of paths, or a list that mixes them",
        "The cases. A file that is named here holds a list of cases.",
        example: "[cases/search.yaml, cases/close-*.yaml]"),
    ])

  static let toolSetFile = KeyTable(
    "tool-set-file", "a tool-set file",
    [
      DeclaredKey(
        "file", "a path, or `registry:NAME@VERSION`", "The tool set, as seen from the file that names it.",
        example: "../fixtures/toolsets/tracker.json"),
      DeclaredKey(
        "prefix", "text", "What is put before the name of each of its tools, so that two servers do not clash.",
        example: "tracker_"),
    ])

  static let sampling = KeyTable(
    "sampling", "sampling",
    [
      DeclaredKey(
        "temperature", "a number from 0 to 10",
        "The randomness of the answers. A temperature of 0 does not make a model deterministic.", example: "0.7"),
      DeclaredKey(
        "top_p", "a number from 0 to 1", "Nucleus sampling: the share of probability that is sampled from.",
        example: "0.9"),
      DeclaredKey(
        "max_output_tokens", "a whole number from 1 to 10000000", "The most tokens of one answer.", example: "512"),
      DeclaredKey(
        "seed", "a whole number", "The provider's own seed, where it has one; repeat k is asked with `seed` + k − 1.",
        example: "1"),
      DeclaredKey(
        "tool_choice", "`auto`, `none`, `required`, or a tool",
        "Whether the model may, must not or must call a tool, or which one it must call.", example: "required"),
      DeclaredKey(
        "parallel_calls", "true or false", "Whether one answer may hold several calls.", example: "false"),
      DeclaredKey(
        "extra", "a map from providers to maps", "By provider, members that go into the request as they are.",
        example: "{openai: {service_tier: flex}}"),
    ])
}
