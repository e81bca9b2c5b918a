/** Commands in running text: in quotation marks as they are, elsewhere up to where a sentence goes on. */
import { isKnownCommand, isWordWithOption } from './known-commands';
import { quotedIn } from './names-in-text';
import type { Found } from './report-text';

const BEGINS =
  /(?<![\p{L}\p{N}_\\./-])(?:cmd|powershell|pwsh|rundll32|regsvr32|mshta|wscript|cscript|certutil|bitsadmin|msiexec|schtasks|net1?|netsh|nltest|wmic|vssadmin|bcdedit|wevtutil|wbadmin|reg|sc|procdump(?:64)?|psexec(?:64)?|rclone)(?:\.exe)?\s+(?=\S)/giu;
/** Where the sentence goes on. */
const ENDS =
  /[,;]\s|\.(?:\s|$)|["'`”’)](?:[\s.,;)]|$)|\s(?:and|then|which|that|was|were|is|are|to (?:delete|disable|create|download|run|execute))\s/;
const LONGEST = 2_000;

export function commandsIn(line: string): Found[] {
  const quoted = quotedCommands(line);
  const bare = [...line.matchAll(BEGINS)].flatMap(({ index }): Found[] => {
    const rest = line.slice(index, index + LONGEST);
    const end = rest.search(ENDS);
    const value = (end < 0 ? rest : rest.slice(0, end)).trim();
    const isHeld = quoted.some((one) => one.value.includes(value));
    if (isHeld || !isCommand(value)) return [];
    return [
      { type: 'commandline', value, doubt: 'no sign tells where the command ends', remark: null },
    ];
  });
  return [...quoted, ...bare];
}

const isCommand = (text: string): boolean => isKnownCommand(text) || isWordWithOption(text);

const quotedCommands = (line: string): Found[] =>
  quotedIn(line)
    .filter(({ value }) => isKnownCommand(value))
    .map(({ value }) => ({ type: 'commandline', value, doubt: null, remark: null }));
