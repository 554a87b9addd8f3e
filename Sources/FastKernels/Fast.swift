import Kernels
import Tensors
