import type { RgbImage } from '@langseg/core';

/** A change of colours; `{ brightness: 1, contrast: 1, saturation: 1, hue: 0 }` changes nothing. */
export interface ColorChange {
  /** Factor of all values. */
  readonly brightness: number;
  /** Factor of the distance from the photo's mean grey; 0 makes one grey of it. */
  readonly contrast: number;
  /** Factor of the distance of each pixel from its grey; 0 makes it a greyscale photo. */
  readonly saturation: number;
  /** Turns of the colour circle, about the grey axis. */
  readonly hue: number;
}

type Rgb = readonly [number, number, number];

/** Rec. 601, as Pillow's greyscale. */
const luma = ([r, g, b]: Rgb) => 0.299 * r + 0.587 * g + 0.114 * b;

/**
 * Changes brightness, contrast, saturation and hue, in this order. All four are linear but for the mean grey, and the
 * last two leave greys alone, so the whole is one matrix and one grey to add.
 */
export function changeColors(
  { width, height, data }: RgbImage,
  { brightness, contrast, saturation, hue }: ColorChange,
): RgbImage {
  const change = (color: Rgb) => turnHue(saturate(color, saturation), hue);
  const factor = brightness * contrast;
  const [r, g, b] = [change([factor, 0, 0]), change([0, factor, 0]), change([0, 0, factor])];
  const grey = (1 - contrast) * brightness * luma(meanColor(data));
  const result = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const [red, green, blue] = [data[i], data[i + 1], data[i + 2]];
    result[i] = r[0] * red + g[0] * green + b[0] * blue + grey;
    result[i + 1] = r[1] * red + g[1] * green + b[1] * blue + grey;
    result[i + 2] = r[2] * red + g[2] * green + b[2] * blue + grey;
  }
  return { width, height, data: new Uint8Array(result.buffer) };
}

function meanColor(data: Uint8Array): Rgb {
  let [red, green, blue] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 3) {
    red += data[i];
    green += data[i + 1];
    blue += data[i + 2];
  }
  const pixels = data.length / 3;
  return [red / pixels, green / pixels, blue / pixels];
}

function saturate(color: Rgb, saturation: number): Rgb {
  const grey = luma(color);
  const mix = (value: number) => grey + saturation * (value - grey);
  return [mix(color[0]), mix(color[1]), mix(color[2])];
}

/** Turns the colour differences U and V of analogue television (Rec. 601) and keeps the luma. */
function turnHue(color: Rgb, turns: number): Rgb {
  const [perBlue, perRed] = [0.492, 0.877];
  const grey = luma(color);
  const [u, v] = [perBlue * (color[2] - grey), perRed * (color[0] - grey)];
  const [cos, sin] = [Math.cos(2 * Math.PI * turns), Math.sin(2 * Math.PI * turns)];
  const blue = grey + (cos * u - sin * v) / perBlue;
  const red = grey + (sin * u + cos * v) / perRed;
  return [red, (grey - 0.299 * red - 0.114 * blue) / 0.587, blue];
}
