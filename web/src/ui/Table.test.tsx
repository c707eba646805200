// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { type ColumnOf, Table } from "./Table";

afterEach(cleanup);

const columns: readonly ColumnOf<number>[] = [
  { key: "n", head: "Number", sortable: true, cell: (row) => `#${row}` },
];
const rows = Array.from({ length: 5000 }, (_, i) => i);
const key = (row: number) => row;

it("has all rows of a short table", () => {
  render(<Table label="Short" columns={columns} rows={rows.slice(0, 10)} rowKey={key} maxHeight={300} />);
  expect(screen.getAllByRole("row")).toHaveLength(11);
});

it("keeps only rows in view of a long one, and still says how many there are", () => {
  render(<Table label="Long" columns={columns} rows={rows} rowKey={key} maxHeight={300} />);
  expect(screen.getAllByRole("row").length).toBeLessThan(100);
  expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("5001");
});

it("tells screen readers its order and asks for another on a click", () => {
  const onSort = vi.fn();
  const sort = { key: "n", descending: true };
  render(<Table label="Sorted" columns={columns} rows={[1]} rowKey={key} sort={sort} onSort={onSort} />);
  expect(screen.getByRole("columnheader").getAttribute("aria-sort")).toBe("descending");
  fireEvent.click(screen.getByRole("button", { name: /Number/ }));
  expect(onSort).toHaveBeenCalledWith("n");
});
