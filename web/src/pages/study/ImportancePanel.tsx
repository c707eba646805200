import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries";
import type { Importance, ParameterImportance } from "../../api/types";
import { IntervalPlot } from "../../charts/IntervalPlot";
import { PlotPanel } from "../../ui/PlotPanel";
import { Async, Empty } from "../../ui/States";
import { SampleNote } from "./SampleNote";
import { useStudyView } from "./useStudyView";

type View = "best" | "overall";

const MOST_ROWS = 12;
const MOST_PAIRS = 3;
const HELP: Record<View, string> = {
  best: "How differently the best tenth of the trials is spread along each parameter (PED-ANOVA), with 90 % intervals.",
  overall:
    "The part of the objective's variance over the whole space that each parameter causes alone (fANOVA), with 90 % intervals.",
};

/** Which parameters mattered. */
export function ImportancePanel() {
  const { ref } = useStudyView();
  const [view, setView] = useState<View>("best");
  const importance = useQuery(queries.importance(ref));
  return (
    <PlotPanel
      title="Importance"
      help={HELP[view]}
      file={`${ref}-importance`}
      table={() => table(importance.data)}
      tools={
        <SegmentedControl
          size="xs"
          aria-label="Importance of what"
          value={view}
          onChange={(chosen) => setView(chosen as View)}
          data={[
            { value: "best", label: "Among the best" },
            { value: "overall", label: "Overall" },
          ]}
        />
      }
    >
      <Async query={importance} what="the importance" height={200}>
        {(known) =>
          known.parameters.some((one) => one[view]) ? (
            <Shares importance={known} view={view} />
          ) : (
            <Empty title="Too early to say">
              Ten completed trials are needed; there {known.trials === 1 ? "is" : "are"} {known.trials}.
            </Empty>
          )
        }
      </Async>
    </PlotPanel>
  );
}

function Shares({ importance, view }: { readonly importance: Importance; readonly view: View }) {
  const rows = ranked(importance, view)
    .slice(0, MOST_ROWS)
    .flatMap((one) => {
      const share = one[view];
      return share ? [{ name: one.name, ...share, share: true }] : [];
    });
  const pairs = view === "overall" ? importance.interactions.slice(0, MOST_PAIRS) : [];
  return (
    <>
      <SampleNote shown={importance.trials} from={importance.sampledFrom} how="evenly over the study" />
      <IntervalPlot rows={rows} />
      {pairs.length > 0 && (
        <p className="muted" style={{ marginBottom: 0 }}>
          Together beyond that:{" "}
          {pairs
            .map((pair) => `${pair.first} with ${pair.second} ${(100 * pair.share.value).toFixed(0)} %`)
            .join(", ")}
          .
        </p>
      )}
    </>
  );
}

function ranked(importance: Importance, view: View): readonly ParameterImportance[] {
  return [...importance.parameters].sort((a, b) => (b[view]?.value ?? 0) - (a[view]?.value ?? 0));
}

function table(importance: Importance | undefined) {
  return {
    header: ["parameter", "best", "best low", "best high", "overall", "overall low", "overall high"],
    rows: (importance?.parameters ?? []).map((one) => [
      one.name,
      one.best?.value ?? null,
      one.best?.low ?? null,
      one.best?.high ?? null,
      one.overall?.value ?? null,
      one.overall?.low ?? null,
      one.overall?.high ?? null,
    ]),
  };
}
