// Sets the colour scheme before the first paint, so that a dark page never flashes white.
// A file of its own: it stays allowed under a content security policy without inline scripts.
try {
  const wish = localStorage.getItem("mantine-color-scheme-value");
  const dark = wish === "dark" || (wish !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
} catch {
  document.documentElement.setAttribute("data-mantine-color-scheme", "light");
}
