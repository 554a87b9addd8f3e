import CPlatform

/// What the processor that this was built for has. The compiler knows these numbers, so a branch
/// on them costs nothing.
package enum Processor {
  /// What the kernels may use of it beyond what every one of its family has: bits of `loupeAVX` and its
  /// neighbours. Asking is safe on any processor; computing is not.
  @inline(never) package static var builtFor: UInt32 { UInt32(loupeBuiltFor) }

  /// How many Floats fit its widest vector: 16, 8 or 4.
  @inline(__always) static var vectorFloats: Int { Int(loupeVectorFloats) }

  /// How many vectors it holds in registers: 32 or 16.
  @inline(__always) static var vectorRegisters: Int { Int(loupeVectorRegisters) }

  /// Whether a·b + c is one instruction.
  @inline(__always) static var hasFusedMultiplyAdd: Bool { loupeHasFusedMultiplyAdd == 1 }
}
