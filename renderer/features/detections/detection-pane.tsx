import { Crosshair } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DetectionRow } from '@shared/contract/finding-views';
import type { FieldMatch } from '@shared/model/detection';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';
import { ShowEventButton } from '../../parts/show-event-button';
import { SidePane } from '../../parts/side-pane';
import { ruleKey } from '@shared/model/rule-key';
import { tuningText } from '@shared/model/rule-tuning';
import { RuleTunings } from '../tuning/rule-tunings';
import { escapeHidden } from '../../lib/hidden-characters';
import { addIndicator } from '../events/value-menu';
import { CorrelatedEvents } from './correlated-events';
import { PlaceFacts } from '../places/place-facts';

/** What a rule matched, to be sought in the whole case at one press; a test of presence matches nothing. */
function MatchedValue({ match: { field, value } }: { match: FieldMatch }): ReactNode {
  if (value === '') return <span className="dim">empty or absent</span>;
  return (
    <>
      <mark>
        <Evidence text={value} block />
      </mark>
      <button
        type="button"
        className="icon"
        aria-label={`Add ${escapeHidden(field)} as indicator`}
        title="Add as indicator"
        onClick={() => addIndicator(field, value)}
      >
        <Crosshair size={14} aria-hidden="true" />
      </button>
    </>
  );
}

/** The whole of a detection: rule with author, what it matched, where. */
export function DetectionPane({
  row,
  onClose,
}: {
  row: DetectionRow;
  onClose: () => void;
}): ReactNode {
  return (
    <SidePane label="Detection" onClose={onClose}>
      <h2>
        <Evidence text={row.ruleTitle} block />
      </h2>
      <p>
        <LevelMark level={row.level} />
      </p>
      <p>
        <ShowEventButton place={row} primary />
      </p>
      {row.correlation === null && <h3>Matched</h3>}
      {row.correlation !== null && row.matches.length > 0 && <h3>Grouped by</h3>}
      <dl className="facts">
        {row.matches.map((match, at) => (
          <div key={at} className="fact">
            <dt>
              <Evidence text={match.field} block />
            </dt>
            <dd>
              <MatchedValue match={match} />
            </dd>
          </div>
        ))}
      </dl>
      {row.correlation !== null && <CorrelatedEvents correlation={row.correlation} />}
      <h3>Rule</h3>
      {row.suppressedBy !== null && (
        <p className="dim">
          Left out: <Evidence text={tuningText(row.suppressedBy)} block />
        </p>
      )}
      <RuleTunings
        rule={{
          ...{ key: ruleKey(row.ruleId, row.ruleTitle), title: row.ruleTitle },
          ...{ level: row.level, matches: row.matches },
        }}
      />
      <dl className="facts">
        <dt>Author</dt>
        <dd>
          <Evidence text={row.author || 'unknown'} block />
        </dd>
        <dt>Rule id</dt>
        <dd>
          <Evidence text={row.ruleId || 'not given'} block />
        </dd>
        <dt>Rule hash</dt>
        <dd>
          <Evidence text={row.ruleHash} block />
        </dd>
        <dt>Status</dt>
        <dd>
          <Evidence text={row.status || 'not given'} block />
        </dd>
        <dt>Source</dt>
        <dd>
          <Evidence text={row.source} block />
        </dd>
      </dl>
      <div className="tags">
        {row.tags.map((tag, at) => (
          <span key={at} className="tag">
            <Evidence text={tag} />
          </span>
        ))}
      </div>
      <h3>{row.correlation === null ? 'Event' : 'Last event'}</h3>
      <PlaceFacts place={row} />
    </SidePane>
  );
}
