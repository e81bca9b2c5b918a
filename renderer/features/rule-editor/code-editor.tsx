import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { DraftProblem } from '@shared/sigma/rule-draft';
import { type ReactNode, useEffect, useRef } from 'react';
import { EDITOR_COLOURS, EDITOR_LOOK } from './editor-look';

/**
 * Typing over a selection, which Chromium would do with a style attribute of its own for the text to come; the
 * content security policy refuses that, and says so.
 */
const TYPE_OVER = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { inputType, data } = event;
    const isTyped = inputType === 'insertText' && data !== null && !view.composing;
    if (!isTyped || view.state.selection.main.empty) return false;
    const typed = view.state.replaceSelection(data);
    view.dispatch(view.state.update(typed, { userEvent: 'input.type', scrollIntoView: true }));
    return true;
  },
});

const BASE: Extension = [
  TYPE_OVER,
  ...[lineNumbers(), lintGutter(), history(), drawSelection(), highlightActiveLine()],
  ...[bracketMatching(), highlightSpecialChars({ addSpecialChars: /\p{Cf}/gu })],
  ...[indentUnit.of('    '), yaml(), syntaxHighlighting(EDITOR_COLOURS), EDITOR_LOOK],
  // Tab leaves the editor, as everywhere; Ctrl+] and Ctrl+[ indent.
  keymap.of([...historyKeymap, ...lintKeymap, ...defaultKeymap]),
];

interface CodeEditorProps {
  readonly label: string;
  readonly text: string;
  readonly problems: readonly DraftProblem[];
  readonly onText: (text: string) => void;
  /** Takes the focus when it is opened. */
  readonly focused?: boolean;
  /** 1-based line to go to; another object goes there again. */
  readonly shown?: { readonly line: number } | null;
}

/**
 * A text editor for YAML. It stands in a shadow root: there its styles are constructed sheets, which the strict
 * content security policy of the window allows; style elements it does not.
 */
export function CodeEditor(props: CodeEditorProps): ReactNode {
  const { label, text, problems, onText, shown, focused = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const tell = useRef(onText);
  tell.current = onText;
  const first = useRef(text);

  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          BASE,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) tell.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    editor.current = view;
    if (focused) view.focus();
    return () => {
      view.destroy();
      editor.current = null;
    };
  }, [label, focused]);

  useEffect(() => {
    const view = editor.current;
    if (view === null || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    const view = editor.current;
    if (view === null) return;
    const placed = problems.map(({ severity, message, line }) => {
      const {
        from,
        to,
        text: of,
      } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      return { from: from + Math.max(0, of.search(/\S/)), to, severity, message };
    });
    view.dispatch(setDiagnostics(view.state, placed));
  }, [problems]);

  useEffect(() => {
    const view = editor.current;
    if (view === null || shown == null) return;
    const { from } = view.state.doc.line(Math.min(shown.line, view.state.doc.lines));
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  }, [shown]);

  return <div ref={host} className="code-editor" />;
}
