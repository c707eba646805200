// Looks at a running Cairn through its dashboard, in a real Chromium.
//
//   node e2e/dashboard.mjs --url http://127.0.0.1:8080 --study NAME [options]
//     --rows N        wait until the leaderboard shows N rows                 (default 1)
//     --completed     wait until the study has completed and its sealed test, if it has one, is shown
//     --timeout S     seconds to wait for each of these                       (default 120)
//     --out FOLDER    save a screenshot of every page, light and dark, here   (default: none)
//     --width PIXELS  of the window                                           (default 1440)
//
// It opens the home page, goes to the study by its link, watches the leaderboard fill, and looks at every page in both
// colour schemes; a study that clients train has no dataset, and so none of the pages about one. Each look is checked with axe (WCAG 2.1 A and AA). Errors on the console, uncaught errors and failed
// requests are faults. The last line of its output is a JSON summary.
//
// Exit codes: 0 all well · 1 a check failed · 2 wrong arguments · 3 no browser found, or it did not start
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { findBrowser, startBrowser } from "./browser.mjs";

const options = readOptions();
const faults = [];
const shots = [];

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: "string" },
        study: { type: "string" },
        rows: { type: "string", default: "1" },
        completed: { type: "boolean", default: false },
        timeout: { type: "string", default: "120" },
        out: { type: "string" },
        width: { type: "string", default: "1440" },
      },
    });
    if (!values.url || !values.study) throw new Error("--url and --study are needed");
    for (const name of ["rows", "timeout", "width"]) {
      if (!/^[1-9]\d*$/.test(values[name]))
        throw new Error(`--${name} is a whole number, got '${values[name]}'`);
    }
    return { ...values, url: values.url.replace(/\/$/, ""), timeoutMs: Number(values.timeout) * 1000 };
  } catch (wrong) {
    console.error(wrong.message);
    process.exit(2);
  }
}

/** A window whose errors are collected. */
async function open(browser) {
  const viewport = { width: Number(options.width), height: 900 };
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(options.timeoutMs);
  const fault = (what) => faults.push(`${new URL(page.url()).pathname}: ${what}`);
  page.on("console", (message) => message.type() === "error" && fault(`console: ${message.text()}`));
  page.on("pageerror", (error) => fault(`uncaught: ${error.message}`));
  page.on(
    "response",
    (response) => response.status() >= 400 && fault(`${response.status()} ${response.url()}`),
  );
  return page;
}

const study = (rest = "") => `/studies/${encodeURIComponent(options.study)}${rest}`;

/** From the home page to the leaderboard as a person goes, and the rows seen on the way while it fills. */
async function watch(page) {
  await page.goto(`${options.url}/`);
  await page.locator("main h1").first().waitFor();
  if ((await page.getByRole("link", { name: options.study, exact: true }).count()) === 0)
    await page.goto(`${options.url}/studies`); // the home page shows the newest only
  await page.getByRole("link", { name: options.study, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: options.study }).waitFor();
  await page.getByRole("link", { name: "Leaderboard", exact: true }).last().click();
  const rows = page.getByRole("region", { name: "Leaderboard", exact: true }).locator("tbody tr");
  const seen = [];
  const until = Date.now() + options.timeoutMs;
  for (;;) {
    const amount = await rows.count();
    if (seen.at(-1) !== amount) seen.push(amount);
    if (amount >= Number(options.rows)) break;
    if (Date.now() > until) {
      faults.push(
        `the leaderboard shows ${amount} rows after ${options.timeout} s; ${options.rows} were awaited`,
      );
      break;
    }
    await page.waitForTimeout(150);
  }
  if (options.completed) await completion(page);
  return seen;
}

async function completion(page) {
  const { dataset } = await known(page);
  try {
    await page.locator("h1 [data-state=completed]").waitFor();
    if (dataset) await page.getByText(/Vault read \d+ time/).waitFor();
  } catch {
    const sealed = dataset ? " with a sealed test score" : "";
    faults.push(`the study did not complete${sealed} within ${options.timeout} s`);
  }
}

/** The study as the server knows it. */
const known = (page) => page.request.get(`${options.url}/api/v1${study()}`).then((answer) => answer.json());

/** Every page, with what must be on it before it counts as loaded. */
async function tour(page) {
  const { best, dataset } = await known(page);
  const trial = best?.trial ?? 1;
  const places = [
    ["home", "/", "main h1"],
    ["studies", "/studies", "main tbody tr"],
    ["study", study(), "main canvas"],
    ["trials", study("/trials"), "main tbody tr"],
    ["leaderboard", study("/leaderboard"), "main tbody tr"],
    ["spec", study("/spec"), "main .cm-content"],
    ["events", study("/events"), "main [role=log]"],
    ["trial", study(`/trials/${trial}`), "main table"],
    ["new", "/new", "main .cm-content"],
    ...(dataset ? datasetPlaces(dataset) : []),
    ["workers", "/workers", "main h2"],
  ];
  for (const [name, path, ready] of places) await visit(page, name, path, ready);
}

const datasetPlaces = ({ name, version }) => [
  ["datasets", "/datasets", "main tbody tr"],
  ["dataset", `/datasets/${name}@${version}`, "main article"],
  ["board", `/leaderboard?dataset=${name}`, "main tbody tr"],
];

async function visit(page, name, path, ready) {
  await page.goto(options.url + path);
  try {
    await page
      .locator(ready)
      .first()
      .waitFor({ timeout: Math.min(options.timeoutMs, 20_000) });
  } catch {
    faults.push(`${path}: '${ready}' never appeared`);
  }
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
    await page.waitForTimeout(300);
    await look(page, name, path, scheme);
  }
}

async function look(page, name, path, scheme) {
  if (options.out) {
    const file = join(options.out, `${name}-${scheme}.png`);
    await page.screenshot({ path: file });
    shots.push(file);
  }
  const axe = new AxeBuilder({ page });
  // The second scheme changes colours and nothing else.
  if (scheme === "light") axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]);
  else axe.withRules(["color-contrast", "link-in-text-block"]);
  const report = await axe.analyze();
  for (const violation of report.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" "));
    faults.push(`${scheme} ${path}: axe ${violation.id} (${violation.nodes.length}×): ${where.join(" | ")}`);
  }
}

const executable = findBrowser();
if (!executable) {
  console.error("No Chromium on the PATH; CHROMIUM may name one.");
  process.exit(3);
}
let browser;
try {
  browser = await startBrowser(executable);
} catch (failure) {
  console.error(`${executable} did not start: ${failure.message}`);
  process.exit(3);
}
if (options.out) mkdirSync(options.out, { recursive: true });
let leaderboard = [];
try {
  const page = await open(browser);
  leaderboard = await watch(page);
  await tour(page);
} catch (failure) {
  faults.push(`the visit broke off: ${failure.message}`);
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(
  JSON.stringify({ ok: faults.length === 0, leaderboardRows: leaderboard, faults, screenshots: shots }),
);
process.exitCode = faults.length === 0 ? 0 : 1;
