/// A data set that can be fetched: its files, and where they are.
public struct PublishedDataSet: Equatable, Sendable {
  /// What it is called where something is typed, as in "fashion-mnist".
  public let name: String
  /// What people call it.
  public let title: String
  /// Its files.
  public let files: [PublishedFile]
  /// Where they are, in the order in which to ask.
  public let mirrors: [MirrorFolder]

  /// A data set of these files.
  public init(name: String, title: String, files: [PublishedFile], mirrors: [MirrorFolder]) {
    (self.name, self.title) = (name, title)
    (self.files, self.mirrors) = (files, mirrors)
  }

  /// How many bytes its files have in all.
  public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

  /// Those that this package knows.
  public static let all = [mnist, fashionMNIST]

  /// MNIST: digits that people wrote, 60000 to learn and 10000 to try.
  ///
  /// The digests are those of the files whose MD5 sums torchvision publishes.
  ///
  /// Source: Y. LeCun, C. Cortes and C. J. C. Burges, *The MNIST database of handwritten digits*,
  /// http://yann.lecun.com/exdb/mnist/.
  public static let mnist = PublishedDataSet(
    name: "mnist", title: "MNIST",
    files: [
      PublishedFile(
        name: "train-images-idx3-ubyte.gz", byteCount: 9_912_422,
        sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
      PublishedFile(
        name: "train-labels-idx1-ubyte.gz", byteCount: 28_881,
        sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
      PublishedFile(
        name: "t10k-images-idx3-ubyte.gz", byteCount: 1_648_877,
        sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
      PublishedFile(
        name: "t10k-labels-idx1-ubyte.gz", byteCount: 4_542,
        sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ],
    mirrors: [
      MirrorFolder("https://ossci-datasets.s3.amazonaws.com/mnist/"),
      MirrorFolder("https://storage.googleapis.com/cvdf-datasets/mnist/"),
    ].compactMap(\.self))

  /// Fashion-MNIST: small photos of clothes, as many and of the same size.
  ///
  /// The digests are those of the files whose MD5 sums its authors publish.
  ///
  /// Source: H. Xiao, K. Rasul and R. Vollgraf, *Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine
  /// Learning Algorithms*, https://doi.org/10.48550/arXiv.1708.07747.
  public static let fashionMNIST = PublishedDataSet(
    name: "fashion-mnist", title: "Fashion-MNIST",
    files: [
      PublishedFile(
        name: "train-images-idx3-ubyte.gz", byteCount: 26_421_880,
        sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
      PublishedFile(
        name: "train-labels-idx1-ubyte.gz", byteCount: 29_515,
        sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
      PublishedFile(
        name: "t10k-images-idx3-ubyte.gz", byteCount: 4_422_102,
        sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
      PublishedFile(
        name: "t10k-labels-idx1-ubyte.gz", byteCount: 5_148,
        sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    ],
    mirrors: [
      MirrorFolder(
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
      MirrorFolder("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"),
    ].compactMap(\.self))
}
