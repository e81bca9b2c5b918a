import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useView } from '../../app/view-store';
import { Evidence } from '../../parts/evidence';
import { Splitter } from '../../parts/splitter';
import { Tabs } from '../../parts/tabs';
import { ViewHead } from '../../parts/view-head';
import { CasesTab } from './cases-tab';
import { CheckTab } from './check-tab';
import { CodeEditor } from './code-editor';
import { isUnsaved, type RuleDraft, useRuleEditor } from './rule-editor-store';
import { TrialTab } from './trial-tab';
import { useCheckedDraft } from './use-checked-draft';
import './rule-editor.css';

const TABS = ['Check', 'This case', 'Cases'] as const;
const LEAST_PX = 320;
const MOST_PX = 1_000;

/** A rule being written: its text, checked while it is typed, tried on the open case and on its own cases. */
export function RuleEditor({ draft }: { draft: RuleDraft }): ReactNode {
  const checked = useCheckedDraft(draft);
  const [tab, setTab] = useState<(typeof TABS)[number]>('Check');
  const [shown, setShown] = useState<{ readonly line: number } | null>(null);
  const widthPx = useView((store) => store.editorSidePx);
  const running = useRuleEditor((store) => store.tried.state === 'running');
  const { save, leave, tryOnCase, write, readPlaceholders } = useRuleEditor.getState();
  useEffect(() => void readPlaceholders(), [readPlaceholders]);
  const tryIt = (): void => {
    setTab('This case');
    void tryOnCase();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key.toLowerCase() === 's') void save();
    else if (event.key === 'Enter') tryIt();
    else return;
    event.preventDefault();
  };
  return (
    <div className="rule-editor" onKeyDownCapture={onKeyDown}>
      <ViewHead
        title={draft.file === null ? 'New rule' : 'Rule'}
        summary={<Standing draft={draft} />}
      >
        <button type="button" onClick={() => void leave()}>
          Back to rules
        </button>
        <button type="button" disabled={running} title="Ctrl+Enter" onClick={tryIt}>
          Try on this case
        </button>
        <button
          type="button"
          className="primary"
          title="Ctrl+S"
          disabled={!isUnsaved(draft)}
          onClick={() => void save()}
        >
          Save
        </button>
      </ViewHead>
      <div className="panes">
        <CodeEditor
          label="Text of the rule"
          text={draft.text}
          problems={checked.problems}
          shown={shown}
          focused
          onText={(text) => write({ text })}
        />
        <Splitter
          label="Width of the checks"
          widthPx={widthPx}
          leastPx={LEAST_PX}
          mostPx={MOST_PX}
          onWidth={useView.getState().setEditorSide}
        />
        <section className="side-pane" aria-label="About the rule" style={{ width: widthPx }}>
          <Tabs label="About the rule" names={TABS} chosen={tab} onChoose={setTab} />
          {tab === 'Check' && <CheckTab checked={checked} onLine={(line) => setShown({ line })} />}
          {tab === 'This case' && <TrialTab draft={draft} />}
          {tab === 'Cases' && <CasesTab draft={draft} />}
        </section>
      </div>
    </div>
  );
}

function Standing({ draft }: { draft: RuleDraft }): ReactNode {
  if (draft.file === null) return 'not saved yet';
  return (
    <>
      <Evidence text={draft.file} />
      {isUnsaved(draft) && <span className="rule-notRun"> · unsaved changes</span>}
    </>
  );
}
