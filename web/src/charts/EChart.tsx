import type { EChartsCoreOption } from "echarts/core";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { type EChartsType, init } from "./echarts";

export interface Picture {
  /** The plot as a PNG data address. */
  readonly png: () => string | undefined;
}

interface Props {
  readonly option: EChartsCoreOption;
  /** What the plot shows, for whom it is only a picture. */
  readonly summary: string;
  readonly height: number;
  readonly background: string;
  readonly onTrial?: ((trial: number) => void) | undefined;
  readonly ref?: Ref<Picture>;
}

/** One ECharts instance for the life of the component; a new option is merged into it. */
export function EChart({ option, summary, height, background, onTrial, ref }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const click = useRef(onTrial);
  click.current = onTrial;

  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, null, { renderer: "canvas" });
    chart.current = made;
    made.on("click", (event) => {
      const trial = trialOf(event);
      if (trial !== undefined) click.current?.(trial);
    });
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { replaceMerge: ["series"], lazyUpdate: true });
  }, [option]);

  useImperativeHandle(
    ref,
    () => ({
      png: () => chart.current?.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: background }),
    }),
    [background],
  );

  return <div ref={box} role="img" aria-label={summary} style={{ height, width: "100%" }} />;
}

/** Series carry their trial's number as id ("t17"), points as the third coordinate. */
function trialOf(event: { seriesId?: string; value?: unknown }): number | undefined {
  const named = /^t(\d+)$/.exec(event.seriesId ?? "");
  if (named) return Number(named[1]);
  const point = event.value;
  return Array.isArray(point) && typeof point[2] === "number" ? point[2] : undefined;
}
