import { expect, test } from "vitest";
import { changes } from "./lineage";

test("a trial that began fresh names all of its values", () => {
  expect(changes(undefined, { lr: 0.123456, layers: 2 })).toBe("lr 0.123, layers 2");
});

test("one that went on names what it changed", () => {
  expect(changes({ lr: 0.1, layers: 2 }, { lr: 0.12, layers: 2 })).toBe("lr 0.12");
  expect(changes({ lr: 0.1 }, { lr: 0.1 })).toBe("as before");
});
