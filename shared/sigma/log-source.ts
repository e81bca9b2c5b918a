/** Which events a rule's log source means: channel and event id, never the bare id. */
import { type EventFields, textOf } from '@shared/model/event';
import { foldCase } from '@shared/model/fold-case';
import { SYSMON, WINDOWS_CATEGORIES } from './categories';
import type { FieldView } from './field-view';
import type { LogSource } from './rule-document';
import { RuleNotRun } from './rule-error';
import { WINDOWS_SERVICES } from './services';

/** One place where a rule looks. Null channels or event ids: any. */
export interface Binding {
  readonly channels: ReadonlySet<string> | null;
  readonly eventIds: ReadonlySet<string> | null;
  readonly view: FieldView;
  readonly source: 'sysmon' | 'builtin' | 'endpoint';
  readonly only: { readonly field: string; readonly values: readonly string[] } | null;
}

const binding = (
  channels: readonly string[],
  rest: Omit<Binding, 'channels' | 'source'>,
): Binding => ({
  ...rest,
  channels: new Set(channels.map(foldCase)),
  source: channels.includes(SYSMON) ? 'sysmon' : 'builtin',
});

/**
 * Stands for the channel of events that have none because no Windows wrote them: endpoint products. Their
 * reader says under `LogSource_Category` what they are (shared/ndjson/event-categories).
 */
const ENDPOINT = '(endpoint)';

/** The registry categories that are parts of registry_event. */
const REGISTRY = ['registry_set', 'registry_add', 'registry_delete', 'registry_rename'];

const endpointBinding = (category: string): Binding => ({
  channels: new Set([ENDPOINT]),
  eventIds: new Set(category === 'registry_event' ? [category, ...REGISTRY] : [category]),
  view: 'plain',
  source: 'endpoint',
  only: null,
});

export const ANY_WINDOWS_EVENT: Binding = {
  channels: null,
  eventIds: null,
  view: 'plain',
  source: 'builtin',
  only: null,
};

/** @throws RuleNotRun where none of our inputs carries what the rule asks for */
export function bindingsOf(logSource: LogSource): readonly Binding[] {
  const { product, category, service } = logSource;
  if (product !== 'windows' && !(product === null && category === 'antivirus')) {
    throw new RuleNotRun(`no source: ${describe(logSource)} is not in Windows event logs`);
  }
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
  if (fitting.length === 0) {
    throw new RuleNotRun(`no source: ${category} is not logged by Windows or Sysmon`);
  }
  const windows = fitting.map((source) =>
    binding(source.channels, {
      eventIds: new Set(source.eventIds.map(String)),
      view: source.view,
      only: source.only ?? null,
    }),
  );
  return channels === undefined ? [...windows, endpointBinding(category)] : windows;
}

function describe({ product, category, service }: LogSource): string {
  return (
    [product, category, service].filter((part) => part !== null).join('/') || 'an empty logsource'
  );
}

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

/** Where an event stands: its channel, folded, and its id; for an endpoint's event, its category. */
export function placeOf(event: EventFields): { channel: string; eventId: string } {
  const channel = channelOf(event);
  const category = channel === '' ? textOf(event, 'LogSource_Category') : null;
  if (category !== null) return { channel: ENDPOINT, eventId: category };
  return { channel, eventId: textOf(event, 'EventID') ?? '' };
}

/** The channel of an event, folded; '' where neither channel nor provider tells. */
function channelOf(event: EventFields): string {
  const channel = textOf(event, 'Channel');
  if (channel !== null && channel !== '') return foldCase(channel);
  const provider = foldCase(textOf(event, 'Provider_Name') ?? '');
  return Object.hasOwn(PROVIDER_CHANNELS, provider) ? (PROVIDER_CHANNELS[provider] ?? '') : '';
}

export function bindingAccepts(candidate: Binding, channel: string, eventId: string): boolean {
  return (
    (candidate.channels === null || candidate.channels.has(channel)) &&
    (candidate.eventIds === null || candidate.eventIds.has(eventId))
  );
}

/** True where filter's log source is the same as or wider than the rule's. */
export function coversLogSource(wider: LogSource, narrower: LogSource): boolean {
  return (['product', 'category', 'service'] as const).every(
    (key) => wider[key] === null || wider[key] === narrower[key],
  );
}
