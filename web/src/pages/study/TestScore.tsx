import type { TestScore } from "../../api/types";
import { score } from "../../lib/format";

/** The sealed test score in one word or number. */
export function TestScoreText({ test, metric }: { readonly test: TestScore; readonly metric: string }) {
  switch (test.state) {
    case "pending":
      return <span className="muted">sealed</span>;
    case "running":
      return <span className="muted">scoring…</span>;
    case "failed":
      return <span style={{ color: "var(--c-failed)" }}>failed</span>;
    case "none":
      return <span className="muted">none</span>;
    case "scored":
      return <>{score(test.metrics?.[metric]?.value)}</>;
  }
}
