import Datasets
import Pictures
import TensorFiles
import Tensors

/// A format whose reader is given whatever bytes there can be.
///
/// A file is read or refused with words; what was read is what it says it is, and written and read again it
/// is the same. Anything else stops the program, which is what the fuzzer looks for.
enum FuzzedFormat: String {
  case png, npy, safetensors, idx

  func examine(_ bytes: [UInt8]) {
    switch self {
    case .png:
      Self.examinePNG(bytes)
      // The checksums stop nearly every change; with right ones it gets further.
      Self.examinePNG(PNGSeeds.mended(bytes))
    case .npy: Self.examineNPY(bytes)
    case .safetensors: Self.examineSafetensors(bytes)
    case .idx:
      Self.examineIDX(bytes)
      // The checksum stops nearly every change of what is packed; with a right one it gets further.
      if bytes.count < 1 << 16 { Self.examineIDX(IDXSeeds.packed(bytes)) }
    }
  }

  /// Small files with which the fuzzer begins, by their names.
  var seeds: [(name: String, bytes: [UInt8])] {
    switch self {
    case .png: PNGSeeds.all
    case .npy: TensorSeeds.npy
    case .safetensors: TensorSeeds.safetensors
    case .idx: IDXSeeds.all
    }
  }

  private static func examinePNG(_ bytes: [UInt8]) {
    do throws(PictureError) {
      let raw = try RawPNG(bytes, path: "fuzz")
      let count = raw.width * raw.height * raw.samplesPerPixel
      require(raw.samples.count == count, "\(raw.samples.count) samples are not \(count)")
      require(
        raw.samples.allSatisfy { Int($0) < 1 << raw.bitDepth },
        "a sample is beyond \(raw.bitDepth) bits")
    } catch {
      require(!error.description.isEmpty, "an error without words")
    }
    do throws(PictureError) {
      let picture = try Picture(png: bytes)
      // Writing takes a hundred times as long as reading, so few are written, and small ones.
      let sum = bytes.reduce(0) { $0 + Int($1) }
      guard picture.pixels.count <= 4096, sum % 251 == 0 else { return }
      require(try Picture(png: picture.png) == picture, "written and read, it is another picture")
    } catch {
      require(!error.description.isEmpty, "an error without words")
    }
  }

  private static func examineNPY(_ bytes: [UInt8]) {
    do throws(TensorFileError) {
      let tensor = try NPYFile.read(bytes: bytes)
      let written = NPYFile.bytes(of: tensor)
      // By bytes: a NaN isn't equal to itself.
      require(
        NPYFile.bytes(of: try NPYFile.read(bytes: written)) == written,
        "written and read, it is another tensor")
    } catch {
      require(!error.description.isEmpty, "an error without words")
    }
  }

  private static func examineSafetensors(_ bytes: [UInt8]) {
    do throws(TensorFileError) {
      let file = try Safetensors(bytes: bytes)
      var tensors: [String: StoredTensor] = [:]
      for entry in file.entries {
        do throws(TensorFileError) {
          tensors[entry.name] = try file.tensor(named: entry.name)
        } catch {
          require(!error.description.isEmpty, "an error without words")
          continue
        }
        require(tensors[entry.name]?.shape == entry.shape, "another shape than the header's")
      }
      let written = try Safetensors.bytes(of: tensors, metadata: file.metadata)
      let again = try Safetensors(bytes: written)
      require(
        try Safetensors.bytes(of: again.tensors(), metadata: again.metadata) == written,
        "written and read, they are other tensors")
    } catch {
      require(!error.description.isEmpty, "an error without words")
    }
  }

  private static func examineIDX(_ bytes: [UInt8]) {
    do throws(DatasetError) {
      let pictures = try IDXFile.pictures(bytes: bytes)
      let written = IDXFile.bytes(ofPictures: pictures)
      require(
        (try? IDXFile.pictures(bytes: written)) == pictures, "written and read, they are others")
    } catch {
      require(!error.description.isEmpty, "an error without words")
    }
    do throws(DatasetError) {
      let labels = try IDXFile.labels(bytes: bytes)
      let written = IDXFile.bytes(ofLabels: labels)
      require((try? IDXFile.labels(bytes: written)) == labels, "written and read, they are others")
    } catch {
      require(!error.description.isEmpty, "an error without words")
    }
  }
}
