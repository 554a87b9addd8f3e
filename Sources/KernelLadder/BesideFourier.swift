// Idea       Any picture is a sum of waves, and how much of each is its spectrum. To convolve two pictures is
//            to multiply their spectra, wave by wave: Y = F⁻¹[F(X) · conj F(K)]. The conjugate is there
//            because networks don't turn the kernel; a mathematician leaves it out.
// Changed    Against all rungs: the kernel's size doesn't matter. Its products are made wave by wave.
// Saves      With n numbers in a picture, three transforms of about (n/2)·log₂ n products of complex
//            numbers, four real ones each, and n more of those between them; in place of n·KH·KW.
// Costs      Room for the spectra, two numbers a wave; sizes rounded up to powers of two. Waves go round in a
//            circle, so the picture stands in zeros and what came round is cut off. A stride saves nothing.
//            Rounding: an error is a share of the whole picture's size, not of the window's.
// Measured   27 ms, whether the kernel is 3×3 or 31×31; rung 5 takes 1.05 ms and 43 ms, and the direct one of
//            `fewChannels` 0.30 ms and 8.5 ms (a picture of 512×512, one channel; a core with AVX-512).
//
// Source: M. Mathieu, M. Henaff, Y. LeCun, *Fast Training of Convolutional Networks through FFTs*, ICLR 2014,
// https://arxiv.org/abs/1312.5851.

import Tensors

extension Ladder {
  /// The convolution by way of spectra. `Rung.conv2d` says what it computes.
  public static func fourier(
    _ x: Tensor<Float>, weight w: Tensor<Float>, stride: Int = 1, padding: Int = 0
  ) -> Tensor<Float> {
    let s = Sizes(x, w, stride, padding, rung: "fourier")
    // Windows that go round the circle begin where no output does.
    let size = (
      height: powerOfTwo(from: s.height + 2 * padding),
      width: powerOfTwo(from: s.width + 2 * padding)
    )
    return s.output(x, w) { x, w, y in
      for n in 0..<s.pictures {
        let spectra = (0..<s.inputChannels).map { ic in
          WaveGrid(
            spectrumOf: x + s.input(n, ic, 0, 0), height: s.height, width: s.width, row: padding,
            column: padding, in: size)
        }
        for oc in 0..<s.outputChannels {
          var sum = WaveGrid(height: size.height, width: size.width)
          for ic in 0..<s.inputChannels {
            let kernel = WaveGrid(
              spectrumOf: w + s.weight(oc, ic, 0, 0), height: s.kernelHeight,
              width: s.kernelWidth, in: size)
            sum.add(spectra[ic], timesConjugateOf: kernel)
          }
          let places = sum.picture()
          for oh in 0..<s.outputHeight {
            for ow in 0..<s.outputWidth {
              y[s.output(n, oc, oh, ow)] = places[oh * stride * size.width + ow * stride]
            }
          }
        }
      }
    }
  }

  /// The least power of two that isn't below `count`.
  private static func powerOfTwo(from count: Int) -> Int {
    var power = 1
    while power < count { power *= 2 }
    return power
  }
}
