import Kernels
import Tensors

/// The tensors of a convolution by their names, and its formulas with their letters.
struct ConvolutionNames<Geometry: ConvolutionGeometry>: Sendable {
  let x: Operand
  let w: Operand
  let geometry: Geometry

  init(x: Tensor<Float>, w: Tensor<Float>, _ geometry: Geometry) {
    self.x = Operand("X", x, windows: geometry.windows)
    self.w = Operand("K", w, ownAxes: Geometry.axes.count)
    self.geometry = geometry
  }

  private var axes: [String] { Geometry.axes.map { $0.letter.lowercased() } }
  var outputLetters: [String] { ["n", "oc"] + axes.map { "o\($0)" } }
  var weightLetters: [String] { ["oc", "ic"] + axes.map { "k\($0)" } }
  /// Where the input of a tap lies: "oh·2 − 1 + kh".
  var inputLetters: [String] {
    let channels = geometry.channels
    let group = channels.outputPerGroup == 1 ? "oc" : "g"
    let channel =
      channels.groups == 1
      ? "ic" : channels.inputPerGroup == 1 ? group : "\(group)·\(channels.inputPerGroup) + ic"
    return ["n", channel] + geometry.windows.letters(of: axes)
  }

  /// What g is, where there is one.
  private var groupWords: String {
    let channels = geometry.channels
    guard channels.groups > 1, channels.outputPerGroup > 1 else { return "" }
    return ",  g = oc / \(channels.outputPerGroup) rounded down"
  }

  /// The letters that a sum runs over.
  private func sum(_ operand: Operand, _ letters: [String], without left: [String]) -> String {
    let shown = operand.moving(letters).filter { !left.contains($0) }
    return shown.isEmpty ? "" : "Σ \(shown.joined(separator: ","))  "
  }

  private var product: String { "\(w.letters(weightLetters)) · \(x.letters(inputLetters))" }

  /// Y[oh,ow] = Σ kh,kw  K[kh,kw] · X[oh + kh,ow + kw]
  func forward(_ y: Operand, _ bias: Operand?) -> String {
    "\(y.letters(outputLetters)) = \(bias == nil ? "" : "b[oc] + ")"
      + sum(w, weightLetters, without: ["oc"]) + product + groupWords
  }

  /// dK[kh,kw] = Σ oh,ow  dY[oh,ow] · X[oh + kh,ow + kw]
  func byWeight(_ dw: Operand, _ dy: Operand) -> String {
    "\(dw.letters(weightLetters)) = " + sum(dy, outputLetters, without: ["oc"])
      + "\(dy.letters(outputLetters)) · \(x.letters(inputLetters))" + groupWords
  }

  /// dX[oh + kh,ow + kw] += K[kh,kw] · dY[oh,ow]
  func byInput(_ dx: Operand, _ dy: Operand) -> String {
    "\(dx.letters(inputLetters)) += \(w.letters(weightLetters)) · \(dy.letters(outputLetters))"
      + groupWords
  }

  /// db[oc] = Σ oh,ow  dY[oh,ow]
  func byBias(_ db: Operand, _ dy: Operand) -> String {
    "\(db.name)[oc] = " + sum(dy, outputLetters, without: ["oc"]) + dy.letters(outputLetters)
  }
}
