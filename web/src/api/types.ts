/**
 * What `/api/v1` says, by hand from openapi.yaml. Numbers that JSON can not hold arrive as strings ("NaN"); decode.ts
 * turns them into numbers, so everything past src/api sees plain numbers.
 */
export type * from "./types/analysis";
export type * from "./types/cluster";
export type * from "./types/common";
export type * from "./types/datasets";
export type * from "./types/studies";
export type * from "./types/trials";
