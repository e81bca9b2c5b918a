import type { ReactNode } from 'react';
import type { CaseResults } from '@shared/contract/rule-views';
import { plural } from '../../lib/format';
import { useSettled } from '../../lib/use-settled';
import { Evidence } from '../../parts/evidence';
import { CodeEditor } from './code-editor';
import { type RuleDraft, useRuleEditor } from './rule-editor-store';
import { useCaseResults } from './use-case-results';

const RUN_AFTER_MS = 300;

function Results({ results }: { results: CaseResults | null }): ReactNode {
  if (results === null)
    return (
      <p className="dim">
        A list of events, each with <code>match: true</code> or <code>false</code>. Try the rule on
        the case and add events it finds, or write some.
      </p>
    );
  if (results.type === 'unreadable')
    return (
      <p className="failed">
        <Evidence text={`This is no list of cases: ${results.reason}`} block />
      </p>
    );
  const { passed, failures } = results;
  return (
    <>
      <p>
        <span className="rule-loaded">{passed} passed</span>
        {failures.length > 0 && <span className="rule-invalid"> · {failures.length} failed</span>}
      </p>
      {failures.length > 0 && (
        <ul className="draft-problems" aria-label={plural(failures.length, 'failed case')}>
          {failures.map(({ name, reason }, at) => (
            <li key={at}>
              <b>
                <Evidence text={name} />
              </b>{' '}
              <Evidence text={reason} block />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The rule's unit tests and how they come out. */
export function CasesTab({ draft }: { draft: RuleDraft }): ReactNode {
  const cases = useSettled(draft.cases, RUN_AFTER_MS);
  const rule = useSettled(draft.text, RUN_AFTER_MS);
  const results = useCaseResults(cases, rule);
  return (
    <>
      <div role="status">
        <Results results={results} />
      </div>
      <CodeEditor
        label="Cases of the rule"
        text={draft.cases}
        problems={NO_PROBLEMS}
        onText={(text) => useRuleEditor.getState().write({ cases: text })}
      />
    </>
  );
}

const NO_PROBLEMS = [] as const;
