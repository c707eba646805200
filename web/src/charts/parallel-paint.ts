import type { Scheme } from "../theme/palette";

export interface ParallelLine {
  readonly trial: number;
  /** Where the line crosses each axis, 0 to 1; undefined where its parameter is not active. */
  readonly places: readonly (number | undefined)[];
  readonly color: string;
  /** Outside the filter. */
  readonly faded: boolean;
  readonly selected: boolean;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly axes: number;
}

const side = 14;
const top = 34;
const bottom = 20;

export function xOf(frame: Frame, index: number): number {
  return frame.axes === 1 ? frame.width / 2 : side + (index / (frame.axes - 1)) * (frame.width - 2 * side);
}

export function yOf(frame: Frame, place: number): number {
  return top + (1 - place) * (frame.height - top - bottom);
}

export function paint(
  canvas: HTMLCanvasElement,
  frame: Frame,
  lines: readonly ParallelLine[],
  hover: ParallelLine | undefined,
  scheme: Scheme,
): void {
  const sharp = window.devicePixelRatio || 1;
  canvas.width = frame.width * sharp;
  canvas.height = frame.height * sharp;
  canvas.style.width = `${frame.width}px`;
  canvas.style.height = `${frame.height}px`;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(sharp, sharp);
  context.lineJoin = "round";
  const many = lines.length > 300;
  const order = [...lines].sort((a, b) => weight(a) - weight(b));
  for (const line of order) {
    context.strokeStyle = line.color;
    context.globalAlpha = line.faded ? (scheme === "light" ? 0.09 : 0.14) : many ? 0.45 : 0.8;
    context.lineWidth = line.selected ? 3 : 1.4;
    stroke(context, frame, line);
  }
  if (hover) {
    context.globalAlpha = 1;
    context.strokeStyle = hover.color;
    context.lineWidth = 3;
    stroke(context, frame, hover);
  }
}

function weight(line: ParallelLine): number {
  return (line.selected ? 2 : 0) + (line.faded ? 0 : 1);
}

function stroke(context: CanvasRenderingContext2D, frame: Frame, line: ParallelLine): void {
  context.beginPath();
  let pen = false;
  line.places.forEach((place, i) => {
    if (place === undefined) return;
    const x = xOf(frame, i);
    const y = yOf(frame, place);
    if (pen) context.lineTo(x, y);
    else context.moveTo(x, y);
    pen = true;
  });
  context.stroke();
}

/** The line within six pixels of a point, the nearest first; faded lines do not answer. */
export function nearest(
  frame: Frame,
  lines: readonly ParallelLine[],
  x: number,
  y: number,
): ParallelLine | undefined {
  let best: ParallelLine | undefined;
  let distance = 6;
  for (const line of lines) {
    if (line.faded) continue;
    const at = heightAt(frame, line, x);
    if (at === undefined || Math.abs(at - y) >= distance) continue;
    distance = Math.abs(at - y);
    best = line;
  }
  return best;
}

function heightAt(frame: Frame, line: ParallelLine, x: number): number | undefined {
  let before: readonly [number, number] | undefined;
  for (let i = 0; i < line.places.length; i++) {
    const place = line.places[i];
    if (place === undefined) continue;
    const here = [xOf(frame, i), yOf(frame, place)] as const;
    if (before && before[0] <= x && x <= here[0]) {
      return before[1] + ((x - before[0]) / (here[0] - before[0])) * (here[1] - before[1]);
    }
    before = here;
  }
  return undefined;
}
