// swift-tools-version: 6.3

// Loupe: convolution, taught by running it. The modules, from the bottom up, are listed in the
// README; a module may import only modules that stand above it in the list of targets below.

import PackageDescription

/// A learner types `swift run`, not `swift run -c release`, so what computes is optimised in
/// debug builds too. Never `-Ounchecked`: it would drop the shape checks.
let optimised: [SwiftSetting] = [
  .unsafeFlags(["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"])
]

/// The fast kernels are built for the processor that builds them, or for the one that LOUPE_PROCESSOR
/// names, as Clang does: `LOUPE_PROCESSOR=haswell` for a build that is copied to older machines. Swift takes
/// the vector width from Clang's target, so the flag goes through `-Xcc`.
let processor = Context.environment["LOUPE_PROCESSOR"] ?? "native"
#if arch(x86_64)
  let thisProcessor: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=\(processor)"])]
#elseif os(Linux)
  let thisProcessor: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-mcpu=\(processor)"])]
#else
  let thisProcessor: [SwiftSetting] = []
#endif

/// What every target of ours is held to.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// Everything that a lesson's cell can see.
let library: [Target.Dependency] = [
  "Tensors", "Kernels", "ReferenceKernels", "FastKernels", "KernelLadder", "TensorFiles",
  "Pictures", "Sounds", "Walkthroughs", "Datasets", "Networks",
]

let package = Package(
  name: "Loupe",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Loupe", targets: ["Loupe"]),
    .executable(name: "lessons", targets: ["lessons"]),
    .executable(name: "edges", targets: ["edges"]),
    .executable(name: "ladder", targets: ["ladder"]),
    .executable(name: "digits", targets: ["digits"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    // exp, log and their kin, generic over Float and Double.
    .package(url: "https://github.com/apple/swift-numerics", from: "1.0.0"),
    // What swift-subprocess's calls take and give; on Apple's systems it is part of the system.
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
  ],
  targets: [
    // The system's libraries.
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"]), .yum(["libpng-devel"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"]), .yum(["zlib-devel"])]),
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
        .yum(["cmark-gfm-devel"]),
      ]),
    .target(name: "CPlatform"),

    // What computes.
    .target(
      name: "Tensors", dependencies: [.product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict + optimised),
    .target(
      name: "Kernels",
      dependencies: ["Tensors", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict + optimised),
    .target(
      name: "ReferenceKernels",
      dependencies: [
        "Tensors", "Kernels", .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict + optimised),
    .target(
      name: "FastKernels",
      dependencies: [
        "CPlatform", "Tensors", "Kernels", .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict + optimised + thisProcessor),
    .target(
      name: "KernelLadder", dependencies: ["CPlatform", "Tensors", "Kernels"],
      swiftSettings: strict + optimised + thisProcessor),

    // What it works on, and what shows it.
    .target(name: "Files", swiftSettings: strict + optimised),
    .target(
      name: "TensorFiles", dependencies: ["Tensors", "Files"], swiftSettings: strict + optimised),
    .target(
      name: "Pictures", dependencies: ["CPNG", "Tensors", "Files"],
      swiftSettings: strict + optimised),
    .target(
      name: "Sounds", dependencies: ["Tensors", "Files", "Pictures"],
      swiftSettings: strict + optimised),
    .target(
      name: "Walkthroughs",
      dependencies: [
        "Tensors", "Kernels", "ReferenceKernels", "Pictures",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict + optimised),
    .target(
      name: "Operations",
      dependencies: [
        "Tensors", "Kernels", "TensorFiles", "Walkthroughs",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict + optimised),
    .target(
      name: "Datasets", dependencies: ["CZlib", "Tensors", "Files", "Pictures"],
      swiftSettings: strict + optimised),
    .target(name: "Fetching", dependencies: ["Files"], swiftSettings: strict + optimised),
    .target(
      name: "Networks", dependencies: ["Tensors", "Kernels", "TensorFiles", "Files", "Datasets"],
      swiftSettings: strict + optimised),
    .target(
      name: "Loupe",
      dependencies: library + [
        "Files", .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict + optimised),

    .target(
      name: "Comparisons",
      dependencies: [
        "Tensors", "Kernels", "ReferenceKernels", "FastKernels", "Operations", "Datasets",
        "Networks", "Loupe", .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: strict + optimised),

    // What stands between a student's code and those who judge it.
    .target(name: "Exchange", dependencies: ["Tensors"], swiftSettings: strict + optimised),
    .target(
      name: "Judging", dependencies: ["Tensors", "Walkthroughs", "Exchange"],
      swiftSettings: strict + optimised),

    // What runs a lesson, and what people type.
    .target(
      name: "LessonEngine",
      dependencies: [
        "CMarkGFM", "CPlatform", "FastKernels", "Pictures", "Sounds", "Loupe", "Yams",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: strict),
    .target(
      name: "Classroom",
      dependencies: [
        "Tensors", "Exchange", "LessonEngine",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: strict),
    .executableTarget(name: "Launcher", dependencies: ["CPlatform"], swiftSettings: strict),
    .target(
      name: "Terminals", dependencies: ["LessonEngine", "Pictures"],
      swiftSettings: strict + optimised),
    .executableTarget(
      name: "lessons",
      dependencies: [
        "Tensors", "Kernels", "ReferenceKernels", "FastKernels", "TensorFiles", "Operations",
        "Pictures", "Datasets", "Fetching", "Networks", "Loupe", "Comparisons", "LessonEngine",
        "Terminals", "Classroom", "Launcher",
        // What judges are compiled against; nothing here imports it.
        "Judging",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: strict),

    // Programs that use the library without the lessons.
    .executableTarget(
      name: "edges",
      dependencies: [
        "Loupe", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Examples/Edges", swiftSettings: strict),
    .executableTarget(
      name: "ladder",
      dependencies: [
        "Loupe", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Examples/Ladder", swiftSettings: strict),
    .executableTarget(
      name: "digits",
      dependencies: [
        "Loupe", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Examples/Digits", swiftSettings: strict),

    // Tests, and what several of them need.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"], swiftSettings: strict),
    .testTarget(
      name: "KernelsTests",
      dependencies: ["Tensors", "Kernels", "ReferenceKernels", "FastKernels", "Loupe"],
      swiftSettings: strict),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Tensors", "Kernels", "ReferenceKernels"],
      swiftSettings: strict),
    .testTarget(
      name: "KernelLadderTests",
      dependencies: ["Tensors", "Kernels", "ReferenceKernels", "KernelLadder"],
      swiftSettings: strict),
    .testTarget(
      name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TensorFilesTests", dependencies: ["Tensors", "Files", "TensorFiles", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "OperationsTests",
      dependencies: ["Tensors", "TensorFiles", "Kernels", "Operations", "ReferenceKernels"],
      swiftSettings: strict),
    .testTarget(
      name: "ComparisonsTests",
      dependencies: [
        "Comparisons", "Tensors", "Kernels", "ReferenceKernels", "FastKernels", "Operations",
        "Networks", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PicturesTests",
      dependencies: ["Tensors", "Files", "Pictures", "Datasets", "Walkthroughs", "TestSupport"],
      // What drawn pictures are compared with; the tests find them beside their own source.
      exclude: ["Pictures"], swiftSettings: strict),
    .testTarget(
      name: "SoundsTests", dependencies: ["Tensors", "Sounds", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DatasetsTests",
      dependencies: ["CZlib", "Tensors", "Files", "Pictures", "Datasets", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FetchingTests", dependencies: ["Fetching", "Datasets", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "WalkthroughsTests",
      dependencies: ["Tensors", "Kernels", "ReferenceKernels", "Walkthroughs"],
      swiftSettings: strict),
    .testTarget(
      name: "NetworksTests",
      dependencies: [
        "Networks", "Tensors", "Kernels", "ReferenceKernels", "FastKernels", "Datasets",
        "TestSupport",
      ],
      // What the tests read beside their own source.
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "LoupeTests", dependencies: ["Loupe", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LessonEngineTests",
      dependencies: ["LessonEngine", "Pictures", "Sounds", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ExchangeTests", dependencies: ["Tensors", "Exchange"], swiftSettings: strict),
    .testTarget(
      name: "JudgingTests", dependencies: ["Judging", "Exchange", "Tensors", "Walkthroughs"],
      swiftSettings: strict),
    .testTarget(
      name: "ClassroomTests",
      dependencies: ["Classroom", "Exchange", "LessonEngine", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TerminalsTests",
      dependencies: ["Terminals", "LessonEngine", "Pictures", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "lessons", "edges", "ladder", "digits", "Comparisons", "FastKernels", "Tensors",
        "TensorFiles", "Pictures", "Datasets", "Networks", "LessonEngine", "Terminals",
        "Classroom", "TestSupport", .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
  ]
)

// The documentation's plugin is a dependency where it is asked for, so that `swift run` needn't fetch
// it: `Scripts/docs` sets the variable.
if Context.environment["LOUPE_DOCS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"))
}

// A check of the kernels alone builds nothing else: `Scripts/sanitize` sets the variable.
if Context.environment["LOUPE_KERNELS_ONLY"] != nil {
  let kernels: Set = [
    "CPNG", "CZlib", "CPlatform", "Tensors", "Kernels", "ReferenceKernels", "FastKernels",
    "KernelLadder", "Files", "TensorFiles", "Pictures", "Sounds", "Walkthroughs", "Datasets",
    "Networks", "Loupe", "KernelsTests",
  ]
  package.products = []
  package.targets.removeAll { !kernels.contains($0.name) }
}

// What the fuzzer calls has libFuzzer's entry points and no `main`, so it is only there where it is
// asked for, with the readers alone: `Scripts/fuzz` sets the variable.
if Context.environment["LOUPE_FUZZ_ONLY"] != nil {
  let readers: Set = [
    "CPNG", "CZlib", "Tensors", "Files", "TensorFiles", "Pictures", "Datasets",
  ]
  package.products = []
  package.targets.removeAll { !readers.contains($0.name) }
  package.targets.append(
    .target(
      name: "Fuzz", dependencies: ["Tensors", "TensorFiles", "Pictures", "Datasets"],
      path: "Tests/Fuzz",
      swiftSettings: strict))
}
