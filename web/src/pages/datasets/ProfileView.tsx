import { Alert, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries";
import type { Profile } from "../../api/types";
import { count, plural } from "../../lib/format";
import { taskName } from "../../lib/names";
import { IconLock, IconSearch } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { Panel, Stat } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { ColumnCard, TopValues } from "./ColumnCard";
import css from "./Datasets.module.css";

/** Beyond this many columns, the rest is found by name: 785 histograms help nobody. */
const most = 60;

export function ProfileView({ dataset }: { readonly dataset: string }) {
  const [target, setTarget] = useState<string>();
  const usual = useQuery(queries.profile(dataset));
  const profile = useQuery(queries.profile(dataset, target));
  return (
    <div className={layout.stack}>
      {usual.data && (
        <NativeSelect
          size="xs"
          style={{ maxWidth: 320 }}
          label="To be predicted"
          description="Leaks and classes are told for this column."
          value={target ?? usual.data.target}
          data={usual.data.columns.map((column) => column.name)}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
      )}
      <Async query={profile} what="the profile" height={300}>
        {(known) => (
          <div className={layout.stack}>
            <Overall profile={known} />
            <Columns profile={known} />
          </div>
        )}
      </Async>
    </div>
  );
}

function Overall({ profile }: { readonly profile: Profile }) {
  const features = profile.columns.filter((column) => column.role === "feature").length;
  const missing = profile.columns.reduce((sum, column) => sum + column.missing, 0);
  return (
    <Panel>
      <div className={layout.stack}>
        <div className={layout.stats}>
          <Stat label="Task">{capital(taskName(profile.task))}</Stat>
          <Stat label="Training rows">{count(profile.trainingRows)}</Stat>
          <Stat label="Sealed rows" note={<Sealed reads={profile.sealedReads ?? 0} />}>
            {count(profile.sealedRows)}
          </Stat>
          <Stat label="Features">{count(features)}</Stat>
          <Stat label="Missing cells">{count(missing)}</Stat>
          {profile.duplicateRows !== undefined && (
            <Stat label="Repeated rows">{count(profile.duplicateRows)}</Stat>
          )}
          {(profile.nearDuplicateRows ?? 0) > 0 && (
            <Stat label="Nearly repeated">{count(profile.nearDuplicateRows ?? 0)}</Stat>
          )}
        </div>
        {profile.classes && profile.classes.length > 0 && (
          <div style={{ maxWidth: 520 }}>
            <div className="eyebrow" style={{ marginBottom: 6 }}>
              Classes of {profile.target}
            </div>
            <TopValues values={profile.classes.slice(0, 12)} total={profile.trainingRows} />
            {profile.classes.length > 12 && (
              <span className="muted">and {profile.classes.length - 12} more</span>
            )}
          </div>
        )}
        {profile.warnings && profile.warnings.length > 0 && (
          <Alert
            color="orange"
            variant="light"
            title="Worth a look"
            styles={{ message: { color: "var(--c-text)" }, title: { color: "var(--c-text)" } }}
          >
            {profile.warnings.map((warning) => (
              <div key={warning}>{warning}</div>
            ))}
          </Alert>
        )}
      </div>
    </Panel>
  );
}

function Sealed({ reads }: { readonly reads: number }) {
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 5 }}>
      <IconLock size={13} /> never shown, read {plural(reads, "time")}
    </span>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Columns({ profile }: { readonly profile: Profile }) {
  const [wanted, setWanted] = useState("");
  const found = profile.columns.filter((column) => column.name.toLowerCase().includes(wanted.toLowerCase()));
  const target = found.filter((column) => column.role === "target");
  const shown = [...target, ...found.filter((column) => column.role !== "target")].slice(0, most);
  return (
    <Panel
      title="Columns"
      help="Of the training rows only; the target first. Ignored columns stay out of every model."
      tools={
        profile.columns.length > 8 && (
          <TextInput
            size="xs"
            aria-label="Find a column"
            placeholder="Find a column"
            leftSection={<IconSearch size={14} />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )
      }
    >
      {shown.length === 0 ? (
        <Empty title="No column of that name" />
      ) : (
        <div className={css.columns}>
          {shown.map((column) => (
            <ColumnCard key={column.name} column={column} rows={profile.trainingRows} />
          ))}
        </div>
      )}
      {found.length > most && (
        <p className="muted">{count(found.length - most)} more columns; find them by name.</p>
      )}
    </Panel>
  );
}
