import type { ReactNode } from 'react';
import type { RuleUpdate } from '@shared/contract/rule-views';
import type { UpdateEnd } from '@shared/model/rule-diff';
import { formatCount, plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { FormDialog } from '../../parts/form-dialog';
import { ChangedRules, type ChangeKind } from './changed-rules';
import { useRules } from './rules-store';
import { updateTitle } from './update-title';
import { UpdateTrial, useUpdateTrial } from './update-trial';

const KINDS: readonly ChangeKind[] = ['added', 'changed', 'removed'];

/** What an import changes of the rules there are, and what of it has detections in this case. */
export function RuleUpdateDialog({
  update,
  onClose,
}: {
  update: RuleUpdate;
  onClose: () => void;
}): ReactNode {
  const end = (how: UpdateEnd): void => {
    onClose();
    void useRules.getState().endUpdate(how);
  };
  const isNewer = update.replaces.length > 0;
  const tried = useUpdateTrial(update);
  const trial = typeof tried.trial === 'string' ? null : tried.trial;
  const beside = { words: 'Import beside', onPress: () => end('beside') };
  return (
    <FormDialog
      title={updateTitle(update)}
      submit={isNewer ? 'Take the newer version' : beside.words}
      leave="Keep what there is"
      other={isNewer ? beside : undefined}
      valid
      wide
      onClose={() => end('leave')}
      onSubmit={() => end(isNewer ? 'replace' : 'beside')}
    >
      <WhatRuns update={update} />
      <UpdateTrial update={update} tried={tried} />
      {KINDS.map((kind) => (
        <ChangedRules key={kind} kind={kind} rules={update.diff[kind]} trial={trial} />
      ))}
    </FormDialog>
  );
}

/** Whose version of a rule runs, and what becomes of the imports there are. */
function WhatRuns({ update }: { update: RuleUpdate }): ReactNode {
  const { name, replaces, beside, damaged } = update;
  const twice = runningTwice(update.diff);
  return (
    <>
      {replaces.length > 0 && (
        <p>
          <Evidence text={name} /> shares most rules with <Evidence text={replaces.join(' and ')} />{' '}
          and would take its place. Imported beside it, nothing is removed
          {twice > 0 &&
            `; ${plural(twice, 'changed rule')} without an id would then run in both versions, the later one under a title with a number`}
          .
        </p>
      )}
      <p>
        Of a rule that several imports hold under one id, the version imported last runs: that of{' '}
        <Evidence text={name} />. Your own rules come before it. Tuning stays: it hangs on the ids
        of rules, or their titles where they have none.
      </p>
      {damaged.length > 0 && (
        <p className="rule-notRun">
          <Evidence text={damaged.join(' and ')} /> cannot be read and{' '}
          {damaged.length === 1 ? 'is' : 'are'} left out of what is told here. Import{' '}
          {damaged.length === 1 ? 'it' : 'them'} again.
        </p>
      )}
      {beside.length > 0 && (
        <ul aria-label="Imports that stay">
          {beside.map((one, at) => (
            <li key={at}>
              <Evidence text={one.name} /> stays; {givingWay(one)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/**
 * Rules of an earlier version that stay beside their later one: without an id they are no versions of each other, and
 * filters without one all apply.
 */
export const runningTwice = ({ changed }: RuleUpdate['diff']): number =>
  changed.filter(({ id, saysSame }) => id === '' && !saysSame).length;

function givingWay({ givesWay, of }: RuleUpdate['beside'][number]): string {
  const some = of === 1 ? 'its one rule' : `${formatCount(givesWay)} of its ${plural(of, 'rule')}`;
  return givesWay === 1
    ? `${some} gives way and does not run. Import it again to have it run.`
    : `${some} give way and do not run. Import it again to have them run.`;
}
