import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Rows, histogram and values of a search are of as many events. They are not where a damaged file was met between: it is
 * opened by whoever looks at its events first, and until then counted as the case knows it. Then all is asked once more.
 *
 * @param asked what was searched, and in what; `tries` how often
 * @param total of the rows; null until it is known
 * @returns to be told the total that something else was counted from
 */
export function useOneTotal(
  asked: string,
  tries: number,
  total: number | null,
  onDiffer: () => void,
): (total: number) => void {
  const key = `${asked}#${tries}`;
  const [told, setTold] = useState({ key: '', total: 0 });
  const again = useRef('');
  useEffect(() => {
    const differs = told.key === key && total !== null && told.total !== total;
    if (!differs || again.current === asked) return;
    again.current = asked;
    onDiffer();
  }, [told, key, total, asked, onDiffer]);
  return useCallback((one) => setTold({ key, total: one }), [key]);
}
