import { Button, Group, Modal, NumberInput, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { cairn } from "../../api/cairn";
import type { Study } from "../../api/types";
import { WrongPanel } from "../../ui/States";

export type Ask = "cancel" | "delete" | "extend" | "parallel" | "clone" | "fork";

interface ConfirmProps {
  readonly study: Study;
  readonly ask: Ask | undefined;
  readonly close: () => void;
  readonly change: {
    readonly mutate: (call: (ref: string) => Promise<Study>) => void;
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly reset: () => void;
  };
}

const questions: Record<Ask, { title: string; text: string; word: string }> = {
  cancel: {
    title: "Cancel this study?",
    text: "Running trials stop. What was found so far stays.",
    word: "Cancel the study",
  },
  delete: {
    title: "Delete this study?",
    text: "Its trials, curves and logs go with it. This can not be undone.",
    word: "Delete",
  },
  parallel: {
    title: "Trials at the same time",
    text: "With fewer, what runs now ends as it would.",
    word: "Change",
  },
  clone: {
    title: "Clone this study",
    text: "A new study with the same specification, seed and data, without results.",
    word: "Clone",
  },
  fork: {
    title: "Fork this study",
    text: "A new study that goes on from here with the results up to a trial. What was not over then runs anew.",
    word: "Fork",
  },
  extend: {
    title: "Extend the budget",
    text: "The search goes on with what it has learned so far.",
    word: "Extend",
  },
};

/** Asks before what can not be undone, and for how much more budget. */
export function Confirm({ study, ask, close, change }: ConfirmProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<number>();
  const numbers = numberAsked(study, ask);
  const value = wanted ?? numbers?.usual ?? 1;
  const made = useMutation({
    mutationFn: () => (ask === "fork" ? cairn.fork(study.name, value, "") : cairn.clone(study.name, "")),
    onSuccess: async (fresh) => {
      await client.invalidateQueries({ queryKey: ["studies"] });
      await navigate({ to: "/studies/$study", params: { study: fresh.name } });
    },
  });
  const removal = useMutation({
    mutationFn: () => cairn.deleteStudy(study.name),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["studies"] });
      await navigate({ to: "/studies" });
    },
  });
  const question = questions[ask ?? "cancel"];
  const failure = change.error ?? removal.error ?? made.error;
  const go = () => {
    if (ask === "delete") removal.mutate();
    else if (ask === "cancel") change.mutate(cairn.cancel);
    else if (ask === "clone" || ask === "fork") made.mutate();
    else if (ask === "parallel") change.mutate((ref) => cairn.resize(ref, value));
    else change.mutate((ref) => cairn.extend(ref, value));
  };
  const leave = () => {
    change.reset();
    removal.reset();
    made.reset();
    setWanted(undefined);
    close();
  };
  return (
    <Modal
      opened={ask !== undefined || change.error !== null}
      onClose={leave}
      title={question.title}
      centered
    >
      <Text c="dimmed" mb="md">
        {question.text}
      </Text>
      {numbers && (
        <NumberInput
          label={numbers.label}
          min={1}
          max={numbers.most}
          value={value}
          onChange={(next) => setWanted(Number(next) || 1)}
          mb="md"
        />
      )}
      {failure && <WrongPanel failure={failure} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={leave}>
          Back
        </Button>
        <Button
          {...(ask === "cancel" || ask === "delete" ? { color: "red.9" } : {})}
          loading={change.isPending || removal.isPending || made.isPending}
          onClick={go}
        >
          {question.word}
        </Button>
      </Group>
    </Modal>
  );
}

function numberAsked(study: Study, ask: Ask | undefined) {
  const planned = Object.values(study.counts).reduce((sum, count) => sum + count, 0);
  switch (ask) {
    case "extend":
      return { label: "More trials", most: 100_000, usual: 20 };
    case "parallel":
      return { label: "Trials", most: 1024, usual: study.budget.parallel };
    case "fork":
      return { label: "The last trial to keep", most: Math.max(1, planned), usual: Math.max(1, planned) };
    default:
      return undefined;
  }
}
