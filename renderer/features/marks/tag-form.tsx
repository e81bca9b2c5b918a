import { type ReactNode, useState } from 'react';
import { type Tag, TAG_COLOURS, type TagColour, type TagDraft } from '@shared/model/event-mark';
import { NameField } from '../../parts/name-field';
import { useMarks } from './marks-store';

export const NEW_TAG: TagDraft = { id: null, name: '', colour: 'blue' };

interface TagFormProps {
  readonly draft: TagDraft;
  readonly onDone: (tag: Tag | undefined) => void;
}

/** A new tag, or another name and colour of one. */
export function TagForm({ draft, onDone }: TagFormProps): ReactNode {
  const [name, setName] = useState(draft.name);
  const [colour, setColour] = useState<TagColour>(draft.colour);
  const save = async (): Promise<void> => {
    if (!(await useMarks.getState().putTag({ id: draft.id, name: name.trim(), colour }))) return;
    setName('');
    onDone(useMarks.getState().tags.find((tag) => tag.name === name.trim()));
  };
  return (
    <div className="name-row">
      <NameField
        label={draft.id === null ? 'New tag' : 'Name of the tag'}
        value={name}
        mostLength={80}
        onChange={setName}
        onEnter={() => void save()}
      />
      <label className="field">
        Colour
        <select value={colour} onChange={(event) => setColour(event.target.value as TagColour)}>
          {TAG_COLOURS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <button type="button" disabled={name.trim() === ''} onClick={() => void save()}>
        {draft.id === null ? 'Make tag' : 'Save'}
      </button>
    </div>
  );
}
