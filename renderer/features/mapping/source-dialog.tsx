import { type ReactNode, useId, useState } from 'react';
import type { SourceMapping } from '@shared/model/source-choice';
import { attempt, tell } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { escapeHidden } from '../../lib/hidden-characters';
import { formatCount, plural } from '../../lib/format';
import { Dialog } from '../../parts/dialog';
import { Evidence } from '../../parts/evidence';
import { Problem } from '../../parts/problem';
import { fileActions } from '../evidence/evidence-actions';
import { useEvidence } from '../evidence/evidence-store';
import { choiceOf, draftOf, mappingOf, NEW_DRAFT, type Picked, pickedOf } from './mapping-draft';
import { MappingForm } from './mapping-form';
import './mapping.css';
import { PreviewTable } from './preview-table';
import { SourceSelect } from './source-select';
import { usePreview } from './use-preview';
import { useSavedMappings } from './use-saved-mappings';

interface SourceDialogProps {
  readonly ids: readonly number[];
  readonly onClose: () => void;
}

/** How NDJSON files are read: recognised, as a known source, or by a mapping of one's own. */
export function SourceDialog({ ids, onClose }: SourceDialogProps): ReactNode {
  const [first = 0] = ids;
  const file = useEvidence((store) => store.rows.get(first));
  const current = file?.sourceChoice ?? { type: 'auto' };
  const [picked, setPicked] = useState<Picked>(pickedOf(current));
  const [draft, setDraft] = useState(
    current.type === 'mapping' ? draftOf(current.mapping) : NEW_DRAFT,
  );
  const saved = useSavedMappings();
  const pathsId = useId();
  const choice = choiceOf(picked, draft);
  const { preview, problem } = usePreview(first, choice);
  const pick = (next: Picked, mapping?: SourceMapping): void => {
    setPicked(next);
    if (mapping !== undefined) setDraft(draftOf(mapping));
  };
  const use = async (): Promise<void> => {
    onClose();
    await fileActions.chooseSource([...ids], choice);
  };
  const isNamed = draft.name.trim() !== '';
  const keep = async (): Promise<void> => {
    const mapping = mappingOf(draft);
    if ((await attempt(() => ask('mapping.save', mapping))) === null) return;
    tell(`Mapping “${mapping.name}” saved for all cases`);
    saved.reload();
  };
  const isSaved = picked.type === 'own' && saved.mappings.some(({ name }) => name === draft.name);
  const forget = async (): Promise<void> => {
    const { name } = draft;
    if ((await attempt(() => ask('mapping.forget', { name }))) === null) return;
    tell(`Mapping “${name}” forgotten; files that use it keep it`);
    saved.reload();
  };
  return (
    <Dialog
      title="Source of NDJSON"
      size="large"
      onClose={onClose}
      onSubmit={() => void use()}
      actions={
        <>
          {picked.type === 'own' && (
            <button type="button" disabled={!isNamed} onClick={() => void keep()}>
              Save for other files
            </button>
          )}
          {isSaved && (
            <button type="button" className="danger" onClick={() => void forget()}>
              Forget saved mapping
            </button>
          )}
          <span className="spring" />
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="primary">
            Use and re-index
          </button>
        </>
      }
    >
      <p className="dim">
        <Evidence text={file?.name ?? ''} />
        {ids.length > 1 && ` and ${plural(ids.length - 1, 'file')} more`}
        {preview !== null && ` · ${recognisedText(preview.recognised)}`}
      </p>
      <div className="field-row">
        <SourceSelect picked={picked} saved={saved.mappings} name={draft.name} onPick={pick} />
        {picked.type === 'own' && (
          <label className="field">
            Name of the mapping
            <input
              value={draft.name}
              placeholder="such as the product that wrote the file"
              maxLength={120}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          </label>
        )}
      </div>
      <datalist id={pathsId}>
        {preview?.paths.map((path) => (
          <option key={path} value={path}>
            {escapeHidden(path)}
          </option>
        ))}
      </datalist>
      {picked.type === 'own' && <MappingForm draft={draft} pathsId={pathsId} onChange={setDraft} />}
      {problem !== null && <Problem text={problem} />}
      {preview !== null && (
        <section aria-label="Preview" className="preview-part">
          <h3>Preview · {plural(preview.records.length, 'record')} from the begin of the file</h3>
          <PreviewTable records={preview.records} />
        </section>
      )}
    </Dialog>
  );
}

function recognisedText({ label, confidence }: { label: string; confidence: number }): string {
  if (confidence === 0) return 'not recognised as a known source';
  return `recognised as ${label.replace('NDJSON · ', '')}, ${formatCount(Math.round(confidence * 100))} % of the first records`;
}
