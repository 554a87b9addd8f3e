import Tensors

extension Picture {
  /// The picture as numbers from 0 to 1: `[1, C, H, W]`, channels red, green and blue or grey
  /// alone; each is byte / 255.
  public var tensor: Tensor<Float> {
    Tensor(shape: [1, channels, height, width]) { numbers in
      let plane = height * width
      for place in 0..<plane {
        for channel in 0..<channels {
          numbers[channel * plane + place] = Float(pixels[place * channels + channel]) / 255
        }
      }
    }
  }

  /// A picture of numbers from 0 (black) to 1 (white): round(255·x).
  ///
  /// Numbers below 0 become 0, those above 1 become 255, NaN becomes 0. (`FeatureMap` is for
  /// numbers with a sign.) The way there and back, `Picture(picture.tensor)`, changes nothing.
  ///
  /// - Parameter tensor: `[H, W]`, `[C, H, W]` or `[1, C, H, W]`, with C 1 or 3.
  /// - Precondition: the shape is one of those, and has at least one pixel.
  public init(_ tensor: Tensor<Float>) {
    let shape = tensor.shape
    let (channels, height, width): (Int, Int, Int)
    switch shape.count {
    case 2: (channels, height, width) = (1, shape[0], shape[1])
    case 3: (channels, height, width) = (shape[0], shape[1], shape[2])
    case 4 where shape[0] == 1: (channels, height, width) = (shape[1], shape[2], shape[3])
    default: (channels, height, width) = (0, 0, 0)
    }
    require(
      (channels == 1 || channels == 3) && height >= 1 && width >= 1,
      "a picture is [H, W], [C, H, W] or [1, C, H, W] with C 1 or 3, not \(shape)")
    let plane = height * width
    var bytes = [UInt8](repeating: 0, count: plane * channels)
    tensor.withUnsafeScalars { numbers in
      for place in 0..<plane {
        for channel in 0..<channels {
          bytes[place * channels + channel] = Self.byte(numbers[channel * plane + place])
        }
      }
    }
    self.init(width: width, height: height, channels: channels, pixels: bytes)
  }

  private static func byte(_ number: Float) -> UInt8 {
    // Written so that a NaN, which compares false with everything, becomes 0.
    guard number > 0 else { return 0 }
    return UInt8((min(number, 1) * 255).rounded())
  }
}
