import type { IntervalLevel, IntervalRate } from "../../api/types";
import { IntervalPlot } from "../../charts/IntervalPlot";
import { count, percent, score } from "../../lib/format";
import { Panel } from "../../ui/Page";

/** How many rows the intervals around predicted numbers held, and how wide they were. */
export function Intervals({ levels }: { readonly levels: readonly IntervalLevel[] }) {
  return (
    <Panel title="Prediction intervals" help={`${help(levels)} The bars are 95 % intervals of the share.`}>
      <IntervalPlot
        rows={levels.flatMap((level) => [
          row(level, "held-out", level.heldOut),
          ...(level.sealed ? [row(level, "sealed", level.sealed)] : []),
        ])}
      />
    </Panel>
  );
}

function row(level: IntervalLevel, rows: string, rate: IntervalRate) {
  return {
    name: `${percent(level.level, level.level * 100 === Math.round(level.level * 100) ? 0 : 1)} on ${count(rate.rows)} ${rows} rows, mean width ${score(rate.width.value)}`,
    share: true,
    ...rate.coverage,
  };
}

function help(levels: readonly IntervalLevel[]): string {
  const said = "Share of rows whose truth lies between the lower and the upper end of a prediction.";
  switch (levels[0]?.scaledBy) {
    case "value":
      return `${said} The width varies with the predicted value.`;
    case "disagreement":
      return `${said} The width varies with how far the members of the blend disagree.`;
    case "both":
      return `${said} The width varies with the predicted value and with how far the members of the blend disagree.`;
    case "none":
    case undefined:
      return `${said} The width is the same everywhere.`;
  }
}
