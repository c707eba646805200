import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { cairn } from "../../api/cairn";
import type { Study, TrialDetail } from "../../api/types";
import { IconPlay, IconStop } from "../../ui/icons";
import { WrongPanel } from "../../ui/States";

/** Calls a trial off, or tries its values again as a new trial. */
export function TrialActions({ study, trial }: { readonly study: Study; readonly trial: TrialDetail }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => client.invalidateQueries({ queryKey: ["study", study.name] });
  const cancel = useMutation({
    mutationFn: () => cairn.cancelTrial(study.name, trial.number),
    onSuccess: refresh,
  });
  const retry = useMutation({
    mutationFn: () => cairn.retryTrial(study.name, trial.number),
    onSuccess: async (fresh) => {
      await refresh();
      await navigate({
        to: "/studies/$study/trials/$trial",
        params: { study: study.name, trial: String(fresh.number) },
      });
    },
  });
  if (trial.kind === "final") return null;
  const failure = cancel.error ?? retry.error;
  return (
    <>
      {failure && <WrongPanel failure={failure} />}
      {over(trial) ? (
        <Button
          variant="default"
          leftSection={<IconPlay size={14} />}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
          Try again
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconStop size={15} />}
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          Cancel the trial
        </Button>
      )}
    </>
  );
}

function over(trial: TrialDetail): boolean {
  switch (trial.state) {
    case "queued":
    case "running":
    case "paused":
      return false;
    case "completed":
    case "pruned":
    case "failed":
    case "cancelled":
      return true;
  }
}
