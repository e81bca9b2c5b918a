import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useInHand } from '../lib/use-in-hand';
import { PageCache, type PageQuestion } from './page-cache';

/**
 * Rows of a question, asked page by page. A new question keeps the old rows until its first answer; so does the same
 * over a newer state, which waits until the one before is answered.
 */
export function usePagedRows<Row>(question: PageQuestion<Row>): PageCache<Row> {
  const before = useRef<PageCache<Row> | null>(null);
  const { source, columns, order, version, list } = question;
  const asked = useMemo(() => ({ source, columns, order }), [source, columns, order]);
  const latest = useMemo(() => ({ version, list }), [version, list]);
  const [state, answered] = useInHand(asked, latest);
  const cache = useMemo(
    () => new PageCache({ ...asked, ...state }, before.current),
    [asked, state],
  );
  useSyncExternalStore(cache.subscribe, () => cache.version);
  useEffect(() => {
    before.current = cache;
    return () => cache.abort();
  }, [cache]);
  const isAnswered = cache.exactTotal !== null || cache.error !== null;
  useEffect(() => {
    if (isAnswered) answered();
  }, [isAnswered, answered]);
  return cache;
}
