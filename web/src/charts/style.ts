import { parameter } from "../lib/format";
import type { Palette } from "../theme/palette";

const font = "'Inter Variable', system-ui, sans-serif";

export function baseOption(palette: Palette) {
  return {
    animationDuration: 250,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: font, color: palette.muted },
    grid: { left: 8, right: 16, top: 14, bottom: 26, containLabel: true },
  };
}

export function axis(palette: Palette, name: string, rest: object = {}) {
  return {
    type: "value",
    name,
    nameLocation: "middle",
    nameGap: 28,
    nameTextStyle: { color: palette.muted, fontSize: 11.5, fontFamily: font },
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: palette.muted, fontSize: 11, fontFamily: font, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.grid } },
    ...rest,
  };
}

export function tooltip(palette: Palette, rest: object = {}) {
  return {
    backgroundColor: palette.surface,
    borderColor: palette.border,
    borderWidth: 1,
    padding: [8, 11],
    textStyle: { color: palette.text, fontFamily: font, fontSize: 12 },
    extraCssText: "box-shadow: 0 4px 18px rgb(0 0 0 / 0.14); border-radius: 8px;",
    transitionDuration: 0.1,
    ...rest,
  };
}

/** A tick without the dust of floating point, but with all its digits: on a narrow axis neighbours differ late. */
export function tick(value: number): string {
  const clean = Number(value.toPrecision(6));
  const size = Math.abs(clean);
  return size >= 1e-3 && size < 1e5 ? String(clean).replace("-", "−") : parameter(clean);
}

/** Text that is safe inside a tooltip's markup. */
export function safe(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * The range of a score axis. One diverged trial must not press all others into a line: what lies further than three
 * interquartile ranges beyond the quartiles is outside; the plot says how many.
 */
export function scoreRange(
  values: readonly number[],
): { min: number; max: number; outside: number } | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const low = sorted[0];
  const high = sorted.at(-1);
  if (low === undefined || high === undefined) return undefined;
  const q1 = sorted[Math.floor((sorted.length - 1) * 0.25)] ?? low;
  const q3 = sorted[Math.ceil((sorted.length - 1) * 0.75)] ?? high;
  const reach = 3 * (q3 - q1);
  const min = sorted.length < 8 || reach === 0 ? low : Math.max(low, q1 - reach);
  const max = sorted.length < 8 || reach === 0 ? high : Math.min(high, q3 + reach);
  const pad = (max - min || Math.abs(max) || 1) * 0.06;
  const outside = sorted.filter((value) => value < min || value > max).length;
  return { min: min - pad, max: max + pad, outside };
}
