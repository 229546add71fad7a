import TestSupport
import Testing

/// The file's vectors are all tested, section by section, where their function is: this holds it to that.
@Suite
struct GoldenVectorTests {
  /// A section that vanished from the file, or was read as empty, would test nothing and pass.
  static let counts = [
    "normal_ppf": 11, "normal_cdf": 9, "student_t_ppf": 52, "student_t_cdf": 5, "regularized_incomplete_beta": 7,
    "log_beta": 4, "proportion_ci": 63, "proportion_ci_published": 2, "wilson_effective_n": 5, "binomial_test": 8,
    "mcnemar": 12, "paired_proportion_difference": 26, "independent_difference_ci": 4,
    "paired_signflip_permutation_exact": 6, "stratified_exact_suite_scope": 7, "fisher_exact_case": 9,
    "min_attainable_case_p": 10, "multiple_testing": 5, "clustered_se": 3, "paired_case_difference": 2,
    "variance_components": 1, "power_cohens_h": 6, "power_paired_cases": 5, "power_mcnemar": 4,
    "power_mcnemar_exact": 1, "optimal_repeats": 3, "resampling_variance_factor": 7, "beta_binomial_posterior": 7,
    "dirichlet_paired_posterior": 6, "posterior_threshold": 4, "anytime_mcnemar_e_value": 11,
    "beta_binomial_confidence_sequence": 8, "sprt": 2, "group_sequential_constants": 4, "alpha_spending": 8,
    "betting_martingale": 6, "bootstrap_exact_enumeration": 1, "kendall_tau": 6, "spearman": 1, "pass_at_k": 6,
    "classification": 1, "multiset_calls": 2, "calibration": 1, "tv_bias": 2, "sequence_match": 5,
    "product_intervals": 8, "clustered_wilson": 4, "gate_verdict": 8,
  ]

  /// What the file knows and the method does not use.
  static let leftOut: [String: Set<String>] = [
    // Corrections for continuity, and other names for intervals that are tested.
    "proportion_ci": ["wilson_cc", "jeffreys_brown_modified"],
    // Approximations, where the exact p is always at hand.
    "mcnemar": ["p_chi2_uncorrected", "p_chi2_edwards_cc"],
    // Its bounds do not solve the score equation (0.0528...0.3382 do), and three of the four have none.
    "independent_difference_ci": ["miettinen_nurminen_score_statsmodels"],
    "stratified_exact_suite_scope": ["p_two_sided_distance"],
    // Holm guards the gate and Benjamini–Hochberg the tables; the others are not on offer.
    "multiple_testing": [
      "holm-sidak_adjusted", "holm-sidak_reject_0.05", "simes-hochberg_adjusted", "simes-hochberg_reject_0.05",
      "hommel_adjusted", "hommel_reject_0.05", "fdr_by_adjusted", "fdr_by_reject_0.05",
    ],
    // CR1 without its G/(G - 1).
    "clustered_se": ["se_cluster_CR0"],
  ]

  @Test func everySectionOfTheFileIsListed() {
    #expect(Set(Self.counts.keys) == GoldenVectors.sectionNames)
    #expect(Self.counts.values.reduce(0, +) == 378)
  }

  @Test(arguments: counts.keys.sorted()) func everyOutputOfASectionIsTestedOrLeftOut(section: String) throws {
    let vectors = GoldenVectors[section]
    #expect(vectors.count == Self.counts[section])
    let sources = try Self.sources.get().filter { $0.contains("arguments: GoldenVectors[\"\(section)\"]") }
    #expect(!sources.isEmpty, "no test takes its arguments from section '\(section)'")
    let outputs = Set(vectors.flatMap(\.outputs.keys))
    let untested = outputs.filter { key in !sources.contains { Self.names(key, in: $0) } }
    #expect(untested == Self.leftOut[section, default: []])
  }

  /// Literally, or with its number put in: "pass@3" is asked for as "pass@\(k)".
  private static func names(_ key: String, in source: String) -> Bool {
    let stem = key.prefix { !$0.isNumber }
    let hasNumberOnly = !stem.isEmpty && key.dropFirst(stem.count).allSatisfy(\.isNumber)
    return source.contains("\"\(key)\"") || hasNumberOnly && source.contains("\"\(stem)\\(")
  }

  /// The tests as they are written, this file apart.
  private static let sources = Result {
    try ["Tests/StatisticsTests", "Tests/StatisticsReferenceTests"].flatMap {
      ProjectRoot.files(under: $0, ["Tests.swift"])
    }
    .filter { !$0.hasSuffix("GoldenVectorTests.swift") }.map(ProjectRoot.text)
  }
}
