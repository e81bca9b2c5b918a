import type { ReactNode } from 'react';
import { ClusterDialog } from '../features/cluster/cluster-dialog';
import { MoveCaseDialog } from '../features/cluster/move-case-dialog';
import { AroundDialog } from '../features/events/around-dialog';
import { ColumnsDialog } from '../features/events/columns-dialog';
import { GoToTimeDialog } from '../features/events/go-to-time-dialog';
import { ValuesDialog } from '../features/events/values-dialog';
import { FlawsDialog } from '../features/evidence/flaws-dialog';
import { RemoveFilesDialog } from '../features/evidence/remove-files-dialog';
import { DeleteIndicatorsDialog } from '../features/indicators/delete-indicators-dialog';
import { IndicatorDialog } from '../features/indicators/indicator-dialog';
import { ChangeIndicatorsDialog } from '../features/indicators/change-indicators-dialog';
import { LibraryDialog } from '../features/indicators/library-dialog';
import { ImportDialog } from '../features/indicators/import-dialog';
import { HideDialog } from '../features/marks/hide-dialog';
import { TagsDialog } from '../features/marks/tags-dialog';
import { SourceDialog } from '../features/mapping/source-dialog';
import { LeaveRuleDialog } from '../features/rule-editor/leave-rule-dialog';
import { RemoveImportedDialog } from '../features/rules/remove-imported-dialog';
import { RemoveRuleDialog } from '../features/rules/remove-rule-dialog';
import { RuleUpdateDialog } from '../features/rules/rule-update-dialog';
import { PlaceholdersDialog } from '../features/rules/placeholders-dialog';
import { SearchesDialog } from '../features/searches/searches-dialog';
import { NewCaseDialog } from '../features/start/new-case-dialog';
import { TuningDialog } from '../features/tuning/tuning-dialog';
import { SettingsDialog } from './settings-dialog';
import { ShortcutsDialog } from './shortcuts-dialog';
import { useView } from './view-store';

/** The one dialog that is open, if any. */
export function Dialogs(): ReactNode {
  const dialog = useView((store) => store.dialog);
  const close = (): void => void (dialog && useView.getState().endDialog(dialog));
  switch (dialog?.type) {
    case undefined:
      return null;
    case 'newCase':
      return <NewCaseDialog onClose={close} />;
    case 'moveCase':
      return <MoveCaseDialog onClose={close} />;
    case 'cluster':
      return <ClusterDialog of={dialog.of} onClose={close} />;
    case 'settings':
      return <SettingsDialog onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'removeFiles':
      return <RemoveFilesDialog ids={dialog.ids} onClose={close} />;
    case 'deleteIndicators':
      return <DeleteIndicatorsDialog ids={dialog.ids} onClose={close} />;
    case 'flaws':
      return <FlawsDialog file={dialog.file} onClose={close} />;
    case 'searches':
      return <SearchesDialog onClose={close} />;
    case 'goToTime':
      return <GoToTimeDialog onClose={close} />;
    case 'around':
      return <AroundDialog event={dialog.event} onClose={close} />;
    case 'tags':
      return <TagsDialog target={dialog.target} onClose={close} />;
    case 'hide':
      return <HideDialog target={dialog.target} onClose={close} />;
    case 'columns':
      return <ColumnsDialog onClose={close} />;
    case 'values':
      return <ValuesDialog field={dialog.field} onClose={close} />;
    case 'source':
      return <SourceDialog ids={dialog.ids} onClose={close} />;
    case 'tuning':
      return <TuningDialog rule={dialog.rule} onClose={close} />;
    case 'leaveRule':
      return <LeaveRuleDialog onClose={close} />;
    case 'removeRule':
      return <RemoveRuleDialog file={dialog.file} title={dialog.title} onClose={close} />;
    case 'removeImported':
      return <RemoveImportedDialog hash={dialog.hash} name={dialog.name} onClose={close} />;
    case 'ruleUpdate':
      return <RuleUpdateDialog update={dialog.update} onClose={close} />;
    case 'placeholders':
      return <PlaceholdersDialog onClose={close} />;
    case 'indicatorLibrary':
      return <LibraryDialog onClose={close} />;
    case 'importIndicators':
      return <ImportDialog onClose={close} />;
    case 'changeIndicators':
      return <ChangeIndicatorsDialog ids={dialog.ids} onClose={close} />;
    case 'indicator':
      return <IndicatorDialog draft={dialog.draft} onClose={close} />;
  }
}
