/** A scored trial at a place of two axes, each from 0 to 1. */
export interface SurfacePoint {
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

/** One axis of a grid: so many cells from `from` on, each `width` wide. */
export interface GridAxis {
  readonly from: number;
  readonly width: number;
  readonly cells: number;
  /** How far a trial speaks for its neighbours. */
  readonly reach: number;
}

export interface Cell {
  readonly column: number;
  readonly row: number;
  readonly score: number;
  /** How much is known there: 1 where a trial lies, towards 0 far from all. */
  readonly support: number;
}

const FINE = 44;
const LEAST_REACH = 0.04;
/** What is known less than this says nothing. */
const LEAST_SUPPORT = 0.02;
/** More points than these make a surface no better, only slower. */
const MOST_POINTS = 1500;

/** The grid over a continuous axis; reach by Scott's rule for two dimensions (Scott, Multivariate Density Estimation, 1992, §6.3). */
export function continuousAxis(places: readonly number[]): GridAxis {
  const mean = places.reduce((sum, place) => sum + place, 0) / Math.max(1, places.length);
  const variance =
    places.reduce((sum, place) => sum + (place - mean) ** 2, 0) / Math.max(1, places.length - 1);
  const reach = Math.max(LEAST_REACH, Math.sqrt(variance) * Math.max(1, places.length) ** (-1 / 6));
  return { from: 0, width: 1 / FINE, cells: FINE, reach };
}

/**
 * The grid over levels that stand evenly from 0 to 1: a cell each. Of levels with an order a neighbour says a little, of others
 * nothing.
 */
export function levelAxis(levels: number, ordered: boolean): GridAxis {
  const width = levels > 1 ? 1 / (levels - 1) : 1;
  return {
    from: (levels > 1 ? 0 : 0.5) - width / 2,
    width,
    cells: levels,
    reach: width / (ordered ? 2 : 6),
  };
}

/**
 * The score over the plane of two axes: the mean of all trials, weighted by how near they are (Nadaraya, "On Estimating
 * Regression", 1964, eq. 1). Cells of which no trial tells are left out.
 */
export function surface(points: readonly SurfacePoint[], x: GridAxis, y: GridAxis): readonly Cell[] {
  const step = Math.max(1, points.length / MOST_POINTS);
  const used = points.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  const across = used.map((point) => weights(point.x, x));
  const up = used.map((point) => weights(point.y, y));
  const cells: Cell[] = [];
  for (let row = 0; row < y.cells; row++) {
    for (let column = 0; column < x.cells; column++) {
      let sum = 0;
      let weight = 0;
      let nearest = 0;
      used.forEach((point, i) => {
        const its = (across[i]?.[column] ?? 0) * (up[i]?.[row] ?? 0);
        sum += its * point.score;
        weight += its;
        nearest = Math.max(nearest, its);
      });
      if (nearest > LEAST_SUPPORT)
        cells.push({ column, row, score: sum / weight, support: Math.sqrt(nearest) });
    }
  }
  return cells;
}

function weights(place: number, axis: GridAxis): readonly number[] {
  return Array.from({ length: axis.cells }, (_, i) => {
    const apart = (axis.from + (i + 0.5) * axis.width - place) / axis.reach;
    return Math.exp(-0.5 * apart * apart);
  });
}
