import { useComputedColorScheme } from "@mantine/core";
import { type Palette, palettes, type Scheme } from "./palette";

export function useScheme(): Scheme {
  return useComputedColorScheme("light");
}

export function usePalette(): Palette {
  return palettes[useScheme()];
}
