"""Options, timing and report that the training scripts of this folder share."""
import argparse
import json
import resource
import time

import torch
import torch.nn.functional as F


def parse_options(**defaults):
    """Integer options from the command line; `threads`, `warmup` and `steps` are always among them."""
    parser = argparse.ArgumentParser()
    for name, default in dict(defaults, threads=2, warmup=1, steps=3).items():
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    # Numbers too small for their format would make freshly initialised networks slow; it helps PyTorch only.
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    return options


def random_batch(options):
    """Pixels, unit text embeddings and targets."""
    o = options
    pixels = torch.rand(o.batch, 3, o.size, o.size) * 2 - 1
    text = F.normalize(torch.randn(o.batch, o.labels, o.dim), dim=-1)
    return pixels, text, torch.randint(0, o.labels, (o.batch, o.size, o.size))


def matrix_product_seconds():
    """The product of the benchmark `machine/matrix-product`: tells whether this PyTorch has a fast BLAS."""
    a, b = torch.rand(2048, 4096), torch.rand(4096, 1024)
    seconds = []
    for _ in range(4):
        begin = time.perf_counter()
        a @ b
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def measure_steps(optimizer, loss_of_batch, options):
    """Prints one JSON line: seconds of each step after those that warm up, and the process's peak memory in bytes."""
    seconds = []
    for _ in range(options.warmup + options.steps):
        begin = time.perf_counter()
        loss = loss_of_batch()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        loss.item()
        seconds.append(time.perf_counter() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    report = dict(seconds=seconds[options.warmup:], peakRss=peak)
    print(json.dumps(dict(report, matrixProductSeconds=matrix_product_seconds())))
