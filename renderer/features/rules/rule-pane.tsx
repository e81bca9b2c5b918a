import type { ReactNode } from 'react';
import type { RuleRow } from '@shared/contract/rule-row';
import { ruleKey } from '@shared/model/rule-key';
import { useView } from '../../app/view-store';
import { plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';
import { SidePane } from '../../parts/side-pane';
import { useRuleEditor } from '../rule-editor/rule-editor-store';
import { RuleTunings } from '../tuning/rule-tunings';
import { isDisabledBy, useTuning } from '../tuning/tuning-store';
import type { TunedRule } from '../tuning/tuning-dialog';
import { RULE_STATE_WORDS } from './rule-columns';
import { countOf, type RuleCounts } from './rule-facets';
import { RuleText } from './rule-text';
import { useRules } from './rules-store';

const NO_ROWS: readonly RuleRow[] = [];

/** Detections in this case, and the way to them; why there can be none. */
function RuleDetections({ row, counts }: { row: RuleRow; counts: RuleCounts }): ReactNode {
  if (row.state !== 'loaded')
    return (
      <p>
        <span className={`rule-${row.state}`}>{RULE_STATE_WORDS[row.state]}</span>
        {': '}
        <Evidence text={row.reason} block />
      </p>
    );
  const count = countOf(row, counts);
  if (count === undefined && row.keptBy.length > 0) return <KeptByCorrelations row={row} />;
  if (count === undefined) return <p className="dim">No detections in this case</p>;
  return (
    <p>
      <button
        type="button"
        className="primary"
        onClick={() =>
          useView.getState().showDetections({ key: ruleKey(row.id, row.title), title: row.title })
        }
      >
        Show {plural(count.detections, 'detection')}
      </button>{' '}
      <span className="dim">in {plural(count.files, 'file')}</span>
    </p>
  );
}

/** It only feeds correlations, also where all of them are disabled: then nothing of it is shown. */
function KeptByCorrelations({ row }: { row: RuleRow }): ReactNode {
  const tunings = useTuning((store) => store.tunings);
  const rows = useRules((store) => store.rules?.rows ?? NO_ROWS);
  const isDisabled = (title: string): boolean =>
    rows
      .filter((other) => other.kind === 'correlation' && other.title === title)
      .some(({ id }) => isDisabledBy(tunings, ruleKey(id, title)));
  return (
    <p className="dim">
      It gives no detections of its own: it only feeds{' '}
      <Evidence text={row.keptBy.join(' · ')} block />
      {row.keptBy.every(isDisabled) &&
        ', disabled in this case, so that nothing of it is shown. A copy of the rule under another id and name would give its own.'}
    </p>
  );
}

function RuleWarnings({ warnings }: Pick<RuleRow, 'warnings'>): ReactNode {
  if (warnings.length === 0) return null;
  return (
    <ul className="rule-warnings" aria-label="Warnings">
      {warnings.map(({ message }, at) => (
        <li key={at}>
          <span className="rule-notRun">Warning</span> <Evidence text={message} block />
        </li>
      ))}
    </ul>
  );
}

/** Imported rules stay as they came: they are changed as a copy. */
function RuleActs({ row, isOwn }: { row: RuleRow; isOwn: boolean }): ReactNode {
  const { copy, open } = useRuleEditor.getState();
  if (!isOwn)
    return (
      <p>
        <button type="button" onClick={() => void copy(row.file, row.id)}>
          Edit a copy
        </button>
      </p>
    );
  return (
    <p className="rule-acts">
      <button type="button" onClick={() => void open(row.file)}>
        Edit
      </button>
      <button
        type="button"
        onClick={() =>
          useView.getState().ask({ type: 'removeRule', file: row.file, title: row.title })
        }
      >
        Delete…
      </button>
    </p>
  );
}

/** Nothing hangs on a document that says neither: it cannot be loaded. */
const isNamed = ({ id, title }: RuleRow): boolean => id !== '' || title !== '';

/** Fields are excluded from the detection that shows them. */
const tunedRule = ({ id, title, level }: RuleRow): TunedRule => ({
  ...{ key: ruleKey(id, title), title, level: level ?? 'informational', matches: [] },
});

/** A rule whole: what it says of itself, what it found here, its text. */
export function RulePane(props: {
  readonly row: RuleRow;
  readonly counts: RuleCounts;
  /** Written by the examiner: it can be changed. */
  readonly isOwn: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { row, counts, isOwn, onClose } = props;
  const facts: readonly (readonly [string, string])[] = [
    ['Author', row.author],
    ['Status', row.status],
    ['Log source', [row.product, row.category, row.service].filter((one) => one).join(' / ')],
    ['Rule id', row.id],
    ['File', row.file],
  ];
  return (
    <SidePane label="Rule" onClose={onClose}>
      <h2>
        <Evidence text={row.title} block />
      </h2>
      {row.level !== null && (
        <p>
          <LevelMark level={row.level} />
        </p>
      )}
      <RuleDetections row={row} counts={counts} />
      <RuleWarnings warnings={row.warnings} />
      <RuleActs row={row} isOwn={isOwn} />
      {isNamed(row) && <RuleTunings rule={tunedRule(row)} />}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>
              <Evidence text={value || 'not given'} block />
            </dd>
          </div>
        ))}
      </dl>
      <div className="tags">
        {row.tags.map((tag, at) => (
          <span key={at} className="tag">
            <Evidence text={tag} />
          </span>
        ))}
      </div>
      <h3>Text</h3>
      <RuleText file={row.file} />
    </SidePane>
  );
}
