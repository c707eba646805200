import type { Direction } from "../lib/best";
import { improvements } from "../lib/best";

interface Props {
  readonly scores: readonly { readonly trial: number; readonly score: number }[];
  readonly direction: Direction;
  readonly width?: number;
  readonly height?: number;
}

/** Best so far, as a small stair without axes. Plain SVG: the home page loads no chart library. */
export function Sparkline({ scores, direction, width = 160, height = 40 }: Props) {
  const steps = improvements(scores, direction);
  const last = Math.max(1, ...scores.map((point) => point.trial));
  const values = steps.map((step) => step.score);
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (steps.length === 0) return <svg width={width} height={height} aria-hidden="true" focusable="false" />;
  const x = (trial: number) => 2 + (trial / last) * (width - 8);
  const y = (value: number) =>
    high === low ? height / 2 : height - 4 - ((value - low) / (high - low)) * (height - 8);
  let path = "";
  steps.forEach((step, i) => {
    path += i === 0 ? `M${x(step.trial)} ${y(step.score)}` : ` H${x(step.trial)} V${y(step.score)}`;
  });
  const final = steps.at(-1);
  const end = final ? y(final.score) : 0;
  return (
    <svg width={width} height={height} aria-hidden="true" focusable="false">
      <path
        d={`${path} H${x(last)}`}
        fill="none"
        stroke="var(--c-accent)"
        strokeWidth={1.8}
        strokeLinejoin="round"
      />
      <circle cx={x(last)} cy={end} r={3} fill="var(--c-accent)" />
    </svg>
  );
}
