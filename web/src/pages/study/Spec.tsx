import { Button, CopyButton, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { queries } from "../../api/queries";
import { YamlEditor } from "../../editor/YamlEditor";
import { toYaml } from "../../lib/yaml";
import { IconCopy } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { Panel } from "../../ui/Page";
import { Async } from "../../ui/States";
import { Lineage } from "./Lineage";
import { Revise } from "./Revise";
import { useStudyView } from "./useStudyView";

type View = "submitted" | "understood";

export function Tab() {
  const { ref } = useStudyView();
  const spec = useQuery(queries.spec(ref));
  const study = useQuery(queries.study(ref));
  const [view, setView] = useState<View>("submitted");
  return (
    <Async query={spec} what="the specification" height={400}>
      {(known) => {
        const text = view === "submitted" ? known.text : toYaml(known.spec);
        return (
          <div className={layout.stack}>
            <Lineage study={ref} />
            {study.data && <Revise study={study.data} />}
            <Panel
              title="Specification"
              help={
                view === "submitted"
                  ? "As it was submitted, comments and all."
                  : "As Cairn understood it, with every default filled in."
              }
              tools={
                <>
                  <SegmentedControl
                    size="xs"
                    aria-label="Form"
                    value={view}
                    onChange={(wish) => setView(wish as View)}
                    data={[
                      { value: "submitted", label: "As submitted" },
                      { value: "understood", label: "With defaults" },
                    ]}
                  />
                  <CopyButton value={text}>
                    {({ copied, copy }) => (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        ml={8}
                        leftSection={<IconCopy size={15} />}
                        onClick={copy}
                      >
                        {copied ? "Copied" : "Copy"}
                      </Button>
                    )}
                  </CopyButton>
                  <Button component={Link} to={`/new?from=${ref}`} variant="subtle" size="compact-sm">
                    New study like this
                  </Button>
                </>
              }
            >
              <YamlEditor key={view} label="Specification" value={text} readOnly height="auto" />
            </Panel>
          </div>
        );
      }}
    </Async>
  );
}
