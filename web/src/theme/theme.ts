import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { type Palette, palettes } from "./palette";

const pine: MantineColorsTuple = [
  "#e6f6f3",
  "#cfece7",
  "#a2dbd2",
  "#72cabd",
  "#46bfb0",
  "#2aa79a",
  "#148b80",
  "#0c7068",
  "#0a5c56",
  "#064843",
];

const stone: MantineColorsTuple = [
  "#e4ebe8",
  "#c3cfcb",
  "#9db0aa",
  "#61736d",
  "#3d4d48",
  "#26332f",
  "#1a2422",
  "#141c1a",
  "#0d1312",
  "#090e0d",
];

export const theme = createTheme({
  primaryColor: "pine",
  // White on this shade has a contrast of 5.9 in both schemes.
  primaryShade: 7,
  colors: { pine, dark: stone },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: "620" },
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  components: {
    Button: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, fz: "xs", multiline: true, maw: 320 } },
    Modal: { styles: { title: { fontWeight: 620, fontSize: "1rem" } } },
    Anchor: { defaultProps: { underline: "hover" } },
  },
});

function variables(palette: Palette): Record<string, string> {
  const own = Object.entries(palette).map(([name, value]) => [`--c-${kebab(name)}`, String(value)]);
  return {
    ...Object.fromEntries(own),
    "--mantine-color-body": palette.bg,
    "--mantine-color-text": palette.text,
    "--mantine-color-dimmed": palette.muted,
    "--mantine-color-default": palette.surface,
    "--mantine-color-default-hover": palette.hover,
    "--mantine-color-default-border": palette.border,
    "--mantine-color-placeholder": palette.muted,
    "--mantine-color-anchor": palette.accent,
    "--mantine-color-error": palette.failed,
  };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variables(palettes.light),
  dark: variables(palettes.dark),
});
