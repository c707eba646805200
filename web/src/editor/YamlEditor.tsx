import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import type { Fault } from "../api/types";
import { range } from "../lib/fault-place";
import css from "./Editor.module.css";
import { specCompletions } from "./spec-completions";

interface Props {
  readonly value: string;
  readonly onChange?: ((text: string) => void) | undefined;
  readonly faults?: readonly Fault[];
  readonly readOnly?: boolean;
  readonly height?: number | string;
  readonly label: string;
}

const look = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: "tok-key" },
  { tag: [tags.string, tags.content], class: "tok-string" },
  { tag: [tags.number], class: "tok-number" },
  { tag: [tags.bool, tags.null, tags.keyword], class: "tok-word" },
  { tag: [tags.comment, tags.lineComment], class: "tok-comment" },
  {
    tag: [tags.punctuation, tags.separator, tags.bracket, tags.brace, tags.squareBracket],
    class: "tok-mark",
  },
]);

/** A small YAML editor: faults are underlined where they are, Escape then Tab leaves it by keyboard. */
export function YamlEditor({ value, onChange, faults = [], readOnly = false, height = 460, label }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const first = useRef(value);

  useEffect(() => {
    if (!box.current) return;
    const editor = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          yaml(),
          indentUnit.of("  "),
          syntaxHighlighting(look),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          ...(readOnly
            ? [EditorState.readOnly.of(true)]
            : [
                lintGutter(),
                highlightActiveLine(),
                autocompletion({ override: [specCompletions], icons: false }),
                keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
                EditorView.updateListener.of((update) => {
                  if (update.docChanged) change.current?.(update.state.doc.toString());
                }),
              ]),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [readOnly, label]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const text = editor.state.doc.toString();
    if (text !== value) editor.dispatch({ changes: { from: 0, to: text.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const text = editor.state.doc.toString();
    const diagnostics = faults.map((fault) => ({
      ...range(text, fault),
      severity: "error" as const,
      message: fault.hint ? `${fault.detail} ${fault.hint}` : fault.detail,
    }));
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [faults]);

  return <div ref={box} className={css.editor} style={{ height, overflow: "auto" }} />;
}
