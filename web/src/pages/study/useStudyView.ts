import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { type Filterable, matches, parse } from "../../lib/filter";
import { readSelection, type StudySearch, toggled, writeSelection } from "../../lib/study-search";

const route = getRouteApi("/studies/$study");

/** The study this page shows, and the one filter and selection that all of its plots and tables share (in the address). */
export function useStudyView() {
  const { study } = route.useParams();
  const search = route.useSearch();
  // Not the route's own: seen from there, "." would be the overview, whatever tab is open.
  const navigate = useNavigate();
  const selected = useMemo(() => readSelection(search.sel), [search.sel]);
  const terms = useMemo(() => parse(search.q ?? ""), [search.q]);
  const set = useCallback(
    (change: { readonly [K in keyof StudySearch]?: StudySearch[K] | undefined }) =>
      void navigate({
        to: ".",
        replace: true,
        resetScroll: false,
        search: ((old: StudySearch) => compact({ ...old, ...change })) as never,
      }),
    [navigate],
  );
  return {
    ref: study,
    search,
    terms,
    selected,
    set,
    isShown: useCallback((trial: Filterable) => matches(trial, terms), [terms]),
    toggle: useCallback(
      (trial: number) => set({ sel: writeSelection(toggled(selected, trial)) }),
      [set, selected],
    ),
  };
}

function compact(search: { readonly [K in keyof StudySearch]?: StudySearch[K] | undefined }): StudySearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ""),
  );
}
