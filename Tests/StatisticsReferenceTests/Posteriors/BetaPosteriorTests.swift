import Statistics
import StatisticsReference
import TestSupport
import Testing

struct BetaPosteriorTests {
  @Test(arguments: GoldenVectors["beta_binomial_posterior"])
  func comparesArmsAsTheGoldenVectorsDo(vector: GoldenVector) {
    let (control, candidate) = (vector.counts("A"), vector.counts("B"))
    let (a, b) = (BetaPosterior(control), BetaPosterior(candidate))
    #expect(vector.accepts(b.probability(exceeds: a), "P(B>A)_uniform_prior"))
    #expect(vector.accepts(a.probability(exceeds: b), "P(A>B)_uniform_prior"))
    #expect(vector.accepts(a.mean, "post_mean_A_uniform"))
    #expect(vector.accepts(b.mean, "post_mean_B_uniform"))
    let jeffreys = BetaPosterior(candidate, prior: .jeffreys)
      .probability(exceeds: BetaPosterior(control, prior: .jeffreys))
    #expect(vector.accepts(jeffreys, "P(B>A)_jeffreys_prior"))
  }

  @Test(arguments: GoldenVectors["posterior_threshold"])
  func comparesWithAThresholdAsTheGoldenVectorsDo(vector: GoldenVector) {
    let counts = Counts(successes: vector.integer("x"), runs: vector.integer("n"))
    let threshold = vector.input("threshold")
    #expect(vector.accepts(BetaPosterior(counts).probability(above: threshold), "P(p>thr)_uniform"))
    let jeffreys = BetaPosterior(counts, prior: .jeffreys).probability(above: threshold)
    #expect(vector.accepts(jeffreys, "P(p>thr)_jeffreys"))
  }

  @Test(arguments: GoldenVectors["proportion_ci"])
  func intervalsMatchTheGoldenVectors(vector: GoldenVector) {
    let counts = Counts(successes: vector.integer("successes"), runs: vector.integer("n"))
    let level = vector.input("confidence")
    let uniform = BetaPosterior(counts).interval(level: level)
    #expect(vector.accepts(Bounds(uniform), "bayes_uniform_equal_tailed"))
    let jeffreys = BetaPosterior(counts, prior: .jeffreys).interval(level: level)
    #expect(vector.accepts(Bounds(jeffreys), "jeffreys_equal_tailed"))
  }

  @Test(arguments: [BetaPosterior.Prior.uniform, .jeffreys])
  func eitherArmIsLargerOrTheOtherIs(prior: BetaPosterior.Prior) throws {
    let a = BetaPosterior(Counts(successes: 3, runs: 40), prior: prior)
    let b = BetaPosterior(Counts(successes: 180, runs: 400), prior: prior)
    let sum = try #require(a.probability(exceeds: b)) + #require(b.probability(exceeds: a))
    #expect(sum.isNear(1))
    #expect(a.probability(exceeds: a) == 0.5)
  }

  @Test func priorsThatDifferAreNotCompared() {
    let counts = Counts(successes: 1, runs: 2)
    #expect(BetaPosterior(counts).probability(exceeds: BetaPosterior(counts, prior: .jeffreys)) == nil)
  }

  @Test func certaintyLiesAtTheEnds() {
    let posterior = BetaPosterior(Counts(successes: 0, runs: 0))
    #expect(posterior.probability(above: 0) == 1 && posterior.probability(above: 1) == 0)
    #expect(posterior.probability(above: 0.3).isNear(0.7))
    #expect(posterior.interval(level: 1) == nil)
  }
}

extension GoldenVector {
  fileprivate func counts(_ arm: String) -> Counts {
    let numbers = inputs(arm)
    return Counts(successes: numbers[0], runs: numbers[1])
  }
}
