import { useEffect, useRef } from "react";

interface Props {
  readonly pixels: readonly number[];
  readonly shape: { readonly height: number; readonly width: number; readonly channels: number };
  /** The brightest value of all images shown, so that they compare. */
  readonly most: number;
  readonly label: string;
}

/** One image of a dataset, its pixels as they are: nothing is smoothed. */
export function ImageTile({ pixels, shape, most, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const picture = context.createImageData(shape.width, shape.height);
    const colored = shape.channels >= 3;
    for (let i = 0; i < shape.width * shape.height; i++) {
      for (let c = 0; c < 3; c++) {
        const value = pixels[colored ? i * shape.channels + c : i * shape.channels] ?? 0;
        picture.data[i * 4 + c] = (value / most) * 255;
      }
      picture.data[i * 4 + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }, [pixels, shape, most]);
  return (
    <canvas
      ref={canvas}
      width={shape.width}
      height={shape.height}
      role="img"
      aria-label={label}
      style={{ width: 64, height: 64, imageRendering: "pixelated", borderRadius: 6, display: "block" }}
    />
  );
}
