import type { Dataset, RowPage } from "../../api/types";
import { ImageTile } from "../../charts/ImageTile";
import { Panel } from "../../ui/Page";
import css from "./Datasets.module.css";

/** The first images of the training rows, each above its label. */
export function Images({ dataset, page }: { readonly dataset: Dataset; readonly page: RowPage }) {
  const { image } = dataset;
  if (!image) return null;
  const pixels = new Set(
    dataset.columns.filter((column) => column.kind === "pixel").map((column) => column.name),
  );
  const places = page.columns.flatMap((name, i) => (pixels.has(name) ? [i] : []));
  const target = page.columns.indexOf(dataset.target);
  const images = page.rows.slice(0, 40).map((row) => places.map((place) => Number(row[place] ?? 0)));
  const most = Math.max(1, ...images.flat());
  return (
    <Panel title="Images" help="The first training rows, each with its label.">
      <div className={css.images}>
        {images.map((values, i) => {
          const label = page.rows[i]?.[target] ?? "missing";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
            <figure key={i}>
              <ImageTile pixels={values} shape={image} most={most} label={`Image of ${label}`} />
              <figcaption>{label}</figcaption>
            </figure>
          );
        })}
      </div>
    </Panel>
  );
}
