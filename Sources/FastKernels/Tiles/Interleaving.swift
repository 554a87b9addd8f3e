// Vectors whose numbers change places. Written out number by number, because that is what the compiler
// turns into one or two shuffles; the properties `evenHalf` and `oddHalf` become a loop over memory
// when they are set.

extension SIMD4<Float>: VectorRow, Vector {
  @inline(__always) var withoutNegatives: Self { replacing(with: 0, where: self .< 0) }

  @inline(__always) var total: Float { (self[0] + self[2]) + (self[1] + self[3]) }

  @inline(__always)
  init(at memory: UnsafePointer<Float>, stride: Int) {
    self.init(
      memory[0], memory[stride], memory[2 * stride], memory[3 * stride])
  }

  @inline(__always)
  static func interleave(_ a: Self, _ b: Self, to memory: UnsafeMutablePointer<Float>) {
    Self(
      a[0], b[0], a[1], b[1]
    ).store(to: memory)
    Self(
      a[2], b[2], a[3], b[3]
    ).store(to: memory + 4)
  }

  @inline(__always)
  static func interleave(
    _ a: Self, _ b: Self, _ c: Self, _ d: Self, to memory: UnsafeMutablePointer<Float>
  ) {
    Self(
      a[0], b[0], c[0], d[0]
    ).store(to: memory)
    Self(
      a[1], b[1], c[1], d[1]
    ).store(to: memory + 4)
    Self(
      a[2], b[2], c[2], d[2]
    ).store(to: memory + 8)
    Self(
      a[3], b[3], c[3], d[3]
    ).store(to: memory + 12)
  }
}

extension SIMD8<Float>: VectorRow, Vector {
  @inline(__always) var withoutNegatives: Self { replacing(with: 0, where: self .< 0) }

  @inline(__always) var total: Float { (lowHalf + highHalf).total }

  @inline(__always)
  init(at memory: UnsafePointer<Float>, stride: Int) {
    self.init(
      memory[0], memory[stride], memory[2 * stride], memory[3 * stride], memory[4 * stride],
      memory[5 * stride], memory[6 * stride], memory[7 * stride])
  }

  @inline(__always)
  static func interleave(_ a: Self, _ b: Self, to memory: UnsafeMutablePointer<Float>) {
    Self(
      a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]
    ).store(to: memory)
    Self(
      a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7]
    ).store(to: memory + 8)
  }

  @inline(__always)
  static func interleave(
    _ a: Self, _ b: Self, _ c: Self, _ d: Self, to memory: UnsafeMutablePointer<Float>
  ) {
    Self(
      a[0], b[0], c[0], d[0], a[1], b[1], c[1], d[1]
    ).store(to: memory)
    Self(
      a[2], b[2], c[2], d[2], a[3], b[3], c[3], d[3]
    ).store(to: memory + 8)
    Self(
      a[4], b[4], c[4], d[4], a[5], b[5], c[5], d[5]
    ).store(to: memory + 16)
    Self(
      a[6], b[6], c[6], d[6], a[7], b[7], c[7], d[7]
    ).store(to: memory + 24)
  }
}

extension SIMD16<Float>: VectorRow, Vector {
  @inline(__always) var withoutNegatives: Self { replacing(with: 0, where: self .< 0) }

  @inline(__always) var total: Float { (lowHalf + highHalf).total }

  @inline(__always)
  init(at memory: UnsafePointer<Float>, stride: Int) {
    self.init(
      memory[0], memory[stride], memory[2 * stride], memory[3 * stride], memory[4 * stride],
      memory[5 * stride], memory[6 * stride], memory[7 * stride], memory[8 * stride],
      memory[9 * stride], memory[10 * stride], memory[11 * stride], memory[12 * stride],
      memory[13 * stride], memory[14 * stride], memory[15 * stride])
  }

  @inline(__always)
  static func interleave(_ a: Self, _ b: Self, to memory: UnsafeMutablePointer<Float>) {
    Self(
      a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3], a[4], b[4], a[5], b[5], a[6], b[6], a[7],
      b[7]
    ).store(to: memory)
    Self(
      a[8], b[8], a[9], b[9], a[10], b[10], a[11], b[11], a[12], b[12], a[13], b[13], a[14],
      b[14], a[15], b[15]
    ).store(to: memory + 16)
  }

  @inline(__always)
  static func interleave(
    _ a: Self, _ b: Self, _ c: Self, _ d: Self, to memory: UnsafeMutablePointer<Float>
  ) {
    Self(
      a[0], b[0], c[0], d[0], a[1], b[1], c[1], d[1], a[2], b[2], c[2], d[2], a[3], b[3], c[3],
      d[3]
    ).store(to: memory)
    Self(
      a[4], b[4], c[4], d[4], a[5], b[5], c[5], d[5], a[6], b[6], c[6], d[6], a[7], b[7], c[7],
      d[7]
    ).store(to: memory + 16)
    Self(
      a[8], b[8], c[8], d[8], a[9], b[9], c[9], d[9], a[10], b[10], c[10], d[10], a[11], b[11],
      c[11], d[11]
    ).store(to: memory + 32)
    Self(
      a[12], b[12], c[12], d[12], a[13], b[13], c[13], d[13], a[14], b[14], c[14], d[14], a[15],
      b[15], c[15], d[15]
    ).store(to: memory + 48)
  }
}

extension SIMD4<Float> {
  @inline(__always)
  static func split(_ memory: UnsafePointer<Float>, by count: Int, _ put: (Int, Self) -> Void) {
    let a = Self(at: memory)
    let b = Self(at: memory + 4)
    if count == 2 {
      put(
        0,
        Self(
          a[0], a[2], b[0], b[2]))
      put(
        1,
        Self(
          a[1], a[3], b[1], b[3]))
    } else {
      let c = Self(at: memory + 8)
      let d = Self(at: memory + 12)
      put(
        0,
        Self(
          a[0], b[0], c[0], d[0]))
      put(
        1,
        Self(
          a[1], b[1], c[1], d[1]))
      put(
        2,
        Self(
          a[2], b[2], c[2], d[2]))
      put(
        3,
        Self(
          a[3], b[3], c[3], d[3]))
    }
  }
}

extension SIMD8<Float> {
  @inline(__always)
  static func split(_ memory: UnsafePointer<Float>, by count: Int, _ put: (Int, Self) -> Void) {
    let a = Self(at: memory)
    let b = Self(at: memory + 8)
    if count == 2 {
      put(
        0,
        Self(
          a[0], a[2], a[4], a[6], b[0], b[2], b[4], b[6]))
      put(
        1,
        Self(
          a[1], a[3], a[5], a[7], b[1], b[3], b[5], b[7]))
    } else {
      let c = Self(at: memory + 16)
      let d = Self(at: memory + 24)
      put(
        0,
        Self(
          a[0], a[4], b[0], b[4], c[0], c[4], d[0], d[4]))
      put(
        1,
        Self(
          a[1], a[5], b[1], b[5], c[1], c[5], d[1], d[5]))
      put(
        2,
        Self(
          a[2], a[6], b[2], b[6], c[2], c[6], d[2], d[6]))
      put(
        3,
        Self(
          a[3], a[7], b[3], b[7], c[3], c[7], d[3], d[7]))
    }
  }
}

extension SIMD16<Float> {
  @inline(__always)
  static func split(_ memory: UnsafePointer<Float>, by count: Int, _ put: (Int, Self) -> Void) {
    let a = Self(at: memory)
    let b = Self(at: memory + 16)
    if count == 2 {
      put(
        0,
        Self(
          a[0], a[2], a[4], a[6], a[8], a[10], a[12], a[14], b[0], b[2], b[4], b[6], b[8], b[10],
          b[12], b[14]))
      put(
        1,
        Self(
          a[1], a[3], a[5], a[7], a[9], a[11], a[13], a[15], b[1], b[3], b[5], b[7], b[9], b[11],
          b[13], b[15]))
    } else {
      let c = Self(at: memory + 32)
      let d = Self(at: memory + 48)
      put(
        0,
        Self(
          a[0], a[4], a[8], a[12], b[0], b[4], b[8], b[12], c[0], c[4], c[8], c[12], d[0], d[4],
          d[8], d[12]))
      put(
        1,
        Self(
          a[1], a[5], a[9], a[13], b[1], b[5], b[9], b[13], c[1], c[5], c[9], c[13], d[1], d[5],
          d[9], d[13]))
      put(
        2,
        Self(
          a[2], a[6], a[10], a[14], b[2], b[6], b[10], b[14], c[2], c[6], c[10], c[14], d[2],
          d[6], d[10], d[14]))
      put(
        3,
        Self(
          a[3], a[7], a[11], a[15], b[3], b[7], b[11], b[15], c[3], c[7], c[11], c[15], d[3],
          d[7], d[11], d[15]))
    }
  }
}
