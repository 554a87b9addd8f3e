import Kernels
import Networks
import Testing

/// What a network is made of, as a table.
@Suite struct SummaryTests {
  @Test("The table of LeNet-5")
  func table() throws {
    let text = try summary(of: Architecture.lenet5.make(), input: [1, 28, 28]).description
    #expect(
      text == """
        layer    kind       output       parameters  multiply-adds   bytes   sees
        -------  ---------  -----------  ----------  -------------  ------  -----
        conv1    Conv2d     [6, 24, 24]         156         86,400  13,824    5×5
        relu1    ReLU       [6, 24, 24]           0              0  13,824    5×5
        pool1    MaxPool2d  [6, 12, 12]           0              0   3,456    6×6
        conv2    Conv2d     [16, 8, 8]        2,416        153,600   4,096  14×14
        relu2    ReLU       [16, 8, 8]            0              0   4,096  14×14
        pool2    MaxPool2d  [16, 4, 4]            0              0   1,024  16×16
        flatten  Flatten    [256]                 0              0   1,024  16×16
        fc1      Linear     [120]            30,840         30,720     480    all
        relu3    ReLU       [120]                 0              0     480    all
        fc2      Linear     [84]             10,164         10,080     336    all
        relu4    ReLU       [84]                  0              0     336    all
        fc3      Linear     [10]                850            840      40    all
        -------  ---------  -----------  ----------  -------------  ------  -----
        total                                44,426        281,640  43,016
        """)
  }

  @Test(
    "An output sees so much of the picture",
    arguments: [
      ("lenet5", "conv2", [14, 14]), ("lenet5", "pool2", [16, 16]),
      ("vgg16", "features.28", [196, 196]), ("vgg16", "features.30", [212, 212]),
      ("alexnet", "features.12", [195, 195]),
      // After the pooling 11, by steps of 4. Each convolution 3×3 adds 2 steps. ResNet-18: 4·2·4 in layer1; then
      // one before the picture is halved and three after it, 2·4 + 3·2·8, 2·8 + 3·2·16, 2·16 + 3·2·32.
      ("resnet18", "layer1.1", [43, 43]), ("resnet18", "layer4.1", [435, 435]),
      // ResNet-50, one 3×3 a block, the first of a group halves: 3·2·4, 2·4 + 3·2·8, 2·8 + 5·2·16,
      // 2·16 + 2·2·32.
      ("resnet50", "layer4.2", [427, 427]),
      // Of a module the 3×3 sees most. 1×1 sees no more than before.
      ("googlenet", "inception3a.branch1.conv", [27, 27]), ("googlenet", "inception3a", [43, 43]),
    ])
  func receptiveFields(_ name: String, _ path: String, _ size: [Int]) throws {
    let architecture = try Architecture(named: name)
    let rows = try summary(of: architecture.make(), input: architecture.inputShape).rows
    let row = try #require(rows.last { $0.path == path })
    #expect(row.receptiveField.size == size)
  }

  @Test("Rows have one axis, and the largest of a whole row sees everything")
  func rowsOfText() throws {
    let rows = try summary(of: Architecture.textCNN.make(), input: [300, 56]).rows
    #expect(rows.first { $0.path == "widths.conv5.0" }?.receptiveField.size == [5])
    #expect(rows.first { $0.path == "widths.conv5.0" }?.receptiveField.description == "5")
    #expect(rows.first { $0.path == "widths" }?.receptiveField.size == nil)
  }

  @Test(
    "A transposed convolution makes steps smaller, and sees the inputs whose kernels land on it")
  func transposed() throws {
    let network: Sequential = [
      MaxPool2d(2),
      ConvTranspose2d(inputChannels: 1, outputChannels: 1, kernelSize: [2, 3], stride: 2),
      Conv2d(inputChannels: 1, outputChannels: 1, kernelSize: 3, dilation: 2),
    ]
    let sizes = try summary(of: network, input: [1, 12, 12]).rows.map(\.receptiveField.size)
    // Pooled 2 by steps of 2. A kernel of 2 by strides of 2 lands alone; of 3, two kernels meet. Then steps of 1.
    #expect(sizes == [[2, 2], [2, 4], [6, 8]])
  }

  @Test("So many means see the largest of their windows")
  func adaptive() throws {
    // 8 places in 3 windows: 0–2, 2–5, 5–7; the second has 4. 5 in 2: 0–2, 2–4.
    let rows = try summary(of: AdaptiveAvgPool2d([3, 2]), input: [1, 8, 5]).rows
    #expect(rows[0].receptiveField.size == [4, 3])
    let whole = try summary(of: AdaptiveAvgPool2d(1), input: [1, 8, 5]).rows
    #expect(whole[0].receptiveField.description == "all")
  }

  @Test("Numbers have a comma between thousands, and columns are as wide as their widest")
  func largeNumbers() throws {
    let network = Architecture.alexnet.make()
    let lines = try summary(of: network, input: [3, 224, 224]).description.split(separator: "\n")
    #expect(lines.last?.contains("  61,100,840  ") == true)
    #expect(lines.contains { $0.hasPrefix("classifier.1 ") && $0.contains(" 37,752,832 ") })
    #expect(lines.dropLast().allSatisfy { $0.count == lines[0].count })
  }

  @Test(
    "Totals are those of the whole network", arguments: ["lenet5", "resnet18", "unet", "googlenet"])
  func totals(_ name: String) throws {
    let architecture = try Architecture(named: name)
    let network = architecture.make()
    let whole = try summary(of: network, input: architecture.inputShape)
    #expect(whole.parameters == network.parameterCount)
    #expect(whole.multiplyAdds == (try network.multiplyAdds(of: [1] + architecture.inputShape)))
    #expect(whole.rows.allSatisfy { $0.bytes == $0.outputShape.reduce(4, *) })
    #expect(whole.bytes == whole.rows.reduce(0) { $0 + $1.bytes })
  }

  @Test(
    "Multiply-adds are those that torchvision publishes, in thousand millions",
    arguments: [
      ("alexnet", "0.71"), ("vgg16", "15.47"), ("googlenet", "1.50"), ("resnet18", "1.81"),
      ("resnet34", "3.66"), ("resnet50", "4.09"),
    ])
  func multiplyAdds(_ name: String, _ published: String) throws {
    let architecture = try Architecture(named: name)
    let count = try architecture.make().multiplyAdds(of: [1] + architecture.inputShape)
    let hundredths = (count + 5_000_000) / 10_000_000
    #expect("\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)" == published)
  }

  @Test("A layer that doesn't fit is thrown with its path")
  func misfit() throws {
    #expect {
      _ = try summary(of: Architecture.resnet18.make(), input: [1, 64, 64])
    } throws: {
      "\($0)".hasPrefix("in conv1: conv2d of input [1, 1, 64, 64]")
    }
    #expect {
      _ = try summary(of: Architecture.googlenet.make(), input: [3])
    } throws: {
      "\($0)".hasPrefix("in conv1.conv: ")
    }
  }

  @Test("A single layer is a table of one row")
  func singleLayer() throws {
    let rows = try summary(of: Linear(inputs: 3, outputs: 2), input: [3]).rows
    #expect(rows.map(\.kind) == ["Linear"])
    #expect(rows[0].multiplyAdds == 6)
    #expect(rows[0].parameters == 8)
  }
}
