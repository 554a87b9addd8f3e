extension Tensor {
  /// The tensor of `transform(x)` for each number x.
  @inlinable
  public func map<Other>(_ transform: (Scalar) -> Other) -> Tensor<Other> {
    Tensor<Other>(shape: shape) { result in
      withUnsafeScalars { numbers in
        for place in numbers.indices { result[place] = transform(numbers[place]) }
      }
    }
  }

  /// The tensor of `combine(x, y)` for the numbers x and y at each place.
  ///
  /// - Precondition: both have the same shape.
  @inlinable
  public func zip<Other, Result>(
    _ other: Tensor<Other>, _ combine: (Scalar, Other) -> Result
  ) -> Tensor<Result> {
    require(shape == other.shape, "the shapes \(shape) and \(other.shape) are not equal")
    return Tensor<Result>(shape: shape) { result in
      withUnsafeScalars { xs in
        other.withUnsafeScalars { ys in
          for place in xs.indices { result[place] = combine(xs[place], ys[place]) }
        }
      }
    }
  }

  /// The sum of all numbers, in row order.
  @inlinable
  public func sum() -> Scalar {
    withUnsafeScalars { $0.reduce(.zero, +) }
  }

  /// The sums place by place.
  ///
  /// - Precondition: both have the same shape.
  @inlinable
  public static func + (a: Tensor, b: Tensor) -> Tensor { a.zip(b, +) }

  /// The differences place by place.
  ///
  /// - Precondition: both have the same shape.
  @inlinable
  public static func - (a: Tensor, b: Tensor) -> Tensor { a.zip(b, -) }

  /// The products place by place, not the matrix product.
  ///
  /// - Precondition: both have the same shape.
  @inlinable
  public static func * (a: Tensor, b: Tensor) -> Tensor { a.zip(b, *) }

  /// Each number plus `b`.
  @inlinable
  public static func + (a: Tensor, b: Scalar) -> Tensor { a.map { $0 + b } }

  /// Each number less `b`.
  @inlinable
  public static func - (a: Tensor, b: Scalar) -> Tensor { a.map { $0 - b } }

  /// Each number times `a`.
  @inlinable
  public static func * (a: Scalar, b: Tensor) -> Tensor { b.map { a * $0 } }

  /// Each number times `b`.
  @inlinable
  public static func * (a: Tensor, b: Scalar) -> Tensor { a.map { $0 * b } }
}

extension Tensor where Scalar: SignedNumeric {
  /// Each number with the other sign.
  @inlinable
  public static prefix func - (a: Tensor) -> Tensor { a.map { -$0 } }
}

extension Tensor where Scalar: FloatingPoint {
  /// Each number divided by `b`.
  @inlinable
  public static func / (a: Tensor, b: Scalar) -> Tensor { a.map { $0 / b } }
}

extension Tensor: Equatable {
  /// Equal shapes and equal numbers; a NaN equals nothing, not even itself.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a.shape == b.shape
      && a.withUnsafeScalars { xs in b.withUnsafeScalars { ys in xs.elementsEqual(ys) } }
  }
}

extension Tensor where Scalar: Comparable {
  /// The smallest and the largest number, or nil where there are none.
  public var range: ClosedRange<Scalar>? {
    withUnsafeScalars { numbers in
      guard let first = numbers.first else { return nil }
      var low = first
      var high = first
      for number in numbers {
        low = min(low, number)
        high = max(high, number)
      }
      return low <= high ? low...high : nil
    }
  }
}

extension Tensor where Scalar: BinaryFloatingPoint {
  /// The same numbers in another floating-point type, rounded to nearest where they need it.
  @inlinable
  public init<Source: BinaryFloatingPoint>(_ other: Tensor<Source>) {
    self = other.map { Scalar($0) }
  }

  /// Each number without its sign.
  public var magnitudes: Tensor { map { abs($0) } }

  /// The sum of all numbers, in row order, with a running total in Double: to one in Float that has
  /// grown large, the last digits of what is added are lost.
  public func sumInDouble() -> Double {
    withUnsafeScalars { numbers in
      var sum = 0.0
      for number in numbers { sum += Double(number) }
      return sum
    }
  }

  /// `count` numbers evenly spaced from `first` to `last`, both included.
  ///
  /// - Precondition: `count` is at least 2.
  public static func linspace(_ first: Scalar, _ last: Scalar, count: Int) -> Tensor {
    require(count >= 2, "linspace needs at least 2 numbers, not \(count)")
    let step = (last - first) / Scalar(count - 1)
    return Tensor(shape: [count]) { numbers in
      for place in numbers.indices { numbers[place] = first + Scalar(place) * step }
      numbers[count - 1] = last
    }
  }
}
