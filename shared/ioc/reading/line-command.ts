/** Commands, as lists write them among values: blanks, commas and dashes in them are their own. */
import { FILE_NAME } from '../guess-type';
import { listedAs, typeOf } from './listed-value';

/** Programs that are written without their ending. */
const PROGRAM =
  /^"?(?:cmd|powershell|pwsh|rundll32|regsvr32|mshta|wscript|cscript|certutil|bitsadmin|msiexec|schtasks|sc|reg|net1?|netsh|nltest|nslookup|ping|curl|wget|wmic|vssadmin|bcdedit|wevtutil|whoami|tasklist|taskkill|psexec|start|copy|xcopy|robocopy|del|echo|type|iex|iwr)\s/i;

export const isCommand = (text: string): boolean =>
  PROGRAM.test(text) || typeOf(listedAs(text, null)) === 'commandline';

/** `tar.exe -- -xf a`, `curl.exe - < x`: the dash is the command's own. */
export const isArguments = (program: string, rest: string): boolean =>
  /\.(?:exe|bat|cmd|ps1)"?$/i.test(program) && /^[-/<>|&%"$]|\s[-/]\w|[<>|]/.test(rest);

/** A path that ends in the name of a file. */
export const isOver = (path: string): boolean => FILE_NAME.test(path.split(/[\\/]/).at(-1) ?? '');
