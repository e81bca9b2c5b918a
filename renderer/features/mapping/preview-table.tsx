import type { ReactNode } from 'react';
import type { PreviewRecord } from '@shared/contract/source-choice';
import { Evidence } from '../../parts/evidence';
import { TimeText } from '../../parts/time-text';

const HEADS = ['Line', 'Time', 'Computer', 'Event id', 'Channel', 'Fields'];

/** The first records of the file as they would be read. */
export function PreviewTable({ records }: { records: readonly PreviewRecord[] }): ReactNode {
  return (
    <div className="preview" role="region" aria-label="First records">
      <table>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <PreviewRow key={record.lineNumber} record={record} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PreviewRow({ record }: { record: PreviewRecord }): ReactNode {
  return (
    <tr>
      <td className="number">{record.lineNumber}</td>
      <td>
        <TimeText time={record.time} />
      </td>
      {[record.computer, record.eventId, record.channel].map((text, at) => (
        <td key={at}>
          <Evidence text={text} />
        </td>
      ))}
      <td className="preview-fields">
        {record.fields.map(([name, value]) => (
          <span key={name}>
            <Evidence text={name} className="dim" />
            <span className="dim">=</span>
            <Evidence text={value} />
          </span>
        ))}
      </td>
    </tr>
  );
}
