import type { Vault, VaultDivision } from "../api/types";
import { count, moment, plural } from "../lib/format";
import { IconLock } from "./icons";
import layout from "./layout.module.css";
import { Panel } from "./Page";

/** What happened to sealed rows: who read them, who was refused, and what else crosses their seal. */
export function VaultPanel({ vault }: { readonly vault: Vault }) {
  return (
    <div className={layout.stack}>
      {vault.divisions.map((division) => (
        <Division key={`${division.target} ${division.test}`} division={division} />
      ))}
    </div>
  );
}

function Division({ division }: { readonly division: VaultDivision }) {
  const studies = division.studies.length === 0 ? "no study yet" : division.studies.join(", ");
  return (
    <Panel
      title={`Vault by ${division.test}`}
      help={`${count(division.sealedRows)} rows are sealed and ${count(division.trainingRows)} are trained on, ${division.target ? `to predict ${division.target}` : "without a target"}. Used by ${studies}.`}
      tools={
        <span
          className="muted"
          style={{ display: "inline-flex", gap: 6, alignItems: "center", fontSize: 13 }}
        >
          <IconLock size={15} />
          Read {plural(division.reads, "time")}, refused {plural(division.refused, "time")}
        </span>
      }
    >
      {division.overlaps.map((overlap) => (
        <p key={overlap.note} style={{ color: "var(--c-pruned)" }}>
          {overlap.note}
        </p>
      ))}
      {division.lastReads.map((read) => (
        <div key={read.number}>
          Read {read.number}: trial {read.trial ?? "?"} of {read.study ?? "a study that is gone"},{" "}
          <span className="muted">{moment(read.at)}</span>
        </div>
      ))}
      {division.lastRefused.map((refused, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: refusals have no name but their place
        <div key={i}>
          Refused: <span className="mono">{refused.asker}</span>,{" "}
          <span className="muted">{moment(refused.at)}</span>
        </div>
      ))}
      {division.lastReads.length + division.lastRefused.length === 0 && (
        <span className="muted">Nobody read these rows or asked for them.</span>
      )}
    </Panel>
  );
}
