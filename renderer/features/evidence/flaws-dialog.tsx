import { type ReactNode, useState } from 'react';
import type { FlawRow } from '@shared/contract/evidence-views';
import { ask, problemOf } from '../../lib/ask';
import { formatCount, plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { Dialog } from '../../parts/dialog';
import { Evidence } from '../../parts/evidence';
import { RowProblems } from '../../parts/row-problems';
import { Grid } from '../../table/grid';
import { useSingleSelection } from '../../table/use-single-selection';
import { useEvidence } from './evidence-store';
import { FLAW_COLUMNS, flawPlace, flawWords } from './flaw-columns';
import { allFlaws, type FlawCounts, useFlawCounts, useFlawRows } from './use-flaws';

const keyOf = (row: FlawRow): number => row.id;
const labelOf = (row: FlawRow): string => `${flawWords(row.kind)} at ${flawPlace(row)}`;

/** One line a flaw, columns apart by tabs. */
function textOf(rows: readonly FlawRow[]): string {
  const lines = rows.map(({ offset, line, kind, recordLost, reason }) =>
    [offset, line ?? '', kind, recordLost ? 'yes' : 'no', escapeHidden(reason)].join('\t'),
  );
  return ['offset\tline\tkind\trecord lost\treason', ...lines].join('\n');
}

/** Copies every listed flaw and says so, or what went wrong; toasts would stand behind the dialog. */
async function copyAll(file: number): Promise<string> {
  try {
    const rows = await allFlaws(file);
    await ask('app.copyText', { text: textOf(rows) });
    return `${plural(rows.length, 'flaw')} copied`;
  } catch (thrown) {
    return problemOf(thrown).message;
  }
}

function Summary({ counts }: { counts: FlawCounts }): ReactNode {
  const { counted, kinds, total } = counts;
  return (
    <>
      <p className="flaw-counts">
        <b>{plural(counted.flaws, 'flaw')}</b>
        <span className={counted.lostRecords > 0 ? 'failed' : 'dim'}>
          {plural(counted.lostRecords, 'record')} lost
        </span>
        {kinds.map(({ kind, count }) => (
          <span key={kind} className="dim">
            {flawWords(kind)} {formatCount(count)}
          </span>
        ))}
      </p>
      {total < counted.flaws && (
        <p className="dim">The first {formatCount(total)} are listed; all were counted.</p>
      )}
    </>
  );
}

/** What was damaged in a file, where, and whether records were lost with it. */
export function FlawsDialog({ file, onClose }: { file: number; onClose: () => void }): ReactNode {
  const name = useEvidence((store) => store.rows.get(file)?.name ?? '');
  const [tries, setTries] = useState(0);
  const [outcome, setOutcome] = useState('');
  const rows = useFlawRows(file, tries);
  const counts = useFlawCounts(file);
  const { selection, setRow } = useSingleSelection(keyOf);
  return (
    <Dialog
      title="Flaws"
      size="large"
      onClose={onClose}
      actions={
        <>
          <span role="status" className="dim">
            {outcome}
          </span>
          <button type="button" onClick={() => void copyAll(file).then(setOutcome)}>
            Copy all
          </button>
          <button type="submit" className="primary">
            Close
          </button>
        </>
      }
    >
      <p>
        <Evidence text={name} />{' '}
        <span className="dim">is damaged in these places; everything around them was read.</span>
      </p>
      {counts !== null && <Summary counts={counts} />}
      <RowProblems
        error={rows.error}
        problems={rows.problems}
        onRetry={() => setTries(tries + 1)}
      />
      <div className="dialog-grid">
        <Grid
          label="Flaws"
          rows={rows}
          columns={FLAW_COLUMNS}
          keyOf={keyOf}
          labelOf={labelOf}
          order={null}
          selection={selection}
          onSelect={(_step, row) => row !== null && setRow(row)}
        />
      </div>
    </Dialog>
  );
}
