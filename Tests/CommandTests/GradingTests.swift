import TestSupport
import Testing

/// All tests that grade something with the real executable, one after the other: each has the compiler and
/// several programs at work, and beside many of them others would run out of time.
@Suite("Grading", .takingTurns, .serialized)
enum GradingTests {}
