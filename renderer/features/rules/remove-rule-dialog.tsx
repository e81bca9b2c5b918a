import type { ReactNode } from 'react';
import { RemovalDialog } from '../../parts/removal-dialog';
import type { RuleRow } from '@shared/contract/rule-row';
import { useRules } from './rules-store';

const NO_ROWS: readonly RuleRow[] = [];

export function RemoveRuleDialog(props: {
  readonly file: string;
  readonly title: string;
  readonly onClose: () => void;
}): ReactNode {
  const { file, title, onClose } = props;
  const rows = useRules((store) => store.rules?.rows ?? NO_ROWS);
  const inFile = rows.filter((row) => row.file === file).map((row) => row.title);
  const titles = inFile.length === 0 ? [title] : inFile;
  const isOne = titles.length === 1;
  return (
    <RemovalDialog
      title={isOne ? 'Delete this rule?' : `Delete the ${titles.length} rules of this file?`}
      act="Delete"
      going={titles.map((name, id) => ({ id, name }))}
      onRemove={() => void useRules.getState().removeOwn(file)}
      onClose={onClose}
    >
      {isOne
        ? 'Its text and its cases are deleted.'
        : 'They stand in one file, which is deleted with its cases. To keep some of them, edit the file instead.'}{' '}
      Detections stay until SIGMA is run again.
    </RemovalDialog>
  );
}
