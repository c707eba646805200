import { count } from "../../lib/format";

interface Props {
  /** Trials that are shown. */
  readonly shown: number;
  /** Of so many; absent when all are. */
  readonly from: number | undefined;
  /** What the sample is like. */
  readonly how: string;
}

/** Says that a plot does not show all trials. */
export function SampleNote({ shown, from, how }: Props) {
  return from === undefined ? null : (
    <p className="muted" style={{ margin: 0 }}>
      A sample of {count(shown)} of {count(from)} trials: {how}.
    </p>
  );
}
