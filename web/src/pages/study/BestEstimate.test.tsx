// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { BestEstimate } from "./BestEstimate";

const PATIENCE = { timeout: 30_000 };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The figure, and a mark beside it, with a server at the network's edge that answers so. */
function show(best: object) {
  const body = { objective: { metric: "loss", direction: "minimize" }, trials: 30, ...best };
  const fetch = vi.fn((_address: string) => Promise.resolve(new Response(JSON.stringify(body))));
  vi.stubGlobal("fetch", fetch);
  const page = () => (
    <main>
      here <BestEstimate study="noisy" />
    </main>
  );
  const router = createRouter({
    routeTree: createRootRoute({ component: page }),
    history: createMemoryHistory(),
  });
  const client = new QueryClient();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return { fetch, client };
}

it("shows the estimate of a noisy study with its trial", async () => {
  const { fetch } = show({ best: { trial: 12, estimate: 0.25, deviation: 0.013 } });
  expect(await screen.findByText("0.2500", {}, PATIENCE)).toBeTruthy();
  expect(screen.getByText("± 0.013")).toBeTruthy();
  expect(screen.getByText(/trial 12/).getAttribute("href")).toBe("/studies/noisy/trials/12");
  expect(fetch.mock.calls[0]?.[0]).toContain("/studies/noisy/analysis/estimate");
}, 60_000);

it("shows nothing where results are exact", async () => {
  const { client } = show({});
  await waitFor(() => expect(client.getQueryData(["estimate", "noisy"])).toBeTruthy(), PATIENCE);
  expect(screen.getByRole("main").textContent).toBe("here ");
}, 60_000);
