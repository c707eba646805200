import type { Scheme } from "../theme/palette";

type Rgb = readonly [number, number, number];

// From far to best: grey to the accent, monotone in lightness on its own background, so that it reads without hue, too.
const stops: Record<Scheme, readonly Rgb[]> = {
  light: [
    [196, 206, 203],
    [137, 190, 181],
    [45, 145, 135],
    [4, 78, 72],
  ],
  dark: [
    [52, 70, 66],
    [45, 110, 102],
    [60, 170, 156],
    [140, 245, 228],
  ],
};

/** The colour of a rank between 0 (worst) and 1 (best). */
export function ramp(scheme: Scheme, rank: number): string {
  const colors = stops[scheme];
  const at = Math.min(1, Math.max(0, rank)) * (colors.length - 1);
  const low = colors[Math.floor(at)] ?? [0, 0, 0];
  const high = colors[Math.ceil(at)] ?? low;
  const share = at - Math.floor(at);
  const mix = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * share);
  return `rgb(${mix(0)} ${mix(1)} ${mix(2)})`;
}
