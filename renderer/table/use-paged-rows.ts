import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { PageCache, type PageQuestion } from './page-cache';

/** Rows of a question, asked page by page. A new question keeps the old rows until its first answer. */
export function usePagedRows<Row>(question: PageQuestion<Row>): PageCache<Row> {
  const before = useRef<PageCache<Row> | null>(null);
  const { source, columns, order } = question;
  const cache = useMemo(
    () => new PageCache({ source, columns, order }, before.current),
    [source, columns, order],
  );
  useSyncExternalStore(cache.subscribe, () => cache.version);
  useEffect(() => {
    before.current = cache;
    return () => cache.abort();
  }, [cache]);
  return cache;
}
