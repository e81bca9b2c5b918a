/** Codes of logons and account checks in the Security log. */
import { codeTable } from './code-value';

/** SECURITY_LOGON_TYPE of the Windows SDK (ntsecapi.h), as the events 4624, 4625, 4634 carry it. */
export const LOGON_TYPES = codeTable({
  0: 'System',
  2: 'Interactive',
  3: 'Network',
  4: 'Batch',
  5: 'Service',
  7: 'Unlock',
  8: 'Network with the password in clear text',
  9: 'New credentials (runas /netonly)',
  10: 'Remote interactive (RDP)',
  11: 'Cached interactive',
  12: 'Cached remote interactive',
  13: 'Cached unlock',
});

/** NTSTATUS ([MS-ERREF] 2.3.1) as far as logons and account checks give them. */
export const LOGON_STATUSES = codeTable({
  0x0: 'Success',
  0xc0000022: 'Access denied',
  0xc000005e: 'No logon server available',
  0xc0000064: 'No such user',
  0xc000006a: 'Wrong password',
  0xc000006c: 'Password does not meet the policy',
  0xc000006d: 'Wrong user name or password',
  0xc000006e: 'Account restriction',
  0xc000006f: 'Outside the hours allowed for logon',
  0xc0000070: 'Not allowed from this workstation',
  0xc0000071: 'Password expired',
  0xc0000072: 'Account disabled',
  0xc00000dc: 'Server in the wrong state',
  0xc0000133: 'Clocks of client and domain controller too far apart',
  0xc000015b: 'Logon type not granted on this machine',
  0xc000018a: 'No trust secret of the workstation',
  0xc000018b: 'No trust account of the workstation in the domain',
  0xc000018c: 'Trust between the domains failed',
  0xc000018d: 'Trust between workstation and domain failed',
  0xc0000192: 'Netlogon service not started',
  0xc0000193: 'Account expired',
  0xc0000224: 'Password must be changed',
  0xc0000234: 'Account locked out',
  0xc0000388: 'Downgrade attack suspected',
  0xc0000413: 'Not allowed to authenticate to this machine',
});

/** Mandatory integrity levels, well-known SIDs ([MS-DTYP] 2.4.2.4). */
export const INTEGRITY_LEVELS: ReadonlyMap<string, string> = new Map([
  ['S-1-16-0', 'Untrusted integrity'],
  ['S-1-16-4096', 'Low integrity'],
  ['S-1-16-8192', 'Medium integrity'],
  ['S-1-16-8448', 'Medium plus integrity'],
  ['S-1-16-12288', 'High integrity'],
  ['S-1-16-16384', 'System integrity'],
  ['S-1-16-20480', 'Protected process'],
]);
