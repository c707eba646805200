// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { VaultDivision } from "../api/types";
import { VaultPanel } from "./VaultPanel";

afterEach(cleanup);

const quiet: VaultDivision = {
  test: "fraction:0.2",
  target: "price",
  trainingRows: 80,
  sealedRows: 20,
  studies: ["houses"],
  reads: 0,
  refused: 0,
  lastReads: [],
  lastRefused: [],
  overlaps: [],
};

const show = (division: VaultDivision) =>
  render(
    <VaultPanel
      vault={{
        dataset: { id: "1", name: "houses", version: 1 },
        reads: 1,
        refused: 1,
        divisions: [division],
      }}
    />,
  );

it("says that nobody has read the sealed rows", () => {
  show(quiet);
  expect(screen.getByText(/Nobody read these rows/)).toBeTruthy();
});

it("tells reads, refusals and studies that divide the rows in another way", () => {
  const at = "2026-11-21T09:12:03Z";
  show({
    ...quiet,
    reads: 1,
    refused: 1,
    lastReads: [{ number: 1, study: "houses", trial: 9, attempt: 1, at }],
    lastRefused: [{ asker: "GET /datasets/houses@1/rows?of=sealed", at }],
    overlaps: [
      { test: "time", studies: ["late"], trainedThere: 4, sealedThere: 0, note: "4 of the 20 rows cross" },
    ],
  });
  expect(screen.getByText(/Read 1 time, refused 1 time/)).toBeTruthy();
  expect(screen.getByText(/trial 9 of houses/)).toBeTruthy();
  expect(screen.getByText(/of=sealed/)).toBeTruthy();
  expect(screen.getByText("4 of the 20 rows cross")).toBeTruthy();
});
