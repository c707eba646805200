import { expect, it } from "vitest";
import type { Version } from "../../api/types";
import { changes } from "./Versions";

const first: Version = {
  dataset: { id: "1", name: "houses", version: 1 },
  sha256: "a",
  format: "csv",
  rows: 100,
  columns: 3,
  target: "price",
  addedColumns: [],
  removedColumns: [],
  changedColumns: [],
  studies: [],
  sealedFor: [],
  createdAt: "2026-11-21T09:12:03Z",
};

it("says of the first version that it is the first", () => {
  expect(changes(first)).toBe("the first");
});

it("says what a version adds to the one before and takes away", () => {
  const next = { ...first, before: 1, addedRows: -20, addedColumns: ["age"], removedColumns: ["zip"] };
  expect(changes(next)).toBe("from 1: -20 rows, +age, −zip");
});
