import RealModule

/// The numbers that kernels compute with: Float and Double.
///
/// `Real` brings `exp`, `log`, `tanh` and `sqrt` for either.
public typealias RealNumber = Real & BinaryFloatingPoint & BitwiseCopyable & Sendable
