/** Addresses of mail in running text, in any script. */
import { LETTER, NAME_ENDS } from './letters';

/** Signs that may stand in the name of a mailbox beside letters. */
const IN_MAILBOX = String.raw`${LETTER}.+%&~!#$-`;
export const MAIL = new RegExp(
  String.raw`(?<![${IN_MAILBOX}]|[${LETTER}]')[${LETTER}](?:[${IN_MAILBOX}']{0,63})@(?:[${LETTER}-]{1,63}\.){1,8}(?:[a-z]{2,24}|xn--[a-z\d-]{2,59}|(?:(?![a-z\d_])[${LETTER}]){2,24})(?!${NAME_ENDS}|-)`,
  'giu',
);
