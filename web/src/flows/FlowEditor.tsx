// The text editor, kept in its own file so that only those who open a flow fetch it.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { FlowProblem } from "../api/types";
import { diagnosticsOf, offsetOf } from "./diagnostics";
import { editorTheme, highlighting } from "./editor-theme";
import styles from "./flows.module.css";

export interface EditorHandle {
  jumpTo: (place: { line: number; column: number }) => void;
}

interface EditorProps {
  ref: Ref<EditorHandle>;
  text: string;
  problems: FlowProblem[];
  readOnly: boolean;
  label: string;
  onChange: (text: string) => void;
  onSave: () => void;
}

export default function FlowEditor({ ref, text, problems, readOnly, label, onChange, onSave }: EditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ text, onChange, onSave });
  useEffect(() => {
    latest.current = { text, onChange, onSave };
  });

  useEffect(() => {
    const { text: doc } = latest.current;
    const extensions = [
      ...basics,
      keymap.of([{ key: "Mod-s", preventDefault: true, run: () => (latest.current.onSave(), true) }]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) latest.current.onChange(update.state.doc.toString());
      }),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorState.readOnly.of(readOnly),
    ];
    view.current = new EditorView({ parent: box.current ?? undefined, state: EditorState.create({ doc, extensions }) });
    return () => view.current?.destroy();
  }, [label, readOnly]);

  useEffect(() => {
    const { current } = view;
    if (current) current.dispatch(setDiagnostics(current.state, diagnosticsOf(current.state.doc, problems)));
  }, [problems]);

  // The document may also change elsewhere: undone, restored, edited beside the text.
  useEffect(() => {
    const { current } = view;
    if (!current || current.state.doc.toString() === text) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [text]);

  useImperativeHandle(ref, () => ({
    jumpTo: (place) => {
      const { current } = view;
      if (!current) return;
      const anchor = offsetOf(current.state.doc, place);
      current.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      current.focus();
    },
  }));

  return <div ref={box} className={styles.editor} />;
}

/** Tab is left alone, so that the keyboard can leave the editor. */
const basics = [
  lineNumbers(),
  foldGutter(),
  lintGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  indentUnit.of("  "),
  bracketMatching(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  EditorView.lineWrapping,
  yaml(),
  editorTheme,
  syntaxHighlighting(highlighting),
  keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
];
