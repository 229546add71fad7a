import Statistics
import TestSupport
import Testing

struct IntervalTests {
  @Test func clippingKeepsTheLevelAndMovesOnlyImpossibleBounds() {
    let interval = Interval(low: -1.2, high: 0.3, level: 0.9)
    #expect(interval.clipped(to: -1...1) == Interval(low: -1, high: 0.3, level: 0.9))
    #expect(interval.clipped(to: -2...2) == interval)
    #expect(Interval(low: 1.5, high: 2, level: 0.9).clipped(to: 0...1) == Interval(low: 1, high: 1, level: 0.9))
  }

  @Test func containsItsBounds() {
    let interval = Interval(low: 0.25, high: 0.5, level: 0.95)
    #expect(interval.contains(0.25) && interval.contains(0.5) && interval.contains(0.3))
    #expect(!interval.contains(0.2) && !interval.contains(0.6))
    #expect(interval.width == 0.25)
  }
}
