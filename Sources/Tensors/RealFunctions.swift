// The functions that mathematics calls by these names, for Float and Double. Swift has them in `Foundation`, which is
// large, and which a student's file may not import. A cell needs no import.

public import RealModule

/// e to the power of x. Infinite where that is more than the type can hold.
public func exp<Number: Real>(_ x: Number) -> Number { .exp(x) }

/// The natural logarithm of x: −∞ for 0, NaN below.
public func log<Number: Real>(_ x: Number) -> Number { .log(x) }

/// The sine of x, which is in radians: 2π are a full turn.
public func sin<Number: Real>(_ x: Number) -> Number { .sin(x) }

/// The cosine of x, which is in radians: 2π are a full turn.
public func cos<Number: Real>(_ x: Number) -> Number { .cos(x) }

/// The hyperbolic tangent of x, from −1 to 1.
public func tanh<Number: Real>(_ x: Number) -> Number { .tanh(x) }

/// The square root of x, NaN below 0.
public func sqrt<Number: Real>(_ x: Number) -> Number { .sqrt(x) }

/// x to the power of y. NaN for a negative x.
public func pow<Number: Real>(_ x: Number, _ y: Number) -> Number { .pow(x, y) }
