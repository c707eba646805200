// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { Intervals } from "./Intervals";

afterEach(cleanup);

it("shows the share of rows inside and the mean width, of held-out and of sealed rows", () => {
  const heldOut = {
    coverage: { value: 0.91, low: 0.89, high: 0.93 },
    width: { value: 42, low: 40, high: 44 },
    rows: 800,
  };
  const sealed = { ...heldOut, coverage: { value: 0.88, low: 0.83, high: 0.92 }, rows: 200 };
  render(
    <MantineProvider>
      <Intervals levels={[{ level: 0.9, scaledBy: "value", heldOut, sealed }]} />
    </MantineProvider>,
  );
  expect(screen.getByText(/90 % on 800 held-out rows, mean width 42/)).toBeTruthy();
  expect(screen.getByText(/90 % on 200 sealed rows/)).toBeTruthy();
  expect(screen.getByText("0.8800")).toBeTruthy();
});
