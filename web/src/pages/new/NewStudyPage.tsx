import { Button, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { cairn } from "../../api/cairn";
import { Problem } from "../../api/http";
import { queries } from "../../api/queries";
import type { Dataset } from "../../api/types";
import { YamlEditor } from "../../editor/YamlEditor";
import { copyOf, template } from "../../lib/template";
import { IconPlay } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { PageHead, Panel } from "../../ui/Page";
import { Loading, WrongPanel } from "../../ui/States";
import { PlanView } from "./PlanView";
import { useValidation } from "./useValidation";

const route = getRouteApi("/new");

export function NewStudyPage() {
  const { dataset, from } = route.useSearch();
  const datasets = useQuery(queries.datasets());
  const original = useQuery({ ...queries.spec(from ?? ""), enabled: from !== undefined });
  if (datasets.isPending || (from !== undefined && original.isPending)) {
    return <Loading what="the editor" height={400} />;
  }
  const all = datasets.data ?? [];
  const first = original.data
    ? copyOf(original.data.text)
    : template(all.find((one) => one.name === dataset) ?? all[0]);
  return <Form key={from ?? ""} first={first} datasets={all} />;
}

function Form({ first, datasets }: { readonly first: string; readonly datasets: readonly Dataset[] }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [text, setText] = useState(first);
  const check = useValidation(text);
  const start = useMutation({
    mutationFn: cairn.createStudy,
    onSuccess: async (study) => {
      client.setQueryData(queries.study(study.name).queryKey, study);
      await client.invalidateQueries({ queryKey: ["studies"] });
      await navigate({ to: "/studies/$study", params: { study: study.name } });
    },
  });
  const { reset } = start;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server said about an older text is over
  useEffect(() => reset(), [text, reset]);
  const faults = start.error instanceof Problem ? start.error.faults : check.faults;
  return (
    <>
      <PageHead
        title="New study"
        under="What to optimize, on which data, within which budget. Checked while you write."
        actions={
          <Button
            leftSection={<IconPlay size={14} />}
            disabled={check.state !== "valid"}
            loading={start.isPending}
            onClick={() => start.mutate(text)}
          >
            Start the study
          </Button>
        }
      />
      <div className={layout.split}>
        <div className={layout.stack}>
          <Panel
            title="Specification"
            help="YAML or JSON. Ctrl+Space completes; Escape, then Tab leaves the editor."
            tools={
              datasets.length > 0 && (
                <Select
                  size="xs"
                  aria-label="Begin from a dataset"
                  placeholder="Begin from a dataset"
                  data={datasets.map((dataset) => dataset.name)}
                  value={null}
                  onChange={(name) => {
                    const chosen = datasets.find((dataset) => dataset.name === name);
                    if (chosen) setText(template(chosen));
                  }}
                />
              )
            }
          >
            <YamlEditor
              label="Study specification"
              value={text}
              onChange={setText}
              faults={faults}
              height="clamp(280px, calc(100dvh - 320px), 560px)"
            />
          </Panel>
          {start.error && <WrongPanel failure={start.error} />}
        </div>
        <PlanView check={check} />
      </div>
    </>
  );
}
