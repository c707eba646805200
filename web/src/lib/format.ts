/** Numbers, times and sizes as people read them. All pure; locale fixed, so that screenshots and tests agree. */

const DASH = "–";

/** A score: four significant digits, never in exponent form between 1e-4 and 1e6. */
export function score(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return DASH;
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return exponent(value, digits - 1);
  const decimals = size >= 1 ? Math.max(0, digits - 1 - Math.floor(Math.log10(size))) : digits;
  return minus(value.toFixed(decimals));
}

/** A parameter's value: as short as it can be without lying about the magnitude. */
export function parameter(value: unknown): string {
  if (value === null || value === undefined) return DASH;
  if (typeof value !== "number") return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return minus(String(value));
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) return exponent(value, 2);
  return minus(String(Number(value.toPrecision(3))));
}

/** A day, given in days since 1970. */
export function epochDay(value: unknown): string {
  return typeof value === "number" && Number.isFinite(value)
    ? new Date(value * 86_400_000).toISOString().slice(0, 10)
    : DASH;
}

function exponent(value: number, digits: number): string {
  const [mantissa = "0", power = "0"] = value.toExponential(digits).split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return minus(`${short}e${power.replace("+", "")}`);
}

function minus(text: string): string {
  return text.replaceAll("-", "−");
}

export function spread(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  const decimals = value > 0 ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(value)))) : 0;
  return `± ${value.toFixed(decimals)}`;
}

export function count(value: number): string {
  return new Intl.NumberFormat("en-US").format(value);
}

export function percent(fraction: number, digits = 0): string {
  return `${(fraction * 100).toFixed(digits)} %`;
}

export function bytes(size: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const step = Math.min(units.length - 1, size < 1 ? 0 : Math.floor(Math.log2(size) / 10));
  const scaled = size / 1024 ** step;
  return `${step === 0 ? scaled : scaled.toFixed(scaled < 10 ? 1 : 0)} ${units[step]}`;
}

/** A length of time in at most two units: 840 ms, 3.2 s, 4 m 05 s, 2 h 11 m, 3 d 4 h. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return DASH;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")} m`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** "12 s ago", "3 h ago"; a date beyond a week. */
export function ago(instant: string | null | undefined, now: number): string {
  if (!instant) return DASH;
  const then = Date.parse(instant);
  if (Number.isNaN(then)) return DASH;
  const seconds = Math.max(0, Math.round((now - then) / 1000));
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  if (seconds < 7 * 86_400) return `${Math.floor(seconds / 86_400)} d ago`;
  return day(instant);
}

export function day(instant: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(
    new Date(instant),
  );
}

export function moment(instant: string | null | undefined): string {
  if (!instant) return DASH;
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return DASH;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" }).format(date);
}

export function clock(instant: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(new Date(instant));
}

/** "1 trial", "40 trials". */
export function plural(amount: number, one: string, many = `${one}s`): string {
  return `${count(amount)} ${amount === 1 ? one : many}`;
}
