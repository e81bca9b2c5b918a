/**
 * What endpoint products log without a Windows channel, by SIGMA's name for it (log source category), so
 * that category rules can run on it. Conditions: path to a text, letter case ignored; `*` is any.
 */
import type { CategoryRule } from './source-shape';

const rules = (
  path: string,
  categories: Readonly<Record<string, readonly string[]>>,
): readonly CategoryRule[] =>
  Object.entries(categories).flatMap(([category, texts]) =>
    texts.map((text): CategoryRule => ({ when: { [path]: text.toLowerCase() }, category })),
  );

const ecs = (category: string, type: string, sigma: string): CategoryRule => ({
  when: { 'event.category': category, 'event.type': type },
  category: sigma,
});

export const ECS_CATEGORIES: readonly CategoryRule[] = [
  ecs('process', 'start', 'process_creation'),
  ecs('process', 'end', 'process_termination'),
  { when: { 'event.category': 'network', 'dns.question.name': '*' }, category: 'dns_query' },
  { when: { 'event.category': 'dns', 'dns.question.name': '*' }, category: 'dns_query' },
  ecs('network', 'start', 'network_connection'),
  ecs('network', 'connection', 'network_connection'),
  ecs('file', 'creation', 'file_event'),
  ecs('file', 'deletion', 'file_delete'),
  ecs('registry', 'deletion', 'registry_delete'),
  ecs('registry', 'creation', 'registry_add'),
  ecs('registry', 'change', 'registry_set'),
  ecs('library', 'start', 'image_load'),
  ecs('driver', 'start', 'driver_load'),
];

export const CROWDSTRIKE_CATEGORIES = rules('event_simpleName', {
  process_creation: ['ProcessRollup2', 'SyntheticProcessRollup2'],
  process_termination: ['EndOfProcess', 'TerminateProcess'],
  dns_query: ['DnsRequest'],
  network_connection: ['NetworkConnectIP4', 'NetworkConnectIP6'],
  image_load: ['ClassifiedModuleLoad', 'ImageHash'],
  driver_load: ['DriverLoad'],
  file_event: ['NewExecutableWritten', 'PeFileWritten', 'NewScriptWritten'],
  registry_set: ['AsepValueUpdate', 'RegGenericValueUpdate'],
});

export const DEFENDER_CATEGORIES = rules('ActionType', {
  process_creation: ['ProcessCreated'],
  network_connection: ['ConnectionSuccess', 'ConnectionAttempt', 'ConnectionFailed'],
  dns_query: ['DnsQueryResponse'],
  file_event: ['FileCreated'],
  file_delete: ['FileDeleted'],
  registry_add: ['RegistryKeyCreated'],
  registry_set: ['RegistryValueSet'],
  registry_delete: ['RegistryKeyDeleted', 'RegistryValueDeleted'],
  image_load: ['ImageLoaded'],
  driver_load: ['DriverLoad'],
  pipe_created: ['NamedPipeEvent'],
  create_remote_thread: ['CreateRemoteThreadApiCall'],
});

export const SENTINELONE_CATEGORIES = rules('eventType', {
  process_creation: ['Process Creation', 'PROCESSCREATION'],
  network_connection: ['IP Connect', 'TCPV4', 'IPCONNECT'],
  dns_query: ['DNS Resolved', 'DNS', 'DNS Unresolved'],
  file_event: ['File Creation', 'FILECREATION'],
  file_delete: ['File Deletion', 'FILEDELETION'],
  registry_add: ['Registry Key Create', 'REGKEYCREATE'],
  registry_set: ['Registry Value Create', 'Registry Value Modified', 'REGVALUEMODIFIED'],
  registry_delete: ['Registry Key Delete', 'Registry Value Delete', 'REGVALUEDELETE'],
  image_load: ['Module Load', 'MODULE_LOAD'],
});
