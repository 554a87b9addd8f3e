#if !$Embedded

  extension Double {
    /// The number as one digit, some decimals (one to four) and a power of ten: `1.2e-07`.
    public func scientific(decimals: Int) -> String {
      NumberFormat.scientific(self, decimals: min(max(decimals, 1), 4))
    }

    /// The number with so many decimals, four at most, the last one rounded right: `0.25`.
    public func fixed(decimals: Int) -> String {
      NumberFormat.fixed(self, decimals: min(max(decimals, 0), 4))
    }
  }

  /// How the numbers of one tensor are written, so that their columns line up and every printed
  /// digit is right.
  package struct NumberFormat {
    private enum Style {
      case asItIs
      case decimals(Int)
      case powerOfTen
    }

    private let style: Style

    /// The format of these numbers, all of them together.
    package init<Scalar>(_ numbers: [Scalar]) {
      guard let numbers = numbers as? [any BinaryFloatingPoint] else {
        style = .asItIs
        return
      }
      let values = numbers.map { Double($0) }.filter(\.isFinite)
      let largest = values.map(\.magnitude).max() ?? 0
      if values.allSatisfy({ $0 == $0.rounded() }), largest < 1e9 {
        style = .decimals(0)
      } else if largest >= 1e6 || largest < 1e-3 {
        style = .powerOfTen
      } else {
        let needed = (1...4).first { decimals in
          values.allSatisfy { Self.isExact($0, decimals: decimals) }
        }
        style = .decimals(needed ?? 4)
      }
    }

    /// Whether a few decimals are all that the number has: 0.25 is 0.25, and 0.1 counts as 0.1
    /// though the nearest Float is a little off.
    private static func isExact(_ value: Double, decimals: Int) -> Bool {
      let scaled = value * powersOfTen[decimals]
      return (scaled - scaled.rounded()).magnitude <= scaled.magnitude * 1e-7
    }

    /// Whether the text of a number is all that there is of it: no digits were rounded away.
    package func isExact(_ number: Float) -> Bool {
      guard number.isFinite, number != 0 else { return true }
      switch style {
      case .asItIs: return true
      case .decimals(let decimals): return Self.isExact(Double(number), decimals: decimals)
      case .powerOfTen: return Self.isExact(Double(number) / Self.power(of: number), decimals: 4)
      }
    }

    /// The power of ten that its first digit stands for.
    private static func power(of number: Float) -> Double {
      let text = scientific(Double(number))
      return text.lastIndex(of: "e").flatMap { Double("1" + text[$0...]) } ?? 1
    }

    /// The number in words.
    package func text<Scalar>(_ number: Scalar) -> String {
      guard let number = number as? any BinaryFloatingPoint else { return "\(number)" }
      let value = Double(number)
      guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
      switch style {
      case .asItIs: return "\(number)"
      case .decimals(let decimals): return Self.fixed(value, decimals: decimals)
      case .powerOfTen: return Self.scientific(value)
      }
    }

    private static let powersOfTen: [Double] = [1, 10, 100, 1000, 10_000]

    /// `value` rounded to so many decimals, the last one right: the product is checked for the
    /// rounding it went through itself, so a number just below a half is not rounded up.
    static func fixed(_ value: Double, decimals: Int) -> String {
      let scale = powersOfTen[decimals]
      let scaled = value.magnitude * scale
      guard scaled < 0x1p53 else { return "\(value)" }
      let lost = (-scaled).addingProduct(value.magnitude, scale)
      var rounded = scaled.rounded(.toNearestOrEven)
      if (scaled - rounded).magnitude == 0.5 {
        if lost > 0, rounded < scaled { rounded += 1 }
        if lost < 0, rounded > scaled { rounded -= 1 }
      }
      var digits = String(Int(rounded))
      if decimals > 0 {
        let missing = decimals + 1 - digits.count
        if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
        digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
      }
      return value < 0 && rounded != 0 ? "-" + digits : digits
    }

    /// One digit, some decimals and a power of ten.
    static func scientific(_ value: Double, decimals: Int = 4) -> String {
      guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
      var exponent = 0
      var mantissa = value.magnitude
      while mantissa >= 10 {
        mantissa /= 10
        exponent += 1
      }
      while mantissa < 1 {
        mantissa *= 10
        exponent -= 1
      }
      var text = fixed(mantissa, decimals: decimals)
      if text.hasPrefix("10.") {
        text = fixed(1, decimals: decimals)
        exponent += 1
      }
      let digits = String(exponent.magnitude)
      let power = (exponent < 0 ? "-" : "+") + (digits.count < 2 ? "0" + digits : digits)
      return (value < 0 ? "-" : "") + text + "e" + power
    }
  }

#endif
