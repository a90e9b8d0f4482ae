"""Records golden cases of the default model's network: what PyTorch computes with the same weights.

    python3 tools/parity/pytorch/mobilenet_cases.py small OUT.safetensors
    python3 tools/parity/pytorch/mobilenet_cases.py default OUT.safetensors WEIGHTS.safetensors TEXT.safetensors PHOTO.ppm

`small`: a narrow network with random weights, which are in the file as well. `default`: a trained network (for the
embedded bundle what `graphWeights` of @langseg/training makes of its 8-bit weights), a photo, and text embeddings `text`
[N, D]; cosines are compared, enlarged to the photo for the label map. Needs torch and numpy only.
"""
import json
import sys

import numpy as np
import torch
import torch.nn.functional as F

# first op of the block in the list of the trunk's ops, whether it expands, stride, dilation, residual
BLOCKS = [
    (1, False, 1, 1, False),
    (3, True, 2, 1, False), (6, True, 1, 1, True),
    (10, True, 2, 1, False), (13, True, 1, 1, True), (17, True, 1, 1, True),
    (21, True, 2, 1, False), (24, True, 1, 1, True), (28, True, 1, 1, True), (32, True, 1, 1, True),
    (36, True, 1, 1, False), (39, True, 1, 1, True), (43, True, 1, 1, True),
    (47, True, 1, 1, False), (50, True, 1, 2, True), (54, True, 1, 2, True),
    (58, True, 1, 2, False),
]

# MOSAIC, the second trunk: stride, dilation, residual
SCENE_BLOCKS = [
    (2, 1, False), (1, 1, True),
    (2, 1, False), (1, 1, True), (1, 1, True), (1, 1, True),
    (2, 1, False), (1, 1, True), (1, 1, True), (1, 1, True), (1, 1, False), (1, 1, True),
    (1, 1, False),
    (1, 2, False), (1, 2, True), (1, 2, True),
]


def read_safetensors(path):
    data = open(path, "rb").read()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    kinds = {"F32": np.float32, "F16": np.float16, "I64": np.int64, "U8": np.uint8, "I32": np.int32}
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        raw = np.frombuffer(data[8 + size + start : 8 + size + end], kinds[entry["dtype"]])
        tensors[name] = torch.from_numpy(raw.reshape(entry["shape"]).copy())
    return tensors


def write_safetensors(path, tensors):
    kinds = {torch.float32: "F32", torch.uint8: "U8", torch.int32: "I32"}
    header, parts, offset = {}, [], 0
    for name, value in tensors.items():
        raw = value.contiguous().numpy().tobytes()
        header[name] = {"dtype": kinds[value.dtype], "shape": list(value.shape), "data_offsets": [offset, offset + len(raw)]}
        parts.append(raw)
        offset += len(raw)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(parts))


def same_pad(x, stride, dilation=1, kernel=3):
    """TensorFlow's SAME padding of a square kernel."""
    pads = []
    for n in (x.shape[3], x.shape[2]):
        total = max((-(-n // stride) - 1) * stride + (kernel - 1) * dilation + 1 - n, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(x, pads)


def same_pool(x, side):
    """Means of cells; those at the borders are of fewer values."""
    mean = lambda value: F.avg_pool2d(same_pad(value, side, kernel=side), side)
    return mean(x) / mean(torch.ones_like(x))


def enlarge(x, like):
    return F.interpolate(x, like.shape[2:], mode="bilinear", align_corners=False)


def enlarge_from_corners(x, like):
    """As TensorFlow 1: a cell's value is at its top left corner."""
    for axis in (2, 3):
        inputs, outputs = x.shape[axis], like.shape[axis]
        place = torch.arange(outputs, dtype=torch.float32) * (inputs / outputs)
        lower = place.floor().long().clamp(max=inputs - 1)
        shape = [1, 1, 1, 1]
        shape[axis] = outputs
        share = (place - lower).reshape(shape)
        x = x.index_select(axis, lower) * (1 - share) + x.index_select(axis, (lower + 1).clamp(max=inputs - 1)) * share
    return x


class SceneTrunk:
    """Maps at strides 16 and 8 and logits at stride 4, of the photo at three quarters of its size."""

    def __init__(self, weights):
        self.weights = weights

    def conv(self, x, stride=1, dilation=1):
        weight, bias = (self.weights[f"mosaic.{self.number:03d}.{part}"] for part in ("weight", "bias"))
        self.number += 1
        kernel = weight.shape[2]
        groups = x.shape[1] if weight.shape[1] == 1 and weight.shape[0] == x.shape[1] and kernel > 1 else 1
        return F.conv2d(same_pad(x, stride, dilation, kernel), weight, bias, stride, 0, dilation, groups)

    def unit(self, x, stride=1, dilation=1):
        return F.relu(self.conv(x, stride, dilation))

    def __call__(self, pixels):
        self.number = 0
        x = self.unit(F.interpolate(pixels, scale_factor=0.75, mode="bilinear", align_corners=False), 2)
        inner = []
        for stride, dilation, residual in SCENE_BLOCKS:
            seen = self.unit(self.unit(x), stride, dilation)
            y = self.conv(seen)
            x = x + y if residual else y
            inner.append(seen)
        whole, fine = self.unit(x), self.unit(inner[1])
        scales = []
        for side in (8, 4, 2):
            halves = [self.unit(self.unit(half)) for half in same_pool(whole, side).chunk(2, 1)]
            scales.append(enlarge_from_corners(torch.cat(halves, 1), whole))
        stride16 = self.unit(torch.cat([*scales, whole], 1))
        stride8 = self.unit(self.unit(torch.cat([enlarge_from_corners(stride16, inner[5]), inner[5]], 1)))
        return stride16, stride8, fine + enlarge_from_corners(self.unit(stride8), fine)


class Network:
    def __init__(self, weights):
        self.weights = weights

    def conv(self, x, number, stride=1, dilation=1):
        weight, bias = (self.weights[f"backbone.{number:03d}.{part}"] for part in ("weight", "bias"))
        groups = x.shape[1] if weight.shape[1] == 1 and weight.shape[0] == x.shape[1] and weight.shape[2] == 3 else 1
        if weight.shape[2] == 3:
            x = same_pad(x, stride, dilation)
        return F.conv2d(x, weight, bias, stride, 0, dilation, groups)

    def unit(self, x, module, index=0, add=lambda value: value):
        """`add` adds to what comes out of the convolution."""
        weight = self.weights[f"{module}.{index}.weight"]
        groups = x.shape[1] if weight.shape[2] == 3 else 1
        x = add(F.conv2d(x, weight, None, 1, weight.shape[2] // 2, 1, groups))
        part = lambda name: self.weights[f"{module}.{index + 1}.{name}"]
        return F.relu(F.batch_norm(x, part("running_mean"), part("running_var"), part("weight"), part("bias"), False, 0, 1e-5))

    def __call__(self, pixels):
        x = F.relu6(self.conv(pixels, 0, 2))
        outputs = []
        for first, expands, stride, dilation, residual in BLOCKS:
            y, number = x, first
            if expands:
                y, number = F.relu6(self.conv(y, number)), number + 1
            y = F.relu6(self.conv(y, number, stride, dilation))
            y = self.conv(y, number + 1)
            x = x + y if residual else y
            outputs.append(x)
        image = F.relu(self.conv(x.mean((2, 3), keepdim=True), 63)).expand(-1, -1, *x.shape[2:])
        pooled = F.relu(self.conv(torch.cat([image, F.relu(self.conv(x, 62))], 1), 67))
        coarse = torch.cat([pooled, self.unit(x, "context")], 1)
        has_scenes = "scenes.classes.weight" in self.weights
        scenes16, scenes8, scene_logits = SceneTrunk(self.weights)(pixels) if has_scenes else (None, None, None)
        scene = lambda name, map: F.conv2d(map, self.weights[f"scenes.{name}.weight"])
        to8 = lambda v: v + enlarge(scene("stride16", scenes16), v) + enlarge(scene("stride8", scenes8), v) if has_scenes else v
        to4 = lambda v: v + enlarge(scene("stride4", scene_logits), v) if has_scenes else v
        h = torch.cat([enlarge(coarse, outputs[5]), self.unit(outputs[5], "lateral8")], 1)
        h = self.unit(h, "fuse8", 0, to8)
        for index in (3, 6):
            h = self.unit(h, "fuse8", index)
        e = torch.cat([enlarge(h, outputs[2]), self.unit(outputs[2], "lateral4")], 1)
        e = self.unit(self.unit(e, "fuse4", 0), "fuse4", 3, to4)
        e = F.conv2d(e, self.weights["fuse4.6.weight"], self.weights["fuse4.6.bias"])
        if "classes.weight" in self.weights:
            shares = F.softmax(enlarge(self.conv(pooled, 68), e), 1)
            e = e + F.conv2d(shares, self.weights["classes.weight"])
        if has_scenes:
            shares = F.softmax(enlarge(scene_logits, e), 1)
            e = e + scene("classes", shares)
        return e


def small_case():
    """Narrow enough to be a small file; residual blocks keep their widths."""
    torch.manual_seed(0)
    stem, stages, pooled, dim = 8, [4, 6, 8, 12, 12, 16, 20], 16, 8
    counts, expansion = [1, 2, 3, 4, 3, 3, 1], 2
    shapes, blocks, inputs = {"backbone.000": (stem, 3, 3, 3)}, iter(BLOCKS), stem
    for stage, count in enumerate(counts):
        for _ in range(count):
            first, expands, *_ = next(blocks)
            hidden = inputs * expansion if expands else inputs
            if expands:
                shapes[f"backbone.{first:03d}"] = (hidden, inputs, 1, 1)
            depthwise = first + 1 if expands else first
            shapes[f"backbone.{depthwise:03d}"] = (hidden, 1, 3, 3)
            shapes[f"backbone.{depthwise + 1:03d}"] = (stages[stage], hidden, 1, 1)
            inputs = stages[stage]
    for number, columns in ((62, stages[6]), (63, stages[6]), (67, 2 * pooled)):
        shapes[f"backbone.{number:03d}"] = (pooled, columns, 1, 1)
    units = {
        "context.0": (6, stages[6], 1, 1), "lateral8.0": (8, stages[2], 1, 1),
        "fuse8.0": (12, pooled + 6 + 8, 1, 1), "fuse8.3": (12, 1, 3, 3), "fuse8.6": (12, 12, 1, 1),
        "lateral4.0": (6, stages[1], 1, 1), "fuse4.0": (18, 1, 3, 3), "fuse4.3": (14, 18, 1, 1),
    }
    weights = {}
    draw = lambda shape: torch.randn(shape) * (2 / np.prod(shape[1:])) ** 0.5
    for name, shape in shapes.items():
        weights[f"{name}.weight"], weights[f"{name}.bias"] = draw(shape), 0.1 * torch.randn(shape[0])
    for name, shape in units.items():
        module, index = name.split(".")
        norm = f"{module}.{int(index) + 1}"
        weights[f"{name}.weight"] = draw(shape)
        weights[f"{norm}.weight"], weights[f"{norm}.bias"] = 1 + 0.2 * torch.randn(shape[0]), 0.1 * torch.randn(shape[0])
        weights[f"{norm}.running_mean"], weights[f"{norm}.running_var"] = 0.1 * torch.randn(shape[0]), 0.5 + torch.rand(shape[0])
    weights["fuse4.6.weight"], weights["fuse4.6.bias"] = draw((dim, 14, 1, 1)), 0.1 * torch.randn(dim)
    pixels = torch.rand(1, 3, 75, 94) * 2 - 1
    with torch.no_grad():
        values = Network(weights)(pixels)
    print(values.shape, values.abs().max())
    return {**{f"w.{name}": value for name, value in weights.items()}, "in.pixels": pixels, "out.embeddings": values}


def default_case(weights_path, text_path, photo_path):
    weights, text = read_safetensors(weights_path), read_safetensors(text_path)["text"]
    data = open(photo_path, "rb").read().split(b"\n", 3)
    width, height = map(int, data[1].split())
    rgb = torch.from_numpy(np.frombuffer(data[3], np.uint8).reshape(height, width, 3).copy())
    pixels = (rgb.permute(2, 0, 1)[None].float() / 255 - 0.5) / 0.5
    with torch.no_grad():
        cosines = torch.einsum("nd,bdhw->bnhw", text, F.normalize(Network(weights)(pixels), dim=1))
        large = F.interpolate(cosines, (height, width), mode="bilinear", align_corners=False)
    print(cosines.shape, np.bincount(large.argmax(1).flatten().numpy(), minlength=len(text)))
    return {"in.rgb_u8": rgb, "in.text": text, "out.logits_cos": cosines, "out.argmax": large.argmax(1).to(torch.uint8)}


kind, out, *paths = sys.argv[1:]
write_safetensors(out, small_case() if kind == "small" else default_case(*paths))
