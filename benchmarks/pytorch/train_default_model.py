"""Times a training step of the default model's network in PyTorch, for comparison in one run with LangSeg's.

The network of `mobilenetChannels` in packages/image-encoders, written the plain way: the decoder enlarges maps before it
joins them. Text embeddings are fixed, weights random; the optimiser is Adam.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from measure_steps import measure_steps, parse_options, random_batch

# blocks, output channels, stride, dilation of the first block, dilation of the others
STAGES = [(1, 16, 1, 1, 1), (2, 24, 2, 1, 1), (3, 32, 2, 1, 1), (4, 64, 2, 1, 1), (3, 96, 1, 1, 1), (3, 160, 1, 1, 2), (1, 320, 1, 2, 2)]


def same_pad(x, stride, dilation=1):
    """TensorFlow's SAME padding of a 3x3 kernel."""
    pads = []
    for n in (x.shape[3], x.shape[2]):
        total = max((-(-n // stride) - 1) * stride + 2 * dilation + 1 - n, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(x, pads)


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, expands, stride, dilation, residual):
        super().__init__()
        hidden = inputs * 6 if expands else inputs
        self.expand = nn.Conv2d(inputs, hidden, 1) if expands else None
        padding = dilation if stride == 1 else 0
        self.depthwise = nn.Conv2d(hidden, hidden, 3, stride, padding, dilation, groups=hidden)
        self.project = nn.Conv2d(hidden, outputs, 1)
        self.stride, self.residual = stride, residual

    def forward(self, x):
        y = F.relu6(self.expand(x)) if self.expand else x
        y = F.relu6(self.depthwise(same_pad(y, self.stride) if self.stride > 1 else y))
        y = self.project(y)
        return x + y if self.residual else y


def unit(inputs, outputs, kernel=1):
    group = inputs if kernel > 1 else 1
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, groups=group, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )


class DefaultModel(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.stem = nn.Conv2d(3, 32, 3, 2)
        blocks, channels = [], 32
        for stage, (count, outputs, stride, first, others) in enumerate(STAGES):
            for i in range(count):
                blocks.append(InvertedResidual(channels, outputs, stage > 0, stride if i == 0 else 1, first if i == 0 else others, i > 0))
                channels = outputs
        self.blocks = nn.ModuleList(blocks)
        self.local, self.image, self.joined = nn.Conv2d(320, 256, 1), nn.Conv2d(320, 256, 1), nn.Conv2d(512, 256, 1)
        self.context, self.lateral8, self.lateral4 = unit(320, 96), unit(32, 32), unit(24, 24)
        self.fuse8 = nn.Sequential(unit(384, 128), unit(128, 128, 3), unit(128, 128))
        self.fuse4 = nn.Sequential(unit(152, 152, 3), unit(152, 160), nn.Conv2d(160, dim, 1))

    def forward(self, x):
        x = F.relu6(self.stem(same_pad(x, 2)))
        sums = []
        for block in self.blocks:
            x = block(x)
            sums.append(x)
        image = F.relu(self.image(x.mean((2, 3), keepdim=True))).expand(-1, -1, *x.shape[2:])
        pooled = F.relu(self.joined(torch.cat([image, F.relu(self.local(x))], 1)))
        coarse = torch.cat([pooled, self.context(x)], 1)
        up = F.interpolate(coarse, sums[5].shape[2:], mode="bilinear", align_corners=False)
        h = self.fuse8(torch.cat([up, self.lateral8(sums[5])], 1))
        up = F.interpolate(h, sums[2].shape[2:], mode="bilinear", align_corners=False)
        return self.fuse4(torch.cat([up, self.lateral4(sums[2])], 1))


def loss_of(net, pixels, text, targets):
    embeddings = F.normalize(net(pixels), dim=1)
    logits = 1 / 0.07 * torch.einsum("bnd,bdhw->bnhw", text, embeddings)
    logits = F.interpolate(logits, targets.shape[1:], mode="bilinear", align_corners=False)
    return F.cross_entropy(logits, targets, ignore_index=-1)


def main():
    options = parse_options(batch=8, size=256, labels=20, dim=100)
    net = DefaultModel(options.dim).train()
    optimizer = torch.optim.Adam(net.parameters(), 1e-3)
    batch = random_batch(options)
    measure_steps(optimizer, lambda: loss_of(net, *batch), options)


main()
