import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodedEvent, codeText } from '@shared/codes/code-text';

const security = (eventId: string, objectType: string | null = null): CodedEvent => ({
  provider: 'Microsoft-Windows-Security-Auditing',
  channel: 'Security',
  eventId,
  objectType,
});
const sysmon: CodedEvent = {
  ...{ provider: 'Microsoft-Windows-Sysmon', channel: null, eventId: '10', objectType: null },
};

describe('codes in words', () => {
  it.each([
    [security('4624'), 'LogonType', '10', 'Remote interactive (RDP)'],
    [security('4625'), 'SubStatus', '0xc000006a', 'Wrong password'],
    [security('4625'), 'SubStatus', '0xC000006A', 'Wrong password'],
    [security('4625'), 'Status', '-1073741715', 'Wrong user name or password'],
    [security('4769'), 'Status', '0x12', 'Client disabled, expired or locked out'],
    [security('4771'), 'Status', '0x18', 'Wrong password (pre-authentication failed)'],
    [security('4769'), 'TicketEncryptionType', '0x17', 'RC4-HMAC'],
    [security('4769'), 'TicketEncryptionType', '0xffffffff', 'None (failed)'],
    [security('4769'), 'TicketOptions', '0x40810000', 'Canonicalize, Renewable, Forwardable'],
    [security('4768'), 'PreAuthType', '16', 'Smart card or certificate'],
    [security('4697'), 'ServiceType', '0x10', 'Process of its own'],
    [security('4697'), 'ServiceStartType', '2', 'Automatic'],
    [security('5156'), 'Protocol', '6', 'TCP'],
    [security('5156'), 'Direction', '%%14593', 'Outbound'],
    [security('4688'), 'TokenElevationType', '%%1937', 'Full, elevated token (2)'],
    [security('4688'), 'MandatoryLabel', 'S-1-16-12288', 'High integrity'],
    [security('4663'), 'AccessList', '%%4484\r\n\t\t\t\t%%9999', 'Read memory, %%9999'],
    [security('4663', 'Process'), 'AccessMask', '0x10', 'Read memory'],
    [security('4663', 'File'), 'AccessMask', '0x10', 'Write extended attributes'],
    [security('4663', 'Key'), 'AccessMask', '0xf003f', 'All access'],
    [security('4662'), 'AccessMask', '0x100', 'Control access'],
    [
      security('5145'),
      'AccessMask',
      '0x100081',
      'Read data or list folder, Read attributes, Synchronize',
    ],
    [sysmon, 'GrantedAccess', '0x1010', 'Read memory, Query limited information'],
    [sysmon, 'GrantedAccess', '0x1fffff', 'All access'],
    [sysmon, 'GrantedAccess', '0x80004010', 'Read memory, Generic read, 0x4000'],
  ])('%o %s %s is %s', (event, field, value, text) => {
    expect(codeText(event, field, value)).toBe(text);
  });

  it.each([
    [security('4624'), 'LogonType', '6'],
    [security('4624'), 'LogonType', '0x100000003'],
    [security('4624'), 'TargetUserName', '3'],
    [security('4663', 'Token'), 'AccessMask', '0x8'],
    [security('4625'), 'Status', '%%1'],
    [{ ...security('4624'), provider: 'Other' }, 'LogonType', '3'],
    [{ ...sysmon, provider: 'Other' }, 'GrantedAccess', '0x10'],
    [sysmon, 'LogonType', '3'],
  ])('%o %s %s says nothing', (event, field, value) => {
    expect(codeText(event, field, value)).toBeNull();
  });

  it('goes by the channel where the record names no provider', () => {
    const event = { ...security('4624'), provider: null };
    expect(codeText(event, 'LogonType', '3')).toBe('Network');
    expect(codeText({ ...event, channel: 'System' }, 'LogonType', '3')).toBeNull();
  });

  it('throws on no value', () => {
    const fields = fc.constantFrom(
      'LogonType',
      'Status',
      'AccessMask',
      'TicketOptions',
      'Direction',
    );
    fc.assert(
      fc.property(fields, fc.string({ unit: 'binary' }), fc.integer(), (field, text, number) => {
        const hex = `0x${(number >>> 0).toString(16)}`;
        for (const value of [text, String(number), hex, `%%${number}`])
          expect(() => codeText(security('4663', 'File'), field, value)).not.toThrow();
      }),
    );
  });
});
