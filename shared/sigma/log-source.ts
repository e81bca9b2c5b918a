/** Which events a rule's log source means: channel and event id, never the bare id. */
import { type EventFields, fieldOf, textOf } from '@shared/model/event';
import { textsOf } from '@shared/model/columns';
import { foldCase } from '@shared/model/fold-case';
import { LOG_SOURCE_FIELD, type LogSource, parseLogSource } from '@shared/model/log-source';
import { LINUX_CATEGORIES, LINUX_SYSMON, SYSMON, viewOf, WINDOWS_CATEGORIES } from './categories';
import type { FieldView } from './field-view';
import { isKnownSource } from './other-log-sources';
import { RuleError, RuleNotRun } from './rule-error';
import { WINDOWS_SERVICES } from './services';

/** One place where a rule looks. Null channels: those of Windows; null event ids: any. */
export interface Binding {
  readonly channels: ReadonlySet<string> | null;
  readonly eventIds: ReadonlySet<string> | null;
  readonly view: FieldView;
  /** `sysmon`, `builtin`; `endpoint` for what a product logs of Windows; otherwise the log source's own name. */
  readonly source: string;
  readonly only: { readonly field: string; readonly values: readonly string[] } | null;
}

const binding = (
  channels: readonly string[],
  rest: Omit<Binding, 'channels' | 'source'>,
): Binding => ({
  ...rest,
  channels: new Set(channels.map(foldCase)),
  source: channels.includes(SYSMON) || channels.includes(LINUX_SYSMON) ? 'sysmon' : 'builtin',
});

/**
 * Stands for the channel of events that have none because no Windows wrote them. Their reader says in the field
 * LogSource what they are (shared/ndjson/log-source-tables); what stands for their event id are `sourceKeys`.
 */
const LOG_SOURCE = '(log source)';

const ANY = '*';

/** What a rule of the source asks for: `linux/*\/auditd`. */
const keyOf = ({ product, category, service }: LogSource): string =>
  [product, category, service].map((part) => part ?? ANY).join('/');

/** What rules may ask for to mean an event of the source: each of its parts, or any. */
function sourceKeys({ product, category, service }: LogSource): string[] {
  const either = (part: string | null): string[] => (part === null ? [ANY] : [part, ANY]);
  return either(product).flatMap((ofProduct) =>
    either(category).flatMap((ofCategory) =>
      either(service).map((ofService) => `${ofProduct}/${ofCategory}/${ofService}`),
    ),
  );
}

const sourceBinding = (source: string, ...asked: readonly LogSource[]): Binding => ({
  channels: new Set([LOG_SOURCE]),
  eventIds: new Set(asked.map(keyOf)),
  view: 'plain',
  source,
  only: null,
});

const isRegistry = (category: string | null): boolean => category?.startsWith('registry_') === true;

/** The registry categories that are parts of registry_event. */
const REGISTRY = ['registry_set', 'registry_add', 'registry_delete', 'registry_rename'];

function endpointBinding(category: string | null): Binding {
  const asked = category === 'registry_event' ? [category, ...REGISTRY] : [category];
  const sources = asked.map((one) => ({ product: 'windows', category: one, service: null }));
  return {
    ...sourceBinding('endpoint', ...sources),
    view: isRegistry(category) ? 'hive' : 'plain',
  };
}

const ANY_WINDOWS_EVENT: Binding = {
  channels: null,
  eventIds: null,
  view: 'plain',
  source: 'builtin',
  only: null,
};

/** Every event there is, whatever wrote it. */
export const EVERYWHERE: readonly Binding[] = [
  ANY_WINDOWS_EVENT,
  { ...ANY_WINDOWS_EVENT, channels: new Set([LOG_SOURCE, foldCase(LINUX_SYSMON)]) },
];

/** Whether a place's channel is one of Windows, or untold. */
export const isWindowsChannel = (channel: string): boolean =>
  channel !== LOG_SOURCE && channel !== foldCase(LINUX_SYSMON);

/** Values of one are not looked at with the tests of rules for the other. */
export type World = 'windows' | 'other';
export const worldOf = (channel: string): World =>
  isWindowsChannel(channel) ? 'windows' : 'other';

/**
 * What is not told may be anything: a category or service alone means that of every product that has one.
 * @throws RuleError for a log source that tells nothing; RuleNotRun where none of our inputs carries it
 */
export function bindingsOf(logSource: LogSource): readonly Binding[] {
  const { product, category, service } = logSource;
  if (product === 'windows') return windowsBindings(logSource);
  if (product === null && category === null && service === null)
    throw new RuleError('logsource names neither product, category nor service');
  const isWindows = product === null && isOfWindows(logSource);
  if (!isWindows && !isKnownSource(logSource))
    throw new RuleNotRun(`no source: ${describe(logSource)} is not known`);
  return [
    ...(isWindows ? channelBindings(logSource) : []),
    ...(product === null || product === 'linux' ? linuxSysmon(logSource) : []),
    isWindows && isRegistry(category)
      ? endpointBinding(category)
      : sourceBinding(product ?? category ?? service ?? '', logSource),
  ];
}

/** Whether Windows has the category or service of a source whose product is not told. */
const isOfWindows = ({ category, service }: LogSource): boolean =>
  (category === null || Object.hasOwn(WINDOWS_CATEGORIES, category)) &&
  (service === null || Object.hasOwn(WINDOWS_SERVICES, service));

/** Sysmon for Linux, which writes what Sysmon writes into a channel of its own. */
function linuxSysmon({ category, service }: LogSource): Binding[] {
  if (category === null || service !== null || !Object.hasOwn(LINUX_CATEGORIES, category))
    return [];
  const eventIds = LINUX_CATEGORIES[category] ?? [];
  const ids = new Set(eventIds.map(String));
  return [binding([LINUX_SYSMON], { eventIds: ids, view: 'plain', only: null })];
}

/** Its event logs, and what products log of it beside them. */
const windowsBindings = (logSource: LogSource): readonly Binding[] => [
  ...channelBindings(logSource),
  ...(logSource.service === null ? [endpointBinding(logSource.category)] : []),
];

/** @throws RuleNotRun */
function channelBindings({ category, service }: LogSource): readonly Binding[] {
  if (category === null && service === null) return [ANY_WINDOWS_EVENT];
  const channels =
    service !== null && Object.hasOwn(WINDOWS_SERVICES, service)
      ? WINDOWS_SERVICES[service]
      : undefined;
  if (service !== null && channels === undefined) {
    throw new RuleNotRun(`no source: the service ${service} is not known`);
  }
  if (category === null) {
    return [binding(channels ?? [], { eventIds: null, view: 'plain', only: null })];
  }
  return categoryBindings(category, channels);
}

function categoryBindings(category: string, channels: readonly string[] | undefined): Binding[] {
  const sources = Object.hasOwn(WINDOWS_CATEGORIES, category)
    ? WINDOWS_CATEGORIES[category]
    : undefined;
  if (sources === undefined)
    throw new RuleNotRun(`no source: the category ${category} is not known`);
  const fitting = sources.filter(
    (source) =>
      channels === undefined || source.channels.some((channel) => channels.includes(channel)),
  );
  if (fitting.length === 0 && channels !== undefined) {
    throw new RuleNotRun(`no source: ${category} is not logged there`);
  }
  return fitting.map((source) =>
    binding(source.channels, {
      eventIds: new Set(source.eventIds.map(String)),
      view: source.view,
      only: source.only ?? null,
    }),
  );
}

const describe = ({ product, category, service }: LogSource): string =>
  [product, category, service].filter((part) => part !== null).join('/');

/** Channels told by the provider, for records that lost their channel (forwarded, exported). */
const PROVIDER_CHANNELS: Readonly<Record<string, string>> = {
  'microsoft-windows-sysmon': foldCase(SYSMON),
  'microsoft-windows-security-auditing': 'security',
  'microsoft-windows-powershell': 'microsoft-windows-powershell/operational',
  powershell: 'windows powershell',
  'service control manager': 'system',
  'microsoft-windows-windows defender': 'microsoft-windows-windows defender/operational',
  'microsoft-windows-taskscheduler': 'microsoft-windows-taskscheduler/operational',
  'microsoft-windows-wmi-activity': 'microsoft-windows-wmi-activity/operational',
};

/** The fields that tell where an event stands. */
export const PLACE_FIELDS = ['Channel', 'EventID', 'Provider_Name', LOG_SOURCE_FIELD];

/** Where an event stands. */
export interface Place {
  /** Folded; `(log source)` where no Windows wrote it. */
  readonly channel: string;
  /** Its id; without a channel of Windows, all that rules may ask for to mean it. */
  readonly eventIds: readonly string[];
}

export function placeOf(event: EventFields): Place {
  const channel = channelOf(event);
  const told = channel === '' ? textsOf(fieldOf(event, LOG_SOURCE_FIELD) ?? []) : [];
  const sources = told.flatMap((text) => parseLogSource(text) ?? []);
  if (sources.length === 0) return { channel, eventIds: [textOf(event, 'EventID') ?? ''] };
  return { channel: LOG_SOURCE, eventIds: [...new Set(sources.flatMap(sourceKeys))] };
}

/** The view in which rules of a category see an event. */
export function categoryViewOf(event: EventFields): FieldView {
  const { channel, eventIds } = placeOf(event);
  return channel === LOG_SOURCE ? 'hive' : viewOf(channel, eventIds[0] ?? '');
}

/** The channel of an event, folded; '' where neither channel nor provider tells. */
function channelOf(event: EventFields): string {
  const channel = textOf(event, 'Channel');
  if (channel !== null && channel !== '') return foldCase(channel);
  const provider = foldCase(textOf(event, 'Provider_Name') ?? '');
  return Object.hasOwn(PROVIDER_CHANNELS, provider) ? (PROVIDER_CHANNELS[provider] ?? '') : '';
}

/** True where filter's log source is the same as or wider than the rule's. */
export function coversLogSource(wider: LogSource, narrower: LogSource): boolean {
  return (['product', 'category', 'service'] as const).every(
    (key) => wider[key] === null || wider[key] === narrower[key],
  );
}
