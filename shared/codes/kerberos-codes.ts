/** Codes of Kerberos in the Security log: events 4768 to 4773. */
import { codeTable } from './code-value';

/** Error codes (RFC 4120 section 7.5.9). */
export const KERBEROS_RESULTS = codeTable({
  0x0: 'Success',
  0x1: 'Entry of the client expired',
  0x2: 'Entry of the service expired',
  0x3: 'Protocol version not supported',
  0x6: 'No such client',
  0x7: 'No such service',
  0x8: 'Principal not unique',
  0x9: 'Client or service has no key',
  0xa: 'Ticket cannot be postdated',
  0xb: 'Start time later than end time',
  0xc: 'Refused by policy',
  0xd: 'Option cannot be granted',
  0xe: 'Encryption type not supported',
  0xf: 'Checksum type not supported',
  0x10: 'Pre-authentication type not supported',
  0x11: 'Transited type not supported',
  0x12: 'Client disabled, expired or locked out',
  0x13: 'Service revoked',
  0x14: 'Ticket granting ticket revoked',
  0x15: 'Client not yet valid',
  0x16: 'Service not yet valid',
  0x17: 'Password expired',
  0x18: 'Wrong password (pre-authentication failed)',
  0x19: 'Pre-authentication required',
  0x1a: 'Server does not match',
  0x1b: 'Only user to user',
  0x1c: 'Path refused by policy',
  0x1d: 'Service not available',
  0x1f: 'Integrity check failed',
  0x20: 'Ticket expired',
  0x21: 'Ticket not yet valid',
  0x22: 'Request is a replay',
  0x23: 'Ticket not for us',
  0x24: 'Ticket and authenticator do not match',
  0x25: 'Clocks too far apart',
  0x26: 'Wrong network address',
  0x29: 'Message stream modified',
  0x3c: 'Generic error',
  0x44: 'Wrong realm',
});

/** Encryption types (RFC 3961 section 8, RFC 3962, RFC 4757). */
export const ENCRYPTION_TYPES = codeTable({
  0x1: 'DES-CBC-CRC',
  0x3: 'DES-CBC-MD5',
  0x11: 'AES128-CTS-HMAC-SHA1-96',
  0x12: 'AES256-CTS-HMAC-SHA1-96',
  0x17: 'RC4-HMAC',
  0x18: 'RC4-HMAC-EXP',
  0xffffffff: 'None (failed)',
});

/** Pre-authentication types (RFC 4120 section 7.5.2, RFC 4556, RFC 6113). */
export const PRE_AUTHENTICATION_TYPES = codeTable({
  0: 'None',
  2: 'Encrypted timestamp (password)',
  11: 'Encryption type info',
  15: 'Smart card, older',
  16: 'Smart card or certificate',
  17: 'Smart card reply',
  19: 'Encryption type info 2',
  138: 'Encrypted challenge (FAST)',
});

/** KDCOptions (RFC 4120 section 5.4.1); bit 0 is the highest. */
export const TICKET_OPTIONS = codeTable({
  0x40000000: 'Forwardable',
  0x20000000: 'Forwarded',
  0x10000000: 'Proxiable',
  0x08000000: 'Proxy',
  0x04000000: 'Allow postdate',
  0x02000000: 'Postdated',
  0x00800000: 'Renewable',
  0x00020000: 'Constrained delegation',
  0x00010000: 'Canonicalize',
  0x00000020: 'Disable transited check',
  0x00000010: 'Renewable OK',
  0x00000008: 'Encrypted in session key',
  0x00000002: 'Renew',
  0x00000001: 'Validate',
});
