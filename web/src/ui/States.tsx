import { Button, Loader } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem } from "../api/http";
import type { Fault } from "../api/types";
import { IconAlert } from "./icons";
import css from "./Page.module.css";

interface EmptyProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className={css.state}>
      {icon && <div className={css.stateIcon}>{icon}</div>}
      <p className={css.stateTitle}>{title}</p>
      {children && <div className={css.stateText}>{children}</div>}
      {action && <div style={{ marginTop: 8 }}>{action}</div>}
    </div>
  );
}

export function Loading({ what, height = 180 }: { readonly what: string; readonly height?: number }) {
  return (
    <div className={css.state} style={{ minHeight: height }} role="status">
      <Loader size="sm" type="dots" color="var(--c-muted)" />
      <span className="visually-hidden">Loading {what}</span>
    </div>
  );
}

interface WrongProps {
  readonly failure: Error;
  readonly retry?: () => void;
}

/** What went wrong, with every fault, its place and its hint. */
export function WrongPanel({ failure, retry }: WrongProps) {
  const problem = failure instanceof Problem ? failure : undefined;
  return (
    <div className={css.wrong} role="alert">
      <IconAlert size={20} />
      <div className={css.wrongBody}>
        <p className={css.wrongTitle}>{problem?.title ?? "Something went wrong"}</p>
        {failure.message !== problem?.title && <div>{failure.message}</div>}
        {problem && problem.faults.length > 0 && <Faults faults={problem.faults} />}
        {problem?.traceId && <div className={css.where}>Request {problem.traceId}</div>}
      </div>
      {retry && (
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  return (
    <ul className={css.faults}>
      {faults.map((fault) => (
        <li key={`${fault.pointer} ${fault.code} ${fault.line ?? 0} ${fault.detail}`}>
          {fault.detail}
          {fault.hint && <strong> {fault.hint}</strong>} <span className={css.where}>{place(fault)}</span>
        </li>
      ))}
    </ul>
  );
}

function place(fault: Fault): string {
  if (fault.line === undefined) return fault.pointer.replace(/^#\/?/, "");
  return fault.column === undefined ? `line ${fault.line}` : `line ${fault.line}, column ${fault.column}`;
}

interface AsyncProps<T> {
  readonly query: UseQueryResult<T, Error>;
  readonly what: string;
  readonly height?: number;
  readonly children: (data: T) => ReactNode;
}

/** Shows what a query holds; what is known stays on the page while a refresh fails. */
export function Async<T>({ query, what, height, children }: AsyncProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <WrongPanel failure={query.error} retry={() => void query.refetch()} />;
  return <Loading what={what} {...(height === undefined ? {} : { height })} />;
}
