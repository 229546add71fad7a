import Foundation

/// What the process has used of the processor, all threads, user and system.
struct ProcessorTime {
  private let microseconds: Int

  static var now: ProcessorTime {
    let used = usage
    return ProcessorTime(
      microseconds: (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1_000_000
        + Int(used.ru_utime.tv_usec + used.ru_stime.tv_usec))
  }

  /// Of resident memory, so far.
  static var peakMegabytes: Int { usage.ru_maxrss / 1024 }

  /// In seconds.
  var value: Double { Double(microseconds) / 1e6 }

  /// In seconds, with two decimals.
  var seconds: String { String(format: "%.2f", value) }

  static func - (end: ProcessorTime, start: ProcessorTime) -> ProcessorTime {
    ProcessorTime(microseconds: end.microseconds - start.microseconds)
  }

  private static var usage: rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }
}
