/** Time left if the rest of the trials goes like those so far; unknown before two have ended. */
export function remainingMs(done: number, total: number, elapsedMs: number): number | undefined {
  if (done < 2 || done >= total || elapsedMs <= 0) return undefined;
  return (elapsedMs / done) * (total - done);
}
