/** What handlers of the window's requests work with. */
import type { BrowserWindow } from 'electron';
import type { CaseHost } from './case-host';
import type { CaseMover } from './case-mover';
import type { Tell } from './case-news';
import type { KnownFiles } from './cluster-handlers';
import type { ClusterSecrets } from './cluster-secrets';
import type { EventExport } from './event-export';
import type { IndicatorLibrary } from './indicator-library';
import type { Handlers } from './ipc';
import type { Preferences } from './preferences';
import type { RuleLibrary } from './rule-library';
import type { SearchClient } from './search-client';

export interface HandlerParts {
  readonly host: CaseHost;
  readonly preferences: Preferences;
  readonly rules: RuleLibrary;
  readonly search: SearchClient;
  readonly exporting: EventExport;
  readonly mover: CaseMover;
  readonly tell: Tell;
  readonly library: IndicatorLibrary;
  readonly secrets: ClusterSecrets;
  /** PEM files of connections. */
  readonly files: KnownFiles;
  /** The window dialogs belong to. */
  readonly window: () => BrowserWindow;
}

/** Handlers whose requests begin so. */
export type Part<Prefix extends string> = Pick<
  Handlers,
  Extract<keyof Handlers, `${Prefix}.${string}`>
>;
