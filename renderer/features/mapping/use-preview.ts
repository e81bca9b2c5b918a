import { useEffect, useState } from 'react';
import type { SourcePreview } from '@shared/contract/source-choice';
import type { SourceChoice } from '@shared/model/source-choice';
import { ask, problemOf } from '../../lib/ask';
import { useSettled } from '../../lib/use-settled';

interface ShownPreview {
  readonly preview: SourcePreview | null;
  readonly problem: string | null;
}

/** The first records as the choice reads them, once it has stood still; until then those of the one before. */
export function usePreview(file: number, choice: SourceChoice): ShownPreview {
  const [shown, setShown] = useState<ShownPreview>({ preview: null, problem: null });
  const settled = useSettled(JSON.stringify(choice));
  useEffect(() => {
    const control = new AbortController();
    const keep = (next: ShownPreview): void => {
      if (!control.signal.aborted) setShown(next);
    };
    ask('mapping.preview', { file, choice: JSON.parse(settled) as SourceChoice }).then(
      (preview) => keep({ preview, problem: null }),
      (thrown: unknown) => keep({ preview: null, problem: problemOf(thrown).message }),
    );
    return () => control.abort();
  }, [file, settled]);
  return shown;
}
