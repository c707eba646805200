// Installs the packages of the lock file, unless node_modules already holds exactly them.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const mark = join(home, "node_modules", ".cairn-installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(home, "package-lock.json")))
  .update(`${process.platform}-${process.arch}-${process.versions.modules}`)
  .digest("hex");

if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) {
  console.log("node_modules matches package-lock.json");
} else {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const options = ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  const run = spawnSync(npm, options, { cwd: home, stdio: "inherit" });
  if (run.error) {
    console.error(
      `npm could not be started (${run.error.message}). Node.js 20 with npm is needed, or -Dexec.skip.`,
    );
    process.exit(1);
  }
  if (run.status !== 0) process.exit(run.status ?? 1);
  writeFileSync(mark, wanted);
}
