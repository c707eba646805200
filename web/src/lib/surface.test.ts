import { describe, expect, it } from "vitest";
import { type Cell, continuousAxis, levelAxis, type SurfacePoint, surface } from "./surface";

const lattice: SurfacePoint[] = [];
for (let i = 0; i <= 20; i++)
  for (let j = 0; j <= 20; j++) lattice.push({ x: i / 20, y: j / 20, score: i / 20 + 2 * (j / 20) });

function at(cells: readonly Cell[], column: number, row: number): Cell | undefined {
  return cells.find((cell) => cell.column === column && cell.row === row);
}

describe("a surface over two parameters", () => {
  const axis = continuousAxis(lattice.map((point) => point.x));

  it("follows a plane that the trials lie on, away from its edges", () => {
    const cells = surface(lattice, axis, axis);
    const middle = at(cells, 22, 22);
    expect(middle?.score).toBeCloseTo(1.5 + 1.5 / 44, 1);
    expect((at(cells, 30, 22)?.score ?? 0) - (middle?.score ?? 0)).toBeCloseTo(8 / 44, 1);
  });

  it("says nothing where no trial is near", () => {
    const few = [
      { x: 0.1, y: 0.1, score: 1 },
      { x: 0.12, y: 0.1, score: 1 },
    ];
    const narrow = continuousAxis(few.map((point) => point.x));
    const cells = surface(few, narrow, narrow);
    expect(at(cells, 4, 4)?.support).toBeGreaterThan(0.8);
    expect(at(cells, 40, 40)).toBeUndefined();
  });

  it("keeps levels apart", () => {
    const levels = levelAxis(3, false);
    const cells = surface(
      [
        { x: 0, y: 0.5, score: 1 },
        { x: 0.5, y: 0.5, score: 9 },
      ],
      levels,
      levelAxis(1, false),
    );
    expect(cells.map((cell) => [cell.column, Math.round(cell.score)])).toEqual([
      [0, 1],
      [1, 9],
    ]);
  });

  it("takes a sample of very many trials and stays the same within a hundredth", () => {
    const many = Array.from({ length: 5 }, () => lattice).flat();
    const whole = at(surface(lattice, axis, axis), 10, 30)?.score ?? 0;
    expect(Math.abs((at(surface(many, axis, axis), 10, 30)?.score ?? 0) - whole)).toBeLessThan(0.05);
  });
});
