import { useEffect, useState } from 'react';
import type { SourceMapping } from '@shared/model/source-choice';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';

/** The mappings kept for all cases. */
export function useSavedMappings(): {
  readonly mappings: readonly SourceMapping[];
  readonly reload: () => void;
} {
  const [mappings, setMappings] = useState<readonly SourceMapping[]>([]);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const control = new AbortController();
    void attempt(() => ask('mapping.saved', {})).then((saved) => {
      if (saved !== null && !control.signal.aborted) setMappings(saved);
    });
    return () => control.abort();
  }, [times]);
  return { mappings, reload: () => setTimes(times + 1) };
}
