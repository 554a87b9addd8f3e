/// What lies outside the input.
///
///     zeros       0 0 | a b c d | 0 0
///     reflect     c b | a b c d | c b     the edge itself is not repeated
///     replicate   a a | a b c d | d d
///     circular    c d | a b c d | a b
///
/// Reflecting needs less padding than there is input, going round no more than there is.
public enum PaddingMode: String, CaseIterable, Sendable {
  case zeros
  case reflect
  case replicate
  case circular
}
