import { type ReactNode, useMemo } from 'react';
import type { GroupedHits, HitGroup, HitGrouping } from '@shared/contract/hit-groups';
import { useAsked } from '../../lib/use-asked';
import { formatCount } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { Problem } from '../../parts/problem';
import type { Column } from '../../table/columns';
import { windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import type { Selection } from '../../table/selection';
import { useCaseTotals } from '../evidence/use-case-totals';
import { GROUPING_WORDS } from './groupings';

const NO_NAME: Readonly<Record<HitGrouping, string>> = {
  indicator: 'no text',
  host: 'no computer',
  day: 'no time',
};

/** No key is a text of its own: it begins with a character no value has. */
const keyOf = ({ key }: Pick<GroupedHits, 'key'>): string => key ?? '\u0000';

const columnsOf = (by: HitGrouping): Column<GroupedHits>[] => [
  {
    ...{ id: 'name', title: GROUPING_WORDS[by], widthPx: 190, mono: by === 'indicator' },
    render: ({ name }) =>
      name === null ? <span className="dim">{NO_NAME[by]}</span> : <Evidence text={name} />,
  },
  {
    ...({ id: 'hits', title: 'Hits', widthPx: 70, align: 'end' } as const),
    render: ({ hits }) => formatCount(hits),
  },
  {
    ...({ id: 'events', title: 'Events', widthPx: 74, align: 'end' } as const),
    render: ({ events }) => formatCount(events),
  },
];

interface GroupPaneProps {
  readonly by: HitGrouping;
  readonly filter: string;
  readonly chosen: HitGroup | null;
  readonly onChoose: (group: HitGroup | null) => void;
}

/** The groups of the hits that pass the filter; one that is chosen narrows the list beside it. */
export function GroupPane({ by, filter, chosen, onChoose }: GroupPaneProps): ReactNode {
  const { published } = useCaseTotals();
  const { answer, problem } = useAsked('hits.groups', { filter, by }, published);
  const rows = useMemo(() => windowOf(answer ?? []), [answer]);
  const columns = useMemo(() => columnsOf(by), [by]);
  const key = chosen === null ? null : keyOf(chosen);
  const selection = useMemo<Selection>(
    () => ({ keys: new Set(key === null ? [] : [key]), cursor: key, anchor: key }),
    [key],
  );
  return (
    <section className="group-pane" aria-label={`Hits by ${GROUPING_WORDS[by].toLowerCase()}`}>
      {problem !== null && <Problem text={problem.message} />}
      <Grid
        label={`Groups by ${by}`}
        rows={rows}
        columns={columns}
        keyOf={keyOf}
        labelOf={({ name }) => name ?? NO_NAME[by]}
        order={null}
        selection={selection}
        onSelect={(_step, row) => row !== null && onChoose({ by, key: row.key })}
        onKey={(event) => {
          if (event.key !== 'Escape' || chosen === null) return false;
          onChoose(null);
          return true;
        }}
      />
    </section>
  );
}
