/**
 * The sRGB bytes of a colour in Oklab's polar form (Ottosson 2020, "A perceptual color space for image processing"),
 * where equal steps look equally large. Colours outside sRGB are clipped.
 *
 * @param lightness 0 (black) to 1 (white).
 * @param chroma 0 (grey) to about 0.3.
 * @param hue in turns, 0 to 1.
 */
export function oklchToRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos(2 * Math.PI * hue);
  const b = chroma * Math.sin(2 * Math.PI * hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encodeByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encodeByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encodeByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Linear light 0..1 as an sRGB byte (IEC 61966-2-1). */
function encodeByte(linear: number): number {
  const value = Math.min(Math.max(linear, 0), 1);
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
}
