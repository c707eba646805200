import { decode } from "./decode";
import { setReachable } from "./reach";
import type { Fault, Page, ProblemBody } from "./types";

const base = "/api/v1";

/** What a server answered instead of what was asked for, or that it did not answer at all (status 0). */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly traceId: string | undefined;

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = "Problem";
    this.status = body.status;
    this.title = body.title;
    this.faults = body.errors ?? [];
    this.traceId = body.traceId;
  }

  static unreachable(): Problem {
    return new Problem({
      type: "/problems/unreachable",
      title: "Cairn does not answer",
      status: 0,
      detail: "The server can not be reached. Is it still running?",
    });
  }
}

export function url(path: string, query: Record<string, string | number | undefined> = {}): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return base + path + (parts.length > 0 ? `?${parts.join("&")}` : "");
}

async function request(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    setReachable(false);
    throw Problem.unreachable();
  }
  setReachable(true);
  if (!response.ok) throw await problem(response);
  return response;
}

async function problem(response: Response): Promise<Problem> {
  return asProblem(response.status, await response.text());
}

/** Reads a problem document; whatever else came (a proxy's page, nothing) becomes a problem that says its status. */
export function asProblem(status: number, text: string): Problem {
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>;
    if (typeof body.title === "string") return new Problem({ ...body, status } as ProblemBody);
  } catch {
    // Not JSON: said by the status below.
  }
  return new Problem({ type: "about:blank", title: `The server answered ${status}`, status });
}

export async function getJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await request(address, {
    headers: { Accept: "application/json" },
    signal: signal ?? null,
  });
  return decode<T>(await response.json());
}

export async function getText(address: string, signal?: AbortSignal): Promise<string> {
  const response = await request(address, { headers: { Accept: "text/plain" }, signal: signal ?? null });
  return response.text();
}

export async function post<T>(address: string, body?: { type: string; text: string }, signal?: AbortSignal) {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body) headers["Content-Type"] = body.type;
  const response = await request(address, {
    method: "POST",
    headers,
    body: body?.text ?? null,
    signal: signal ?? null,
  });
  return decode<T>(await response.json());
}

export async function patch<T>(address: string, changes: object) {
  const response = await request(address, {
    method: "PATCH",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify(changes),
  });
  return decode<T>(await response.json());
}

export async function remove(address: string): Promise<void> {
  await request(address, { method: "DELETE" });
}

/** Reads every page of a list. */
export async function getAll<T>(
  path: string,
  query: Record<string, string | number | undefined>,
  signal?: AbortSignal,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await getJson<Page<T>>(url(path, { ...query, limit: 1000, cursor }), signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}
