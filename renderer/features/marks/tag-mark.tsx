import type { ReactNode } from 'react';
import { EyeOff, StickyNote } from 'lucide-react';
import type { EventMarks, Tag } from '@shared/model/event-mark';
import { Evidence } from '../../parts/evidence';
import './marks.css';

/** A tag in its colour; the name says what it is. */
export function TagMark({ tag }: { tag: Pick<Tag, 'name' | 'colour'> }): ReactNode {
  return (
    <span className={`tag-mark ${tag.colour}`}>
      <i aria-hidden="true" />
      <Evidence text={tag.name} />
    </span>
  );
}

/** Everything an event is marked with, in a line. */
export function MarksInLine({ marks }: { marks: EventMarks }): ReactNode {
  return (
    <>
      {marks.hidden !== null && (
        <span className="mark-icon" title={`Hidden: ${marks.hidden}`}>
          <EyeOff size={13} aria-label="hidden" />
        </span>
      )}
      {marks.note !== '' && (
        <span className="mark-icon" title={marks.note}>
          <StickyNote size={13} aria-label="note" />
        </span>
      )}
      {marks.tags.map((tag) => (
        <TagMark key={tag.id} tag={tag} />
      ))}
    </>
  );
}
