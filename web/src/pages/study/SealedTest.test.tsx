// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { StudyState, TestScore } from "../../api/types";
import { SealedTest } from "./SealedTest";

afterEach(cleanup);

const show = (test: TestScore, state: StudyState) =>
  render(
    <MantineProvider>
      <SealedTest test={test} objective={{ metric: "rocAuc", direction: "maximize" }} state={state} />
    </MantineProvider>,
  );

it("says how often the sealed rows were read before the test", () => {
  show({ state: "pending", vaultReads: 2 }, "running");
  expect(screen.getByText(/They were read 2 times so far/)).toBeTruthy();
});

it("shows the score with its interval and the count of reads", () => {
  const metrics = {
    rocAuc: { value: 0.991, low: 0.978, high: 0.999 },
    logLoss: { value: 0.08, low: 0.05, high: 0.11 },
  };
  show(
    { state: "scored", vaultReads: 1, trial: 7, trainer: "mlp", rows: 114, confidence: 0.95, metrics },
    "completed",
  );
  expect(screen.getAllByText("0.9910").length).toBe(2);
  expect(screen.getAllByText("0.9780 to 0.9990")).toHaveLength(2);
  expect(screen.getByText(/Vault read 1 time$/)).toBeTruthy();
});

it("says that there is no test when the specification wanted none", () => {
  show({ state: "none", vaultReads: 0 }, "completed");
  expect(screen.getByText(/no sealed test/)).toBeTruthy();
});

it("says why the final evaluation failed", () => {
  show({ state: "failed", vaultReads: 1, failure: "out of memory" }, "completed");
  expect(screen.getByRole("alert").textContent).toContain("out of memory");
});
