import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { queries } from "../../api/queries";
import { plural } from "../../lib/format";
import { IconPlus, IconSearch, IconStudies } from "../../ui/icons";
import { PageHead, Panel } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { StudyTable } from "./StudyTable";

export function StudiesPage() {
  const studies = useQuery(queries.studies());
  const [wanted, setWanted] = useState("");
  return (
    <>
      <PageHead
        title="Studies"
        {...(studies.data ? { under: plural(studies.data.length, "study", "studies") } : {})}
        actions={
          <>
            <TextInput
              aria-label="Find studies"
              placeholder="Find by name, dataset or tag"
              leftSection={<IconSearch size={15} />}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
              w={250}
            />
            <NewStudy />
          </>
        }
      />
      <Async query={studies} what="studies">
        {(all) => {
          const text = wanted.trim().toLowerCase();
          const shown = all.filter((study) =>
            [study.name, study.dataset?.name ?? "", study.state, ...study.models, ...study.tags]
              .join(" ")
              .toLowerCase()
              .includes(text),
          );
          return (
            <Panel flush>
              {all.length === 0 ? (
                <Empty icon={<IconStudies size={22} />} title="No study yet" action={<NewStudy />}>
                  A study searches for the best model of one dataset within a budget.
                </Empty>
              ) : shown.length === 0 ? (
                <Empty title={`No study matches “${wanted}”`} />
              ) : (
                <StudyTable studies={shown} maxHeight="calc(100dvh - 190px)" />
              )}
            </Panel>
          );
        }}
      </Async>
    </>
  );
}

function NewStudy() {
  return (
    <Button component={Link} to="/new" leftSection={<IconPlus size={16} />}>
      New study
    </Button>
  );
}
