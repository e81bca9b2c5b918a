/** Sensors, firewalls, proxies and web servers. */
import { category, type LogSourceTable, table } from './log-source-table';
import { joined } from './naming';
import { type SourceShape, sourceShape } from './source-shape';

const NO_COMPUTER = { Computer: [] };

const ZEEK_LOGS = ['dns', 'http', 'smb_files', 'dce_rpc', 'kerberos', 'rdp', 'x509', 'conn'];

/** By the name of the log, which some writers add; otherwise by fields that only one of them has. */
const ZEEK_SOURCES: readonly LogSourceTable[] = [
  table('zeek', [
    ...ZEEK_LOGS.map((log) => ({ when: { _path: log }, service: log })),
    { when: { query: '*', qtype_name: '*' }, service: 'dns' },
    { when: { query: '*', trans_id: '*' }, service: 'dns' },
    { when: { method: '*', uri: '*' }, service: 'http' },
    { when: { path: '*', action: '*' }, service: 'smb_files' },
    { when: { endpoint: '*', operation: '*' }, service: 'dce_rpc' },
    { when: { request_type: '*', client: '*' }, service: 'kerberos' },
    { when: { security_protocol: '*' }, service: 'rdp' },
    { when: { 'certificate.serial': '*' }, service: 'x509' },
  ]),
  table(null, [
    { when: { _path: 'dns' }, category: 'dns' },
    { when: { query: '*', qtype_name: '*' }, category: 'dns' },
    { when: { query: '*', trans_id: '*' }, category: 'dns' },
  ]),
];

const W3C_NAMES = {
  'cs(User-Agent)': ['cs-user-agent', 'c-useragent'],
  'cs(Referer)': 'cs-referer',
  'cs(Cookie)': 'cs-cookie',
  'cs(Host)': 'cs-host',
  'cs-uri-path': 'cs-uri-stem',
};

export const NETWORK_SHAPES: readonly SourceShape[] = [
  sourceShape({
    id: 'zeek',
    label: 'NDJSON · Zeek',
    markers: ['id.orig_h', 'id.resp_h', 'id.resp_p', 'uid', 'certificate.serial', 'fingerprint'],
    time: ['ts'],
    core: { ...NO_COMPUTER, EventID: ['_path'] },
    names: { qtype_name: 'record_type', answers: 'answer' },
    logSources: ZEEK_SOURCES,
  }),
  sourceShape({
    id: 'opencanary',
    label: 'NDJSON · OpenCanary',
    markers: ['logtype', 'node_id', 'logdata', 'src_host', 'utc_time'],
    time: ['utc_time', 'local_time'],
    core: { Computer: ['node_id'], EventID: ['logtype'] },
    logSources: [category('opencanary', 'application')],
  }),
  sourceShape({
    id: 'fortigate',
    label: 'NDJSON · FortiGate',
    markers: ['devid', 'logid', 'vd', 'devname', 'eventtime'],
    time: ['eventtime', 'timestamp', '@timestamp'],
    core: { Computer: ['devname'], EventID: ['logid'] },
    names: { srcip: 'src_ip', dstip: 'dst_ip', srcport: 'src_port', dstport: 'dst_port' },
    logSources: [
      table('fortigate', [{ when: { type: 'event' }, service: 'event' }]),
      table(null, [{ when: { type: 'traffic' }, category: 'firewall' }]),
    ],
  }),
  sourceShape({
    id: 'w3c-proxy',
    label: 'NDJSON · proxy (W3C)',
    markers: ['cs-uri-scheme', 's-action', 'sc-filter-result', 'c-uri', 'r-ip', 'cs-host'],
    time: ['timestamp', '@timestamp', 'date-time', 'x-timestamp'],
    core: { Computer: ['s-computername', 's-ip'], EventID: ['s-action'] },
    names: W3C_NAMES,
    made: {
      'c-uri': joined(
        '',
        ['cs-uri-scheme', ''],
        ['cs-host', '://'],
        ['cs-uri-path', ''],
        ['cs-uri-query', ''],
      ),
    },
    logSources: [category(null, 'proxy')],
  }),
  sourceShape({
    id: 'w3c-web',
    label: 'NDJSON · web server (W3C)',
    markers: ['cs-method', 'cs-uri-stem', 'cs-uri-query', 'sc-status', 's-sitename'],
    time: ['timestamp', '@timestamp', 'date-time'],
    core: { Computer: ['s-computername', 's-ip'], EventID: ['sc-status'] },
    names: W3C_NAMES,
    logSources: [category(null, 'webserver')],
  }),
];
