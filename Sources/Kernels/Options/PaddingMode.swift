/// What lies outside the input.
///
///     zeros       0 0 | a b c d | 0 0
///     reflect     c b | a b c d | c b     the edge itself is not repeated
///     replicate   a a | a b c d | d d
///     circular    c d | a b c d | a b
///
/// Reflecting needs less padding than there is input, going round no more than there is.
public enum PaddingMode: String, CaseIterable, Sendable {
  /// Zeros, or with `pad` another value.
  case zeros
  /// The input mirrored at its first and last number, which aren't repeated.
  case reflect
  /// The input's first and last number, again and again.
  case replicate
  /// The input's other end, as on a ring.
  case circular
}
