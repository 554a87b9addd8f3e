import Kernels
import TensorFiles
import Tensors

/// An operation on batches `[N, C, sizes]` that one picture is enough for.
///
/// The geometries and kernels know batches only. What axes a single picture is without is said and
/// put right here, once for all operations.
protocol PictureOperation: KernelOperation {
  /// How many axes the input is without.
  ///
  /// - Parameters:
  ///   - input: how many it has.
  ///   - weight: how many the weight has; nil without one.
  ///   - a: what else the call says; the tensors as they were given.
  static func missingAxes<Scalar>(
    input: Int, weight: Int?, _ a: Arguments<Scalar>
  ) -> MissingAxes
}

/// Which axes at the front the input of an operation is without.
enum MissingAxes: Int {
  /// It has all: `[N, C, sizes]`.
  case none = 0
  /// N, as PyTorch takes a single picture: `[C, sizes]`.
  case picture = 1
  /// N and C, of the weight its channels as well: a bare matrix and a bare kernel.
  case pictureAndChannel = 2

  /// What an input of one picture is without, if the kernel slides along `sizes` axes.
  init(input: Int, weight: Int?, sizes: Int) {
    switch input {
    case sizes + 1: self = .picture
    case sizes where weight == nil || weight == sizes: self = .pictureAndChannel
    default: self = .none
    }
  }

  /// How many axes this tensor is without.
  func count(of tensor: String) -> Int {
    switch tensor {
    case "input": rawValue
    case "weight": self == .pictureAndChannel ? 2 : 0
    default: 0
    }
  }
}

extension Results {
  /// The results without the output's first axes, all of size 1.
  func dropping(_ missing: MissingAxes) -> Results {
    guard missing != .none else { return self }
    switch output {
    case .real(let tensor):
      return Results(.real(tensor.dropping(missing)), further: further)
    case .whole(let stored): return Results(.whole(stored.dropping(missing)), further: further)
    }
  }
}

extension Tensor {
  func dropping(_ missing: MissingAxes) -> Tensor {
    reshaped([Int](shape.dropFirst(missing.rawValue)))
  }
}

extension StoredTensor {
  fileprivate func dropping(_ missing: MissingAxes) -> StoredTensor {
    switch self {
    case .float32(let tensor): .float32(tensor.dropping(missing))
    case .float64(let tensor): .float64(tensor.dropping(missing))
    case .int64(let tensor): .int64(tensor.dropping(missing))
    case .int32(let tensor): .int32(tensor.dropping(missing))
    case .int8(let tensor): .int8(tensor.dropping(missing))
    case .uint8(let tensor): .uint8(tensor.dropping(missing))
    }
  }

  /// The tensor with this many more axes of size 1 at the front.
  func adding(_ axes: Int) -> StoredTensor {
    switch self {
    case .float32(let tensor): .float32(tensor.adding(axes))
    case .float64(let tensor): .float64(tensor.adding(axes))
    case .int64(let tensor): .int64(tensor.adding(axes))
    case .int32(let tensor): .int32(tensor.adding(axes))
    case .int8(let tensor): .int8(tensor.adding(axes))
    case .uint8(let tensor): .uint8(tensor.adding(axes))
    }
  }
}

extension Tensor {
  fileprivate func adding(_ axes: Int) -> Tensor {
    reshaped([Int](repeating: 1, count: axes) + shape)
  }
}
