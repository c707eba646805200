/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `npm run dev` finds a running Cairn server. */
const server = process.env.CAIRN_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    // Maven's own folder of classes: what is built is on the server's classpath, and nothing old stays behind.
    outDir: "target/classes/web",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 700,
    // A few chunks by how they are used, not fifty tiny ones: the base comes at once, charts and editor when wanted.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "base", test: /node_modules[\\/]tslib/, priority: 5 },
            { name: "charts", test: /node_modules[\\/](echarts|zrender)/, priority: 3 },
            {
              name: "editor",
              test: /node_modules[\\/]@?(codemirror|lezer|marijn|crelt|style-mod|w3c-keyname)/,
              priority: 3,
            },
            { name: "base", test: /node_modules/, priority: 2 },
            { name: "shared", test: /src[\\/](ui|lib|api|theme)[\\/]/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": server } },
  test: {
    // Files of pure functions need no page and share one thread; a test of a component says which environment it wants.
    environment: "node",
    pool: "threads",
    isolate: false,
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
