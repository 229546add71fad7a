import Testing

/// A section that vanished from the file, or was read as empty, would otherwise test nothing and pass.
@Suite(.enabled(if: Golden.isAvailable, Golden.skipMessage))
struct GoldenVectorTests {
  static let counts: [(String, Int)] = [
    ("normal_ppf", 11), ("normal_cdf", 9), ("student_t_ppf", 52), ("student_t_cdf", 5),
    ("regularized_incomplete_beta", 7), ("log_beta", 4), ("proportion_ci", 63), ("proportion_ci_published", 2),
    ("wilson_effective_n", 5), ("mcnemar", 12), ("stratified_exact_suite_scope", 7), ("fisher_exact_case", 9),
    ("min_attainable_case_p", 10), ("multiple_testing", 5), ("clustered_se", 3), ("clustered_wilson", 4),
    ("product_intervals", 8), ("power_paired_cases", 5), ("pass_at_k", 6), ("classification", 1),
    ("multiset_calls", 2), ("gate_verdict", 8), ("paired_proportion_difference", 26),
  ]

  @Test(arguments: counts) func everySectionThatIsTestedHasItsVectors(section: String, count: Int) {
    #expect(Golden[section].count == count)
  }
}
