"""Times a training step of LSeg ViT-B/32 in PyTorch, for comparison in one run with LangSeg's.

The network of `vitBase32` in packages/image-encoders, computed in the order of the official code: fusion blocks enlarge
before they project, and embeddings are correlated with the words at half the image's size. Text embeddings are fixed,
weights random, SGD has momentum and weight decay as upstream.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from measure_steps import measure_steps, parse_options, random_batch

PATCH, WIDTH, DEPTH, HEADS = 32, 768, 12, 12
OUT_INDICES, FEATURES, FUSION = (2, 5, 8, 11), (96, 192, 384, 768), 256


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-6), nn.LayerNorm(WIDTH, 1e-6)
        self.qkv, self.proj = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.mlp = nn.Sequential(nn.Linear(WIDTH, 4 * WIDTH), nn.GELU(), nn.Linear(4 * WIDTH, WIDTH))

    def forward(self, x):
        b, n, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(b, n, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        attention = (q @ k.transpose(-2, -1) * (WIDTH // HEADS) ** -0.5).softmax(-1)
        x = x + self.proj((attention @ v).transpose(1, 2).reshape(b, n, WIDTH))
        return x + self.mlp(self.norm2(x))


class Reassemble(nn.Module):
    """Tokens of a block as a map: readout `project`, 1x1 convolution, enlargement."""

    def __init__(self, outputs, scale):
        super().__init__()
        self.project = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU())
        self.reduce = nn.Conv2d(WIDTH, outputs, 1)
        self.enlarge = nn.ConvTranspose2d(outputs, outputs, scale, scale) if scale > 1 else nn.Identity()

    def forward(self, tokens, grid):
        patches = tokens[:, 1:]
        rows = self.project(torch.cat([patches, tokens[:, :1].expand_as(patches)], -1))
        return self.enlarge(self.reduce(rows.transpose(1, 2).unflatten(2, grid)))


class ResidualUnit(nn.Module):
    def __init__(self):
        super().__init__()
        self.steps = nn.ModuleList(
            nn.Sequential(nn.Conv2d(FUSION, FUSION, 3, padding=1, bias=False), nn.BatchNorm2d(FUSION)) for _ in range(2)
        )

    def forward(self, x):
        y = x
        for step in self.steps:
            y = step(F.relu(y))
        return y + x


class Fusion(nn.Module):
    def __init__(self, joins):
        super().__init__()
        self.skip = ResidualUnit() if joins else None
        self.refine, self.out = ResidualUnit(), nn.Conv2d(FUSION, FUSION, 1)

    def forward(self, path, layer):
        x = self.refine(path + self.skip(layer) if self.skip else layer)
        return self.out(F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=True))


class LSegVit(nn.Module):
    def __init__(self, size, dim):
        super().__init__()
        self.grid = (size // PATCH, size // PATCH)
        self.embed = nn.Conv2d(3, WIDTH, PATCH, PATCH)
        self.token = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.positions = nn.Parameter(torch.randn(1, 1 + self.grid[0] * self.grid[1], WIDTH) * 0.02)
        self.blocks = nn.ModuleList(Block() for _ in range(DEPTH))
        self.reassemble = nn.ModuleList(Reassemble(c, PATCH >> (i + 2)) for i, c in enumerate(FEATURES))
        self.reduced = nn.ModuleList(nn.Conv2d(c, FUSION, 3, padding=1, bias=False) for c in FEATURES)
        self.fusion = nn.ModuleList(Fusion(joins=level < 3) for level in range(4))
        self.head1 = nn.Conv2d(FUSION, dim, 1)

    def forward(self, pixels, text):
        x = self.embed(pixels).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(len(x), -1, -1), x], 1) + self.positions
        maps = []
        for index, block in enumerate(self.blocks):
            x = block(x)
            if index in OUT_INDICES:
                level = len(maps)
                maps.append(self.reduced[level](self.reassemble[level](x, self.grid)))
        path = None
        for level in (3, 2, 1, 0):
            path = self.fusion[level](path, maps[level])
        embeddings = F.normalize(self.head1(path), dim=1)
        logits = 1 / 0.07 * torch.einsum("bnd,bdhw->bnhw", text, embeddings)
        return F.interpolate(logits, scale_factor=2, mode="bilinear", align_corners=True)


def main():
    options = parse_options(batch=1, size=384, labels=20, dim=512)
    net = LSegVit(options.size, options.dim).train()
    optimizer = torch.optim.SGD(net.parameters(), 1e-3, momentum=0.9, weight_decay=1e-4)
    pixels, text, targets = random_batch(options)
    measure_steps(optimizer, lambda: F.cross_entropy(net(pixels, text), targets, ignore_index=-1), options)


main()
