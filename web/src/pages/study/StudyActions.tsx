import { Button, Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { cairn } from "../../api/cairn";
import { isLive, queries } from "../../api/queries";
import type { Study } from "../../api/types";
import { IconCopy, IconDots, IconPause, IconPlay, IconPlus, IconStop, IconTrash } from "../../ui/icons";
import { type Ask, Confirm } from "./Confirm";

export function StudyActions({ study }: { readonly study: Study }) {
  const client = useQueryClient();
  const [ask, setAsk] = useState<Ask>();
  const change = useMutation({
    mutationFn: (call: (ref: string) => Promise<Study>) => call(study.name),
    onSuccess: (changed) => {
      client.setQueryData(queries.study(study.name).queryKey, changed);
      void client.invalidateQueries({ queryKey: ["study", study.name] });
      setAsk(undefined);
    },
  });
  return (
    <>
      {study.state === "running" && (
        <Button
          variant="default"
          leftSection={<IconPause size={15} />}
          loading={change.isPending}
          onClick={() => change.mutate(cairn.pause)}
        >
          Pause
        </Button>
      )}
      {study.state === "paused" && (
        <Button
          leftSection={<IconPlay size={14} />}
          loading={change.isPending}
          onClick={() => change.mutate(cairn.resume)}
        >
          Resume
        </Button>
      )}
      <More study={study} onAsk={setAsk} />
      <Confirm study={study} ask={ask} close={() => setAsk(undefined)} change={change} />
    </>
  );
}

function More({ study, onAsk }: { readonly study: Study; readonly onAsk: (ask: Ask) => void }) {
  const live = isLive(study.state);
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <Button variant="default" px={9} aria-label="More actions">
          <IconDots />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => onAsk("extend")}>
          Extend the budget
        </Menu.Item>
        <Menu.Item leftSection={<IconPlay size={16} />} onClick={() => onAsk("parallel")}>
          Trials at the same time
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => onAsk("clone")}>
          Clone
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => onAsk("fork")}>
          Fork with results
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} component={Link} to={`/new?from=${study.name}`}>
          New study like this
        </Menu.Item>
        <Menu.Divider />
        {live ? (
          <Menu.Item leftSection={<IconStop size={16} />} c="var(--c-failed)" onClick={() => onAsk("cancel")}>
            Cancel the study
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            c="var(--c-failed)"
            onClick={() => onAsk("delete")}
          >
            Delete the study
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
