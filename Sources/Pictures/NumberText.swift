/// A number in at most three digits that matter, for a legend: 3.25, 0.0125, 1200, 4.5e-07.
func shortText(_ number: Float) -> String {
  guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞" }
  guard number != 0 else { return "0" }
  let sign = number < 0 ? "−" : ""
  // number = digits · 10^exponent, with three digits: found by going there in steps of ten, in
  // Double, where that loses nothing that three digits show.
  var (value, exponent) = (Double(number.magnitude), 0)
  while value >= 999.5 { (value, exponent) = (value / 10, exponent + 1) }
  while value < 99.95 { (value, exponent) = (value * 10, exponent - 1) }
  let digits = Array(String(Int(value.rounded())))
  let point = digits.count + exponent
  guard (-2...5).contains(point) else {
    let rest = trimmed("." + String(digits[1...]))
    let power = (point - 1).magnitude
    return sign + String(digits[0]) + rest + "e" + (point < 1 ? "−" : "+")
      + (power < 10 ? "0" : "") + String(power)
  }
  if point <= 0 { return sign + trimmed("0." + String(repeating: "0", count: -point) + digits) }
  if point >= digits.count {
    return sign + String(digits) + String(repeating: "0", count: point - digits.count)
  }
  return sign + trimmed(String(digits[..<point]) + "." + String(digits[point...]))
}

/// Decimals without the zeros at their end, and without the point where none are left.
private func trimmed(_ decimals: String) -> String {
  var rest = decimals[...]
  while rest.last == "0" { rest.removeLast() }
  if rest.last == "." { rest.removeLast() }
  return String(rest)
}
