/** Where in a text a fault is, as offsets: from its place to the end of the word there. */
export function range(
  text: string,
  fault: { readonly line?: number; readonly column?: number },
): { readonly from: number; readonly to: number } {
  const lines = text.split("\n");
  const index = Math.min(Math.max((fault.line ?? 1) - 1, 0), lines.length - 1);
  const before = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  const line = lines[index] ?? "";
  const column = Math.min(Math.max((fault.column ?? 1) - 1, 0), line.length);
  const word = /^[^\s,:[\]{}]+|^\S/.exec(line.slice(column))?.[0] ?? "";
  const from = before + column;
  if (word.length > 0) return { from, to: from + word.length };
  // Behind the end of the line: the whole line carries the mark.
  return { from: before + (line.length - line.trimStart().length), to: before + line.length };
}
