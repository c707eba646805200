import { parameter } from "../lib/format";

interface Props {
  readonly histogram: { readonly edges: readonly number[]; readonly counts: readonly number[] };
  readonly label: string;
  readonly height?: number;
  /** How an edge is written. */
  readonly format?: (value: unknown) => string;
}

/** Bars between edges, as plain SVG; the ends are said below. */
export function Histogram({ histogram, label, height = 52, format = parameter }: Props) {
  const { edges, counts } = histogram;
  const low = edges[0] ?? 0;
  const high = edges.at(-1) ?? 1;
  const most = Math.max(1, ...counts);
  const x = (value: number) => ((value - low) / (high - low || 1)) * 100;
  return (
    <div>
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {counts.map((amount, i) => {
          const from = edges[i] ?? low;
          const to = edges[i + 1] ?? high;
          const tall = (amount / most) * (height - 2);
          return (
            <rect
              key={from}
              x={x(from) + 0.3}
              width={Math.max(0.4, x(to) - x(from) - 0.6)}
              y={height - tall}
              height={tall}
              fill="var(--c-accent)"
              opacity={0.75}
            >
              <title>{`${format(from)} to ${format(to)}: ${amount}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className="muted num" style={{ display: "flex", justifyContent: "space-between", fontSize: 11 }}>
        <span>{format(low)}</span>
        <span>{format(high)}</span>
      </div>
    </div>
  );
}
