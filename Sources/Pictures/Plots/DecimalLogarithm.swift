#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The exponent that ten needs to be `x`; −∞ for 0, NaN for negative numbers.
func decimalLogarithm(_ x: Double) -> Double { log10(x) }

/// The number whose cube is `x`.
func cubeRoot(_ x: Double) -> Double { cbrt(x) }
