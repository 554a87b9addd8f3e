// A tensor [N, C, S] by channels. Where a channel's numbers of a picture lie side by side, a task is one
// channel, and its lines are walked sixteen numbers at a time. Without places, [N, C], neighbours in
// memory are different channels: then a task is sixteen channels, one in each lane (`Vectors`).

import Tensors

/// A tensor as `[N, C, S]`, for what is done with all numbers of each channel.
struct ChannelLines {
  let pictures: Int
  let channels: Int
  let places: Int

  init(pictures: Int, channels: Int, places: Int) {
    self.pictures = pictures
    self.channels = channels
    self.places = places
  }

  /// - Precondition: the tensor has at least two axes.
  init(_ tensor: Tensor<Float>) {
    self.init(
      pictures: tensor.shape[0], channels: tensor.shape[1],
      places: tensor.shape.dropFirst(2).reduce(1, *))
  }

  /// How many numbers there are, of all channels.
  var count: Int { pictures * channels * places }

  /// Calls `body` with some channels at a time, shared by threads.
  @inline(always)
  func forEach(workEach: Int, _ body: (ChannelVectors) -> Void) {
    let width = places == 1 ? Floats.scalarCount : 1
    Threads.forEach((channels + width - 1) / width, work: count * workEach) { task in
      let first = task * width
      body(
        ChannelVectors(
          lines: self, channels: Lanes(first: first, count: min(width, channels - first))))
    }
  }

  /// The sum of each channel's numbers.
  func sums(of tensor: Tensor<Float>) -> Tensor<Float> {
    Tensor(shape: [channels]) { sums in
      let sums = sums.baseAddress!
      tensor.withUnsafeScalars { numbers in
        let x = numbers.baseAddress!
        forEach(workEach: 4) { channels in
          var total = Doubles.zero
          for n in 0..<pictures {
            for places in channels.vectors(n) {
              total += Doubles(widening: places.kept(places.load(x)))
            }
          }
          channels.write(Floats(rounding: channels.joined(total)), to: sums)
        }
      }
    }
  }
}

/// One channel, or sixteen in a lane each.
struct ChannelVectors {
  let lines: ChannelLines
  /// Which channels.
  let channels: Lanes

  /// The channels' numbers of picture `n`.
  @inline(always)
  func vectors(_ n: Int) -> Vectors {
    let first = (n * lines.channels + channels.first) * lines.places
    return lines.places == 1
      ? Vectors(first: first, count: 1, step: channels.count, abreast: channels.count)
      : Vectors(first..<first + lines.places)
  }

  /// Sums of the lanes as sums of the channels; that of one channel is in every lane.
  @inline(always)
  func joined(_ sums: Doubles) -> Doubles {
    lines.places == 1 ? sums : Doubles(repeating: sums.total)
  }

  /// Writes what there is one of for each channel.
  @inline(always)
  func write(_ constants: Floats, to memory: UnsafeMutablePointer<Float>) {
    channels.store(constants, to: memory)
  }
}
