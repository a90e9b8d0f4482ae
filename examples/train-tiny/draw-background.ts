import type { Random } from '@langseg/training';

/** A textured ground in a dull colour, RGB: waves that look like ripples or planks, and grain. */
export function drawBackground(side: number, scale: number, random: Random): Uint8ClampedArray {
  const gray = random.uniform(50, 200);
  const base = [0, 1, 2].map(() => gray + random.uniform(-25, 25));
  const waves = [0, 1].map(() => ({
    x: random.uniform(-0.6, 0.6) / scale,
    y: random.uniform(-0.6, 0.6) / scale,
    phase: random.uniform(0, 2 * Math.PI),
    height: random.uniform(5, 25),
  }));
  const data = new Uint8ClampedArray(side * side * 3);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const [x, y] = [pixel % side, Math.floor(pixel / side)];
    let light = random.uniform(-15, 15);
    for (const wave of waves) light += wave.height * Math.sin(wave.x * x + wave.y * y + wave.phase);
    for (let c = 0; c < 3; c++) data[3 * pixel + c] = base[c] + light;
  }
  return data;
}
