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
  light: [
    "#0c7068",
    "#c2570c",
    "#4a5bcf",
    "#b02a76",
    "#4d7c0f",
    "#8a5a2b",
    "#0284c7",
    "#6b7280",
    "#d22b2b",
    "#8b2fe0",
    "#a88a00",
    "#14532d",
    "#1b2559",
    "#d9679f",
  ],
  dark: [
    "#57d0c1",
    "#f5a35c",
    "#96a5ff",
    "#f28ec4",
    "#a8d466",
    "#c08f63",
    "#5fb4f0",
    "#a3aeb8",
    "#ff6b6b",
    "#bd7bff",
    "#f0dc4e",
    "#37a866",
    "#5268e8",
    "#ffd0e4",
  ],
};

const shapes = ["circle", "rect", "triangle", "diamond", "down"] as const;

/** How the points of a series look beside their colour, for whom colours are alike. */
export type Shape = (typeof shapes)[number];

/** So many series differ in colour or shape. */
export const distinctSeries = series.light.length * shapes.length;

/** The colour of the nth series (a trainer, a study): the same in every plot of a page. */
export function seriesColor(scheme: Scheme, index: number): string {
  const colors = series[scheme];
  return colors[index % colors.length] ?? palettes[scheme].accent;
}

/** The shape of the nth series; the numbers of colours and shapes have no common divisor, so that no pair comes twice before all did. */
export function seriesShape(index: number): Shape {
  return shapes[index % shapes.length] ?? "circle";
}

const marks: Record<Shape, { readonly symbol: string; readonly clip: string }> = {
  circle: { symbol: "circle", clip: "circle(50%)" },
  rect: { symbol: "rect", clip: "inset(0)" },
  triangle: { symbol: "triangle", clip: "polygon(50% 0, 100% 100%, 0 100%)" },
  diamond: { symbol: "diamond", clip: "polygon(50% 0, 100% 50%, 50% 100%, 0 50%)" },
  down: { symbol: "path://M0,0L10,0L5,10Z", clip: "polygon(0 0, 100% 0, 50% 100%)" },
};

/** The nth series' shape as ECharts names it. */
export function seriesSymbol(index: number): string {
  return marks[seriesShape(index)].symbol;
}

/** The nth series' shape as a CSS clip path, for legends. */
export function seriesClip(index: number): string {
  return marks[seriesShape(index)].clip;
}
