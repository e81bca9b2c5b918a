import type { ReactNode } from 'react';
import { Dialog } from './dialog';

interface FormDialogProps {
  readonly title: string;
  /** What the button that acts says. */
  readonly submit: string;
  /** What the button that leaves says. */
  readonly leave?: string;
  /** Another way to act. */
  readonly other?: { readonly words: string; readonly onPress: () => void } | undefined;
  readonly valid: boolean;
  readonly wide?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog to fill in; it acts only while what is filled in is valid. */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { title, submit, leave = 'Cancel', other, valid, wide = false } = props;
  return (
    <Dialog
      title={title}
      size={wide ? 'wide' : 'small'}
      onClose={props.onClose}
      onSubmit={() => valid && props.onSubmit()}
      actions={
        <>
          <button type="button" onClick={props.onClose}>
            {leave}
          </button>
          {other !== undefined && (
            <button type="button" onClick={other.onPress}>
              {other.words}
            </button>
          )}
          <button type="submit" className="primary" disabled={!valid}>
            {submit}
          </button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
