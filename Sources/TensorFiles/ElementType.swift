/// The type of the numbers in a file, with its name in each format.
///
/// The order is that in which safetensors files hold their tensors: widest alignment first.
///
/// `float16` and `bool` are read only, as float32 and uint8: there are no tensors of them here.
///
/// Sources: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html and
/// https://huggingface.co/docs/safetensors. PyTorch and NumPy say `dtype`.
public enum ElementType: String, CaseIterable, Sendable {
  /// Whole numbers and floating point (IEEE 754) of so many bits; `bool` is a byte, 0 or 1.
  case int64, float64, float32, int32, float16, int8, uint8, bool

  /// The name in a written NPY file: byte order (`<` little-endian, `|` where there is none), kind
  /// and bytes.
  public var npyName: String { names.npy }

  /// The name in a safetensors file.
  public var safetensorsName: String { names.safetensors }

  /// How many bytes a number takes.
  public var byteCount: Int { names.byteCount }

  private var names: (npy: String, safetensors: String, byteCount: Int) {
    switch self {
    case .int64: ("<i8", "I64", 8)
    case .float64: ("<f8", "F64", 8)
    case .float32: ("<f4", "F32", 4)
    case .int32: ("<i4", "I32", 4)
    case .float16: ("<f2", "F16", 2)
    case .int8: ("|i1", "I8", 1)
    case .uint8: ("|u1", "U8", 1)
    case .bool: ("|b1", "BOOL", 1)
    }
  }

  init?(safetensorsName name: String) {
    guard let type = Self.allCases.first(where: { $0.safetensorsName == name }) else { return nil }
    self = type
  }

  /// The type without its byte order, which is a matter of the file: `f4` of `<f4`, `>f4`, `=f4`.
  init?(npyKind kind: some StringProtocol) {
    guard let type = Self.allCases.first(where: { $0.npyName.dropFirst() == kind }) else {
      return nil
    }
    self = type
  }

  /// What can be read, for error messages.
  static let readable =
    "float32, float64, int64, int32, int8 and uint8 can be read, float16 as float32, and bool as "
    + "uint8"
}
