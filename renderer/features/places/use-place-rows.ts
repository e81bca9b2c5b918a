import { useMemo, useState } from 'react';
import { useSettled } from '../../lib/use-settled';
import type { DataSource, Order, RowRange, SourcePage } from '../../table/data-source';
import type { PageCache } from '../../table/page-cache';
import { usePagedRows } from '../../table/use-paged-rows';
import { useCaseTotals } from '../evidence/use-case-totals';

const NO_COLUMNS: readonly string[] = [];

export interface PlaceQuestion extends RowRange {
  readonly filter: string;
  readonly order: Order;
}

/** An order in the words of a request; by time where its column is none the request knows. */
export function sortIn<Name extends string>(names: readonly Name[], order: Order) {
  const column = names.find((name) => name === order.column) ?? ('time' as const);
  return { column, order: order.direction };
}

export interface PlaceRows<Row> {
  readonly rows: PageCache<Row>;
  readonly filter: string;
  readonly setFilter: (filter: string) => void;
  readonly order: Order;
  readonly setOrder: (order: Order) => void;
  readonly retry: () => void;
}

/** Detections or hits as filtered and sorted. A new `find` is another question. */
export function usePlaceRows<Row>(
  find: (question: PlaceQuestion) => Promise<SourcePage<Row>>,
  firstOrder: Order,
): PlaceRows<Row> {
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState(firstOrder);
  const [tries, setTries] = useState(0);
  const settled = useSettled(filter);
  const { published: version } = useCaseTotals();
  const source = useMemo<DataSource<Row>>(
    () => ({
      tries,
      rows: (range, _columns, sort) => find({ ...range, filter: settled, order: sort }),
    }),
    [tries, settled, find],
  );
  const rows = usePagedRows({ source, columns: NO_COLUMNS, order, version });
  return { rows, filter, setFilter, order, setOrder, retry: () => setTries(tries + 1) };
}
