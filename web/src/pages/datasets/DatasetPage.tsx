import { Button, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { Dataset } from "../../api/types";
import { bytes, count, moment } from "../../lib/format";
import { IconPlus } from "../../ui/icons";
import { PageHead, Panel } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { VaultPanel } from "../../ui/VaultPanel";
import { StudyTable } from "../studies/StudyTable";
import { ProfileView } from "./ProfileView";
import { Rows } from "./Rows";
import { Versions } from "./Versions";

const route = getRouteApi("/datasets/$dataset");

export function DatasetPage() {
  const { dataset: ref } = route.useParams();
  const dataset = useQuery(queries.dataset(ref));
  return (
    <Async query={dataset} what="the dataset" height={400}>
      {(known) => <Known dataset={known} />}
    </Async>
  );
}

function Known({ dataset }: { readonly dataset: Dataset }) {
  const ref = `${dataset.name}@${dataset.version}`;
  const { image } = dataset;
  return (
    <>
      <PageHead
        title={dataset.name}
        beside={<span className="muted">version {dataset.version}</span>}
        crumbs={[{ to: "/datasets", word: "Datasets" }]}
        under={
          <>
            {count(dataset.rows)} rows × {count(dataset.columns.length)} columns
            {image && ` · images of ${image.height}×${image.width}×${image.channels}`} · target{" "}
            <strong className="mono">{dataset.target}</strong> · {bytes(dataset.bytes)} · uploaded{" "}
            {moment(dataset.createdAt)}
            {dataset.source && ` · from ${dataset.source}`}
            {dataset.licence && ` · licence ${dataset.licence}`} · SHA-256{" "}
            <span className="mono">{dataset.sha256.slice(0, 12)}</span>
          </>
        }
        actions={
          <Button component={Link} to={`/new?dataset=${dataset.name}`} leftSection={<IconPlus size={16} />}>
            New study
          </Button>
        }
      />
      <Tabs defaultValue="profile" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="profile">Profile</Tabs.Tab>
          <Tabs.Tab value="rows">Rows</Tabs.Tab>
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
          <Tabs.Tab value="vault">Vault</Tabs.Tab>
          <Tabs.Tab value="studies">Studies</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="profile">
          <ProfileView dataset={ref} />
        </Tabs.Panel>
        <Tabs.Panel value="rows">
          <Rows dataset={dataset} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <Versions dataset={ref} />
        </Tabs.Panel>
        <Tabs.Panel value="vault">
          <Vaults dataset={ref} />
        </Tabs.Panel>
        <Tabs.Panel value="studies">
          <Studies dataset={ref} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Vaults({ dataset }: { readonly dataset: string }) {
  const vault = useQuery(queries.vault(dataset));
  return (
    <Async query={vault} what="the vault">
      {(known) => <VaultPanel vault={known} />}
    </Async>
  );
}

function Studies({ dataset }: { readonly dataset: string }) {
  const studies = useQuery(queries.studiesOf(dataset));
  return (
    <Async query={studies} what="studies">
      {(all) => (
        <Panel flush>
          {all.length === 0 ? <Empty title="No study of this dataset yet" /> : <StudyTable studies={all} />}
        </Panel>
      )}
    </Async>
  );
}
