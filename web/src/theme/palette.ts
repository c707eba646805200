/** Every colour of the dashboard, once per scheme. CSS reads them as `--c-…`, charts as values. */
export interface Palette {
  readonly bg: string;
  readonly surface: string;
  readonly raised: string;
  readonly hover: string;
  readonly border: string;
  readonly strong: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly grid: string;
  readonly line: string;
  readonly queued: string;
  readonly running: string;
  readonly paused: string;
  readonly completed: string;
  readonly pruned: string;
  readonly failed: string;
  readonly cancelled: string;
  readonly failedSoft: string;
  readonly prunedSoft: string;
}

export type Scheme = "light" | "dark";

export const palettes: Record<Scheme, Palette> = {
  light: {
    bg: "#f6f8f7",
    surface: "#ffffff",
    raised: "#f1f4f3",
    hover: "#edf2f0",
    border: "#e0e6e3",
    strong: "#c2ccc8",
    text: "#14201d",
    muted: "#55635f",
    accent: "#0c7068",
    accentSoft: "#e0f1ee",
    grid: "#e9eeec",
    line: "#9aa8a3",
    queued: "#7b8884",
    running: "#2563c9",
    paused: "#7c4dc4",
    completed: "#0c7a5b",
    pruned: "#b3590a",
    failed: "#c22f3d",
    cancelled: "#6b7773",
    failedSoft: "#fdeeee",
    prunedSoft: "#fdf3e7",
  },
  dark: {
    bg: "#0d1312",
    surface: "#141c1a",
    raised: "#1a2422",
    hover: "#1f2b28",
    border: "#26332f",
    strong: "#3d4d48",
    text: "#e4ebe8",
    muted: "#9db0aa",
    accent: "#57d0c1",
    accentSoft: "#14322e",
    grid: "#212d2a",
    line: "#61736d",
    queued: "#8b9a95",
    running: "#7eaefc",
    paused: "#bd9bf5",
    completed: "#4fd0a0",
    pruned: "#f0a54f",
    failed: "#ff8088",
    cancelled: "#95a39f",
    failedSoft: "#331a1d",
    prunedSoft: "#2f2415",
  },
};

const series: Record<Scheme, readonly string[]> = {
  light: ["#0c7068", "#c2570c", "#4a5bcf", "#b02a76", "#4d7c0f", "#8a5a2b", "#0369a1", "#6b7280"],
  dark: ["#57d0c1", "#f5a35c", "#96a5ff", "#f28ec4", "#a8d466", "#d8ab82", "#6fc3f0", "#a3aeb8"],
};

/** The colour of the nth series (a trainer, a study): the same in every plot of a page. */
export function seriesColor(scheme: Scheme, index: number): string {
  const colors = series[scheme];
  return colors[index % colors.length] ?? palettes[scheme].accent;
}
