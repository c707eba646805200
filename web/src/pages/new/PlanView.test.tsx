// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { PlanView } from "./PlanView";
import { useValidation } from "./useValidation";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Checked({ text }: { readonly text: string }) {
  return <PlanView check={useValidation(text)} />;
}

/** The page with a server at the network's edge that answers every request alike. */
function show(text: string, status: number, body: unknown) {
  const answer = () => new Response(JSON.stringify(body), { status });
  const fetch = vi.fn((_address: string, _init: RequestInit) => Promise.resolve(answer()));
  vi.stubGlobal("fetch", fetch);
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Checked text={text} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return fetch;
}

it("sends the specification as YAML and shows every fault with its place and hint", async () => {
  const fetch = show("name: a", 422, {
    type: "/problems/invalid-spec",
    title: "The study specification is not valid",
    status: 422,
    errors: [
      {
        pointer: "#/search/stratgy",
        line: 6,
        column: 10,
        code: "unknown-field",
        detail: "Unknown field.",
        hint: "Did you mean 'strategy'?",
      },
      { pointer: "#/dataset", code: "missing-field", detail: "'dataset' is needed." },
    ],
  });
  expect(await screen.findByText("2 problems")).toBeTruthy();
  expect(screen.getByText("Did you mean 'strategy'?")).toBeTruthy();
  expect(screen.getByText("line 6, column 10")).toBeTruthy();
  const [address, init] = fetch.mock.calls[0] ?? [];
  expect(address).toBe("/api/v1/studies:validate");
  expect(init).toMatchObject({
    method: "POST",
    body: "name: a",
    headers: { "Content-Type": "application/yaml" },
  });
});

it("shows what would run when all is well", async () => {
  show("name: a", 200, {
    spec: {},
    resolved: {
      dataset: { id: "1", name: "breast-cancer", version: 1 },
      target: "diagnosis",
      task: "binary",
      objective: { metric: "rocAuc", direction: "maximize" },
      models: ["linear", "mlp"],
      trainingRows: 455,
      sealedRows: 114,
    },
    space: {
      parameters: [{ name: "lr", kind: "float", low: 1e-5, high: 0.1, scale: "log" }],
      constraints: [],
      cardinality: "Infinity",
    },
    plan: { trials: 40, parallel: 2, folds: 5, rungs: {} },
  });
  expect(await screen.findByText("Valid, ready to start")).toBeTruthy();
  expect(screen.getByText("455 for training, 114 sealed")).toBeTruthy();
  expect(screen.getByText("up to 200 (5 folds each)")).toBeTruthy();
  expect(screen.getByText("1e−5 to 0.1 (log)")).toBeTruthy();
});
