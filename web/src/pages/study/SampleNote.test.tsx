// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { SampleNote } from "./SampleNote";

afterEach(cleanup);

it("says how many trials a sample leaves out", () => {
  render(<SampleNote shown={2000} from={50_000} how="the best 400 and others" />);
  expect(screen.getByText(/A sample of 2.?000 of 50.?000 trials: the best 400 and others\./)).toBeTruthy();
});

it("says nothing where all trials are shown", () => {
  const { container } = render(<SampleNote shown={12} from={undefined} how="" />);
  expect(container.textContent).toBe("");
});
