import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { IndicatorFacts } from '@shared/model/indicator';
import type { IndicatorDraft } from '@shared/model/indicator';
import { tell } from '../../app/toast-store';
import { formatCount, plural } from '../../lib/format';
import { Dialog } from '../../parts/dialog';
import { Tabs } from '../../parts/tabs';
import { addedText } from './added-text';
import { FactsForAll, type GivenFacts, NOTHING_GIVEN } from './facts-for-all';
import { ReadAs } from './read-as';
import { RefusedGrid } from './refused-grid';
import { useIndicators } from './indicator-store';
import { isWeakRow, useReviewRows } from './use-review-rows';
import type { ReadingChoice, ReadList } from './use-reading';
import { UnderstoodGrid } from './understood-grid';

interface ImportReviewProps {
  readonly list: ReadList;
  readonly isReading: boolean;
  readonly readAs: (choice: ReadingChoice) => Promise<void>;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** What was understood of a list, what was not, what is weak: chosen and added from here. */
export function ImportReview(props: ImportReviewProps): ReactNode {
  const { list, isReading, readAs, onBack, onClose } = props;
  const { understood, refused, merged } = list.reading;
  const { rows, setChosen, problem } = useReviewRows(list.reading);
  const [given, setGiven] = useState<GivenFacts>({
    ...NOTHING_GIVEN,
    source: list.fileName ?? '',
  });
  const names = [
    `Understood (${formatCount(understood.length)})`,
    `Not understood (${formatCount(refused.length)})`,
  ] as const;
  const [tab, setTab] = useState<number>(understood.length === 0 ? 1 : 0);
  const chosen = useMemo(() => rows.filter(({ isChosen }) => isChosen), [rows]);
  const weak = useMemo(() => chosen.filter(isWeakRow), [chosen]);
  const isCounting = problem === null && rows[0]?.weight === null;
  const [sent, setSent] = useState<number | null>(null);
  /** Cancelling ends the adding; another dialog may be open when the last slice is answered. */
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);
  const add = async (): Promise<void> => {
    setSent(0);
    const drafts = chosen.map(({ understood: { draft } }) => withFacts(draft, given));
    const added = await useIndicators.getState().add(drafts, (upTo) => {
      if (isOpen.current) setSent(upTo);
      return isOpen.current;
    });
    const isCancelled = !isOpen.current;
    if (!isCancelled) setSent(null);
    if (added === null) return;
    if (!isCancelled) onClose();
    tell(addedText(added));
  };
  return (
    <Dialog
      title="Import indicators"
      size="large"
      onClose={onClose}
      onSubmit={() => chosen.length > 0 && sent === null && void add()}
      actions={
        <>
          <button type="button" disabled={sent !== null} onClick={onBack}>
            Back
          </button>
          <span className="spring" />
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            className="primary"
            disabled={chosen.length === 0 || isReading || sent !== null}
          >
            {sent === null
              ? `Add ${plural(chosen.length, 'indicator')}`
              : `Adding ${formatCount(sent)} of ${formatCount(chosen.length)}…`}
          </button>
        </>
      }
    >
      <ReadAs {...{ list, isReading, readAs, merged }} />
      <div className="review-tabs">
        <Tabs
          label="What was read"
          names={names}
          chosen={names[tab] ?? names[0]}
          onChoose={(name) => setTab(names.indexOf(name))}
        />
        <span className="spring" />
        {weak.length > 0 && (
          <button type="button" onClick={() => setChosen(weak, false)}>
            Leave out {formatCount(weak.length)} weak
          </button>
        )}
      </div>
      {problem !== null && (
        <p className="weak-note">What they would hit could not be counted: {problem}</p>
      )}
      {isCounting && (
        <p className="dim" role="status">
          Counting what each would hit in this case; which are very common is told then. They can be
          added before.
        </p>
      )}
      <div className="dialog-grid" role="tabpanel" aria-label={names[tab]}>
        {tab === 0 ? (
          <UnderstoodGrid rows={rows} onChoose={setChosen} />
        ) : (
          <RefusedGrid refused={refused} />
        )}
      </div>
      <FactsForAll given={given} onChange={setGiven} />
    </Dialog>
  );
}

/** What the list itself says of an indicator stays. */
const withFacts = (draft: IndicatorDraft, given: GivenFacts): IndicatorDraft => {
  const facts: Partial<IndicatorFacts> = {
    ...(draft.source === '' && { source: given.source }),
    ...(draft.tlp === null && { tlp: given.tlp }),
    ...(draft.severity === null && { severity: given.severity }),
  };
  return { ...draft, ...facts };
};
