import { Button, Group, Modal, NumberInput, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { cairn } from "../../api/cairn";
import type { Study } from "../../api/types";
import { WrongPanel } from "../../ui/States";

export type Ask = "cancel" | "delete" | "extend";

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
  const [more, setMore] = useState(20);
  const removal = useMutation({
    mutationFn: () => cairn.deleteStudy(study.name),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["studies"] });
      await navigate({ to: "/studies" });
    },
  });
  const question = questions[ask ?? "cancel"];
  const failure = change.error ?? removal.error;
  const go = () => {
    if (ask === "delete") removal.mutate();
    else if (ask === "cancel") change.mutate(cairn.cancel);
    else change.mutate((ref) => cairn.extend(ref, more));
  };
  const leave = () => {
    change.reset();
    removal.reset();
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
      {ask === "extend" && (
        <NumberInput
          label="More trials"
          min={1}
          max={100_000}
          value={more}
          onChange={(value) => setMore(Number(value) || 1)}
          mb="md"
        />
      )}
      {failure && <WrongPanel failure={failure} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={leave}>
          Back
        </Button>
        <Button
          {...(ask === "extend" ? {} : { color: "red.9" })}
          loading={change.isPending || removal.isPending}
          onClick={go}
        >
          {question.word}
        </Button>
      </Group>
    </Modal>
  );
}
