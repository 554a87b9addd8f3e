"""What ONNX's reference evaluator makes of a case: the output only, since it has no gradients.

Where the evaluator can't do a case, or does it against ONNX's own specification, the case is left to
the other peers; a comment says why.
"""

import numpy as np
from onnx import helper
from onnx.reference import ReferenceEvaluator

from case import Case
from numpy_scipy import quantized_type
from sizes import axes_of, per_axis, sides

AUTO_PAD = {"same": "SAME_UPPER", "same-lower": "SAME_LOWER", "valid": "VALID"}


def run(operator: str, inputs: list, **attributes) -> np.ndarray:
    """One node on these inputs; None is an optional input that isn't given."""
    names = [f"input{i}" if x is not None else "" for i, x in enumerate(inputs)]
    node = helper.make_node(operator, names, ["output"], **attributes)
    feeds = {name: np.asarray(x) for name, x in zip(names, inputs) if name}
    return ReferenceEvaluator(node).run(None, feeds)[0]


def window_attributes(case: Case, x, kernel) -> dict:
    """Padding by ONNX's own rule where it has it, else in numbers: begins, then ends."""
    axes = axes_of(case, x.shape, kernel)
    padding = case.get("padding", 0)
    auto_pad = AUTO_PAD.get(padding) if isinstance(padding, str) else None
    padded = {"auto_pad": auto_pad} if auto_pad else {
        "pads": [a.before for a in axes] + [a.after for a in axes]}
    return {"strides": [a.stride for a in axes], "dilations": [a.dilation for a in axes]} | padded


def conv(case: Case, given):
    if case.get("padding_mode", "zeros") != "zeros":
        return None
    x, w = given["input"], given["weight"]
    if case.operation.startswith("convolve"):
        w = np.flip(w, tuple(range(2, w.ndim)))
    attributes = window_attributes(case, x, list(w.shape[2:]))
    output = run("Conv", [x, w, given.get("bias")], group=case.get("groups", 1), **attributes)
    return np.maximum(output, 0) if case.operation == "conv2dReLU" else output


def transposed(case: Case, given):
    x, w = given["input"], given["weight"]
    attributes = window_attributes(case, x, list(w.shape[2:]))
    extra = per_axis(case.get("output_padding", 0), case.axes)
    # With groups the evaluator takes the wrong weights and gives each group one channel; an output
    # padding that isn't below the stride makes room for another input, which it then misses.
    if case.get("groups", 1) > 1 or any(e >= s for e, s in zip(extra, attributes["strides"])):
        return None
    return run("ConvTranspose", [x, w, given.get("bias")], group=1, output_padding=extra,
               **attributes)


def pool(case: Case, given):
    x, kernel = given["input"], case.parameters["kernel_size"]
    axes = axes_of(case, x.shape, kernel)
    is_max = case.operation.startswith("max")
    # Its padding is NaN, which it can't tell from a NaN of the input; and a window of nothing but
    # padding has no number at all there.
    if np.isnan(x).any() or "nothing but padding" in case.name:
        return None
    # Places that ceil mode adds it puts in front of the input too, once there are two or more.
    if any(axis.beyond > 1 for axis in axes):
        return None
    # Maxima with stride and dilation 1 go another way in it, with padding begin, end, begin, end.
    if is_max and all(a.stride == a.dilation == 1 and a.before + a.after for a in axes):
        return None
    attributes = {"kernel_shape": per_axis(kernel, case.axes),
                  "strides": [a.stride for a in axes], "dilations": [a.dilation for a in axes],
                  "pads": [a.before for a in axes] + [a.after for a in axes],
                  "ceil_mode": int(case.get("ceil_mode", False))}
    if is_max:
        return run("MaxPool", [x], **attributes)
    return run("AveragePool", [x], count_include_pad=int(case.get("count_include_pad", True)),
               **attributes)


def pad(case: Case, given):
    x = given["input"]
    count = x.ndim - 2
    numbers = case.get("pad")
    if numbers is None:
        pairs = [sides(case.parameters["padding"], i, count, x.shape[2 + i], 1, 1)
                 for i in range(count)]
    else:
        pairs = [tuple(numbers[i:i + 2]) for i in range(0, len(numbers), 2)][::-1]
    axes = np.arange(x.ndim - len(pairs), x.ndim)
    pads = np.array([b for b, _ in pairs] + [a for _, a in pairs], np.int64)
    mode = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}.get(
        case.get("mode", case.get("padding_mode", "zeros")), "constant")
    return run("Pad", [x, pads, x.dtype.type(case.get("value", 0)), axes], mode=mode)


def batch_norm(case: Case, given):
    x = given["input"]
    ones, zeros = np.ones(x.shape[1], x.dtype), np.zeros(x.shape[1], x.dtype)
    tensors = [x, given.get("weight", ones), given.get("bias", zeros),
               given.get("running_mean", zeros), given.get("running_var", ones)]
    # Its running statistics take the biased variance and its momentum is one less PyTorch's, so
    # only the output is compared.
    training = int(case.get("training", False))
    names = ["x", "scale", "bias", "mean", "var"]
    outputs = ["output", "mean_out", "var_out"] if training else ["output"]
    node = helper.make_node("BatchNormalization", names, outputs, training_mode=training,
                            epsilon=case.get("eps", 1e-5), momentum=0.9)
    return ReferenceEvaluator(node).run(None, dict(zip(names, tensors)))[0]


def softmax(case: Case, given):
    # Its logarithm of softmax is the logarithm of what softmax gave: −∞ where that is too small.
    if case.operation == "logSoftmax" and np.nanmax(np.abs(given["input"])) > 80:
        return None
    operator = "Softmax" if case.operation == "softmax" else "LogSoftmax"
    return run(operator, [given["input"]], axis=case.get("dim", case.get("axis", -1)))


def cross_entropy(case: Case, given):
    # ONNX has no label smoothing; and the evaluator takes the logarithm of softmax as above.
    if case.get("label_smoothing", 0) or np.abs(given["input"]).max() > 30:
        return None
    return run("SoftmaxCrossEntropyLoss",
               [given["input"], given["target"].astype(np.int64), given.get("weight")],
               ignore_index=case.get("ignore_index", -100), reduction=case.get("reduction", "mean"))


def flatten(case: Case, given):
    # ONNX's Flatten always makes two axes.
    if case.get("start_dim", 1) != 1 or case.get("end_dim", -1) != -1 or given["input"].ndim < 2:
        return None
    return run("Flatten", [given["input"]], axis=1)


def scales(case: Case, name: str, kind):
    """Scales as Float and zero points as many, as the evaluator wants them."""
    scale = np.array(case.get(name, 1.0), np.float32)
    return scale, np.broadcast_to(np.array(case.get("zero_point", 0), kind), scale.shape)


def quantize(case: Case, given):
    # What becomes of infinities and NaN the evaluator leaves to the processor.
    if not np.abs(given["input"]).max() < 1e6:
        return None
    scale, zero_point = scales(case, "scale", quantized_type(case))
    return run("QuantizeLinear", [given["input"], scale, zero_point], axis=case.get("axis", 1))


def dequantize(case: Case, given):
    scale, zero_point = scales(case, "scale", given["input"].dtype)
    return run("DequantizeLinear", [given["input"], scale, zero_point], axis=case.get("axis", 1))


def conv_integer(case: Case, given):
    x, w = given["input"], given["weight"]
    options = {"group": case.get("groups", 1), **window_attributes(case, x, list(w.shape[2:]))}
    x_zero = np.array(case.get("input_zero_point", 0), x.dtype)
    w_zero = np.array(case.get("weight_zero_point", 0), w.dtype)
    if "output_scale" not in case.parameters:
        sums = run("ConvInteger", [x, w, x_zero, w_zero], **options)
        # ConvInteger has no bias.
        bias = given.get("bias", np.zeros(w.shape[0])).astype(np.int32)
        return sums + bias[None, :, None, None]
    # It rounds after adding the zero point, where an odd one sends a half the other way.
    if case.exact:
        return None
    y_zero = np.array(case.get("output_zero_point", 0), quantized_type(case))
    single = {name: np.array(case.parameters[name], np.float32)
              for name in ("input_scale", "weight_scale", "output_scale")}
    bias = given["bias"].astype(np.int32) if "bias" in given else None
    return run("QLinearConv",
               [x, single["input_scale"], x_zero, w, single["weight_scale"], w_zero,
                single["output_scale"], y_zero, bias], **options)


OPERATIONS = {
    **{f"conv{n}d": conv for n in (1, 2, 3)}, "conv2dReLU": conv,
    **{f"convolve{n}d": conv for n in (1, 2)},
    **{f"convTranspose{n}d": transposed for n in (1, 2)},
    **{f"{kind}Pool{n}d": pool for n in (1, 2) for kind in ("max", "avg")},
    "globalMaxPool2d": lambda case, given: run("GlobalMaxPool", [given["input"]]),
    "globalAvgPool2d": lambda case, given: run("GlobalAveragePool", [given["input"]]),
    "pad": pad, "flatten": flatten, "batchNorm": batch_norm,
    "softmax": softmax, "logSoftmax": softmax, "crossEntropy": cross_entropy,
    "relu": lambda case, given: run("Relu", [given["input"]]),
    "leakyRelu": lambda case, given: run(
        "LeakyRelu", [given["input"]], alpha=case.get("negative_slope", 0.01)),
    "elu": lambda case, given: run("Elu", [given["input"]], alpha=case.get("alpha", 1.0)),
    "quantize": quantize, "dequantize": dequantize, "conv2dInteger": conv_integer,
}


# What ONNX computes in Float, or with a parameter that is a Float, is no yardstick for Double.
IN_FLOAT_ONLY = {"batchNorm", "leakyRelu", "elu", "dequantize"}


def expected(case: Case, scalar: type) -> dict[str, np.ndarray] | None:
    """The output by its name; None if the evaluator has no part in this case."""
    if case.operation not in OPERATIONS:
        return None
    if scalar is np.float64 and case.operation in IN_FLOAT_ONLY:
        return None
    whole = case.operation in ("conv2dInteger", "dequantize")
    given = {name: x if whole or name == "target" else x.astype(scalar)
             for name, x in case.tensors.items()}
    output = OPERATIONS[case.operation](case, given)
    return None if output is None else {"output": np.asarray(output)}
