import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { cairn } from "../../api/cairn";
import type { Study } from "../../api/types";
import { YamlEditor } from "../../editor/YamlEditor";
import { Panel } from "../../ui/Page";
import { WrongPanel } from "../../ui/States";

const example = "# The fields that change: space, constraints or search.\nsearch: {strategy: random}\n";

/** Changes space, constraints or search of a study that runs. */
export function Revise({ study }: { readonly study: Study }) {
  const client = useQueryClient();
  const [text, setText] = useState(example);
  const revise = useMutation({
    mutationFn: () => cairn.revise(study.name, text),
    onSuccess: () => client.invalidateQueries({ queryKey: ["study", study.name] }),
  });
  if (study.deterministic || (study.state !== "running" && study.state !== "paused")) return null;
  return (
    <Panel
      title="Revise"
      help="Results still inside the new space go on to inform the search, the others stay visible; running trials end as they began."
      tools={
        <Button size="compact-sm" loading={revise.isPending} onClick={() => revise.mutate()}>
          Revise the study
        </Button>
      }
    >
      {revise.error && <WrongPanel failure={revise.error} />}
      <YamlEditor label="Changes" value={text} onChange={setText} height="auto" />
    </Panel>
  );
}
