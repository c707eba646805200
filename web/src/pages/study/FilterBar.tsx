import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { IconClose, IconSearch } from "../../ui/icons";
import css from "./Study.module.css";
import { useStudyView } from "./useStudyView";

const quick = [
  { word: "Completed", term: "state:completed" },
  { word: "Stopped early", term: "state:pruned" },
  { word: "Running", term: "state:running" },
  { word: "Failed", term: "state:failed" },
];

/** The one filter of a study; `/` goes to it. */
export function FilterBar() {
  const { search, selected, set } = useStudyView();
  const [text, setText] = useState(search.q ?? "");
  const input = useRef<HTMLInputElement>(null);
  const write = useDebouncedCallback((q: string) => set({ q }), 200);
  useEffect(() => setText(search.q ?? ""), [search.q]);
  useHotkeys([["/", () => input.current?.focus()]]);
  return (
    <div className={css.filter}>
      <TextInput
        ref={input}
        aria-label="Filter trials"
        placeholder="Filter: state:pruned  trainer:mlp  score>0.98  lr<1e-3  #7"
        leftSection={<IconSearch size={15} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          write(event.currentTarget.value.trim());
        }}
        rightSection={
          text && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Clear the filter"
              onClick={() => set({ q: "" })}
            >
              <IconClose size={14} />
            </ActionIcon>
          )
        }
        style={{ flex: "1 1 320px", maxWidth: 560 }}
      />
      {quick.map(({ word, term }) => {
        const on = search.q === term;
        return (
          <Button
            key={term}
            size="compact-sm"
            variant={on ? "light" : "default"}
            aria-pressed={on}
            onClick={() => set({ q: on ? "" : term })}
          >
            {word}
          </Button>
        );
      })}
      {selected.size > 0 && (
        <span className={css.selection}>
          {selected.size} selected
          <ActionIcon
            size="sm"
            variant="subtle"
            aria-label="Clear the selection"
            onClick={() => set({ sel: "" })}
          >
            <IconClose size={13} />
          </ActionIcon>
        </span>
      )}
    </div>
  );
}
