import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { cairn } from "../../api/cairn";
import { Problem } from "../../api/http";
import type { Fault, ValidatedStudy } from "../../api/types";

export type Check =
  | { readonly state: "checking"; readonly faults: readonly Fault[] }
  | { readonly state: "valid"; readonly faults: readonly Fault[]; readonly plan: ValidatedStudy }
  | { readonly state: "invalid"; readonly faults: readonly Fault[]; readonly title: string }
  | { readonly state: "unknown"; readonly faults: readonly Fault[]; readonly failure: Error };

const none: readonly Fault[] = [];

/** What the server says about a specification, a moment after the last key. */
export function useValidation(text: string): Check {
  const [settled] = useDebouncedValue(text, 350);
  const query = useQuery({
    queryKey: ["validate", settled],
    queryFn: ({ signal }) => cairn.validateStudy(settled, signal),
    retry: false,
    staleTime: 10_000,
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  });
  if (settled !== text || (query.isFetching && query.isPlaceholderData)) {
    const faults = query.error instanceof Problem ? query.error.faults : none;
    return { state: "checking", faults };
  }
  if (query.error instanceof Problem && query.error.status === 422) {
    return { state: "invalid", faults: query.error.faults, title: query.error.title };
  }
  if (query.error) return { state: "unknown", faults: none, failure: query.error };
  if (query.data) return { state: "valid", faults: none, plan: query.data };
  return { state: "checking", faults: none };
}
