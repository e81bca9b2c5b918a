/**
 * `%%nnnn` in values of the Security log: numbers of messages that only the machine that wrote the log has at hand.
 * Meanings as the documentation of the audit events (4624, 4656, 4657, 4662, 4663, 4688, 4719, 4720, 4738, 5156)
 * gives them.
 */
import { codeTable } from './code-value';

const MESSAGES = codeTable({
  1537: 'Delete',
  1538: 'Read control',
  1539: 'Write DAC',
  1540: 'Write owner',
  1541: 'Synchronize',
  1542: 'Access system security',
  1793: 'not set',
  1794: 'never',
  1832: 'Identification',
  1833: 'Impersonation',
  1840: 'Delegation',
  1842: 'Yes',
  1843: 'No',
  1873: 'REG_SZ',
  1874: 'REG_EXPAND_SZ',
  1875: 'REG_BINARY',
  1876: 'REG_DWORD',
  1879: 'REG_MULTI_SZ',
  1883: 'REG_QWORD',
  1904: 'New registry value created',
  1905: 'Existing registry value modified',
  1906: 'Registry value deleted',
  1936: 'Default token (1)',
  1937: 'Full, elevated token (2)',
  1938: 'Limited token (3)',
  2080: 'Account disabled',
  2082: 'Password not required: enabled',
  2084: 'Normal account: enabled',
  2304: 'An error occurred during logon',
  2305: 'Account expired',
  2307: 'Account locked out',
  2309: 'Password expired',
  2310: 'Account disabled',
  2313: 'Unknown user name or bad password',
  4416: 'Read data or list folder',
  4417: 'Write data or add file',
  4418: 'Append data or add folder',
  4419: 'Read extended attributes',
  4420: 'Write extended attributes',
  4421: 'Execute or traverse',
  4422: 'Delete child',
  4423: 'Read attributes',
  4424: 'Write attributes',
  4432: 'Query value',
  4433: 'Set value',
  4434: 'Create sub-key',
  4435: 'Enumerate sub-keys',
  4436: 'Notify',
  4437: 'Create link',
  4480: 'Terminate',
  4481: 'Create thread',
  4483: 'Memory operation',
  4484: 'Read memory',
  4485: 'Write memory',
  4486: 'Duplicate handle',
  4487: 'Create process',
  4488: 'Set quota',
  4489: 'Set information',
  4490: 'Query information',
  7680: 'Create child',
  7681: 'Delete child',
  7682: 'List contents',
  7683: 'Validated write',
  7684: 'Read property',
  7685: 'Write property',
  7686: 'Delete tree',
  7687: 'List object',
  7688: 'Control access',
  8448: 'Success removed',
  8449: 'Success added',
  8450: 'Failure removed',
  8451: 'Failure added',
  14592: 'Inbound',
  14593: 'Outbound',
  14608: 'Resource assignment',
  14609: 'Listen',
  14610: 'Receive or accept',
  14611: 'Connect',
});
/** More are not looked at: a made value can hold any number. */
const MOST_LENGTH = 2_000;

/** The texts of all `%%nnnn` of a value, those that are not known as they stand; null where none is known. */
export function messageText(value: string): string | null {
  if (value.length > MOST_LENGTH) return null;
  const written = value.match(/%%\d{1,5}/g) ?? [];
  const texts = written.map((one) => MESSAGES.get(Number(one.slice(2))) ?? one);
  return texts.some((text, at) => text !== written[at]) ? texts.join(', ') : null;
}
