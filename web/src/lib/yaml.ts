/** Writes plain JSON data as YAML for reading: blocks for objects, one line for short lists and flat short objects. */
export function toYaml(data: unknown): string {
  return `${block(data, 0)}\n`.replace(/^\n/, "");
}

function block(data: unknown, depth: number): string {
  const pad = "  ".repeat(depth);
  if (Array.isArray(data)) {
    if (data.length === 0) return "[]";
    return data.map((item) => `\n${pad}- ${block(item, depth + 1).trimStart()}`).join("");
  }
  if (data === null || typeof data !== "object") return scalar(data);
  const entries = Object.entries(data).filter(([, value]) => value !== null && value !== undefined);
  if (entries.length === 0) return "{}";
  return entries
    .map(([key, value]) => {
      const short = inline(value);
      const line =
        short !== undefined && (depth > 0 || short.length < 70) ? ` ${short}` : block(value, depth + 1);
      return `\n${pad}${scalar(key)}:${line.startsWith("\n") || line.startsWith(" ") ? line : ` ${line}`}`;
    })
    .join("");
}

/** The flow form, when it is short and not deep. */
function inline(data: unknown): string | undefined {
  if (Array.isArray(data)) {
    const items = data.map(inline);
    const text = `[${items.join(", ")}]`;
    return items.includes(undefined) || text.length > 78 ? undefined : text;
  }
  if (data === null || typeof data !== "object") return scalar(data);
  const entries = Object.entries(data).filter(([, value]) => value !== null && value !== undefined);
  const items = entries.map(([key, value]) => [key, inline(value)] as const);
  if (items.some(([, value]) => value === undefined || value.startsWith("{"))) return undefined;
  const text = `{${items.map(([key, value]) => `${scalar(key)}: ${value}`).join(", ")}}`;
  return text.length > 78 ? undefined : text;
}

function scalar(value: unknown): string {
  if (typeof value !== "string") return String(value);
  const plain = /^[A-Za-z_][\w./@ -]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value);
  return plain && value.trim() === value ? value : JSON.stringify(value);
}
