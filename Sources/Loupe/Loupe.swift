// What a lesson's cell sees. `import Loupe` brings the tensors, the kernels, the pictures, the data sets and the
// networks, and from this module:
//
//     check(x, w) { kernels, x, w in … }      reference and fast, held against each other
//     check(mine, equals: theirs)             two results, held against each other
//     measure(x, w) { kernels, x, w in … }    the time that each takes
//     walkthrough(.conv2d(x, weight: w))      a result taken apart, number by number
//     show(picture, "what it shows")          a picture, kept as a PNG
//     show(sound, "what there is to hear")     a sound, kept as a WAV file, and its waveform
//     inputPicture()                          the scene, or the picture that the reader chose
//     train(network, on: digits)              a network taught, with a line for each epoch
//     exp(x), sin(x), tanh(x), …              for Float and Double
//     remember("name", network) { … }         what takes long, done once and kept for the next run

@_exported import Datasets
@_exported import FastKernels
@_exported import KernelLadder
@_exported import Kernels
@_exported import Networks
@_exported import Pictures
@_exported import ReferenceKernels
@_exported import Sounds
@_exported import TensorFiles
@_exported import Tensors
@_exported import Walkthroughs
