import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { readStudySearch } from "../lib/study-search";
import { HomePage } from "../pages/home/HomePage";
import { Missing, Wrong } from "./Fallbacks";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: Missing, errorComponent: Wrong });

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomePage });

const datasets = createRoute({
  getParentRoute: () => root,
  path: "/datasets",
  component: lazyRouteComponent(() => import("../pages/datasets/DatasetsPage"), "DatasetsPage"),
});

const datasetRoute = createRoute({
  getParentRoute: () => root,
  path: "/datasets/$dataset",
  component: lazyRouteComponent(() => import("../pages/datasets/DatasetPage"), "DatasetPage"),
});

const studies = createRoute({
  getParentRoute: () => root,
  path: "/studies",
  component: lazyRouteComponent(() => import("../pages/studies/StudiesPage"), "StudiesPage"),
});

const newStudyRoute = createRoute({
  getParentRoute: () => root,
  path: "/new",
  validateSearch: (search: Record<string, unknown>): { dataset?: string; from?: string } => ({
    ...(typeof search.dataset === "string" ? { dataset: search.dataset } : {}),
    ...(typeof search.from === "string" ? { from: search.from } : {}),
  }),
  component: lazyRouteComponent(() => import("../pages/new/NewStudyPage"), "NewStudyPage"),
});

const studyRoute = createRoute({
  getParentRoute: () => root,
  path: "/studies/$study",
  validateSearch: readStudySearch,
  component: lazyRouteComponent(() => import("../pages/study/StudyPage"), "StudyPage"),
});

const tab = <P extends string>(path: P, load: () => Promise<{ Tab: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => studyRoute, path, component: lazyRouteComponent(load, "Tab") });

const overview = tab("/", () => import("../pages/study/Overview"));
const trials = tab("trials", () => import("../pages/study/Trials"));
const leaderboard = tab("leaderboard", () => import("../pages/study/Leaderboard"));
const spec = tab("spec", () => import("../pages/study/Spec"));
const events = tab("events", () => import("../pages/study/Events"));

const trialRoute = createRoute({
  getParentRoute: () => root,
  path: "/studies/$study/trials/$trial",
  validateSearch: readStudySearch,
  component: lazyRouteComponent(() => import("../pages/trial/TrialPage"), "TrialPage"),
});

const boardRoute = createRoute({
  getParentRoute: () => root,
  path: "/leaderboard",
  validateSearch: (search: Record<string, unknown>): { dataset?: string } =>
    typeof search.dataset === "string" ? { dataset: search.dataset } : {},
  component: lazyRouteComponent(() => import("../pages/board/BoardPage"), "BoardPage"),
});

const workers = createRoute({
  getParentRoute: () => root,
  path: "/workers",
  component: lazyRouteComponent(() => import("../pages/workers/WorkersPage"), "WorkersPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    datasets,
    datasetRoute,
    studies,
    newStudyRoute,
    studyRoute.addChildren([overview, trials, leaderboard, spec, events]),
    trialRoute,
    boardRoute,
    workers,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
