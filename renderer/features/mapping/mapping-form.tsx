import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { LogSourceSelect } from './log-source-select';
import {
  type MappingDraft,
  PATH_FIELDS,
  PATH_LABELS,
  type RenameDraft,
  withRename,
} from './mapping-draft';

interface MappingFormProps {
  readonly draft: MappingDraft;
  /** Id of the list of paths the records have. */
  readonly pathsId: string;
  readonly onChange: (draft: MappingDraft) => void;
}

/** Which paths tell what, and which fields get another name. */
export function MappingForm({ draft, pathsId, onChange }: MappingFormProps): ReactNode {
  const set = (change: Partial<MappingDraft>): void => onChange({ ...draft, ...change });
  return (
    <>
      <div className="mapping-paths">
        {PATH_FIELDS.map((field) => (
          <label key={field} className="field">
            {PATH_LABELS[field]}
            <input
              className="mono"
              list={pathsId}
              spellCheck={false}
              value={draft[field]}
              placeholder="the usual names"
              onChange={(event) => set({ [field]: event.target.value })}
            />
          </label>
        ))}
        <LogSourceSelect value={draft.logSource} onChange={(logSource) => set({ logSource })} />
      </div>
      <fieldset className="renames">
        <legend>Fields by another name</legend>
        {draft.renames.map((rename) => (
          <RenameRow
            key={rename.key}
            rename={rename}
            pathsId={pathsId}
            onChange={(changed) =>
              set({
                renames: draft.renames.map((one) => (one.key === changed.key ? changed : one)),
              })
            }
            onRemove={() => set({ renames: draft.renames.filter(({ key }) => key !== rename.key) })}
          />
        ))}
        <button type="button" className="link" onClick={() => onChange(withRename(draft))}>
          <Plus size={14} aria-hidden="true" /> Add a field
        </button>
      </fieldset>
    </>
  );
}

interface RenameRowProps {
  readonly rename: RenameDraft;
  readonly pathsId: string;
  readonly onChange: (rename: RenameDraft) => void;
  readonly onRemove: () => void;
}

function RenameRow({ rename, pathsId, onChange, onRemove }: RenameRowProps): ReactNode {
  return (
    <div className="rename">
      <input
        className="mono"
        list={pathsId}
        spellCheck={false}
        aria-label="Field of the record"
        placeholder="field of the record"
        value={rename.from}
        onChange={(event) => onChange({ ...rename, from: event.target.value })}
      />
      <span aria-hidden="true">→</span>
      <input
        className="mono"
        spellCheck={false}
        aria-label="Name for rules and search"
        placeholder="name, such as CommandLine"
        value={rename.to}
        onChange={(event) => onChange({ ...rename, to: event.target.value })}
      />
      <button type="button" className="icon" aria-label="Remove this field" onClick={onRemove}>
        <Trash2 size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
