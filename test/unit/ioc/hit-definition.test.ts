/**
 * What a hit is, by examples of where definitions differed. Whoever changes one of these lines raises the number beside
 * them, or cases that are hunted already would be taken for current.
 */
import { expect, test } from 'vitest';
import { HIT_DEFINITION } from '@shared/ioc/hit-definition';
import { indicatorId } from '@shared/model/ids';
import type { IndicatorType } from '@shared/model/indicator';
import { hitsOf } from './hits-of';

const MD5 = 'ab'.repeat(16);

const BY_DEFINITION: readonly (readonly [IndicatorType, string, string, boolean])[] = [
  ['md5', MD5, `VirusShare_${MD5}.bin`, true],
  ['md5', MD5, `x${MD5}`, false],
  ['ip', '10.0.0.5', 'scan_10.0.0.5.xml', true],
  ['ip', '10.0.0.5', '10.0.0.57', false],
  [
    'registry',
    'HKCU\\Software\\Evil',
    '\\REGISTRY\\USER\\S-1-5-21-1-2-3-500\\Software\\Evil',
    true,
  ],
  ['registry', 'HKLM\\System\\CurrentControlSet\\Evil', 'HKLM\\System\\ControlSet002\\Evil', true],
  ['registry', 'HKLM\\System\\ControlSet001\\Evil', 'HKLM\\System\\ControlSet002\\Evil', false],
  ['domain', 'evil.example', 'a.evil.example', true],
  ['domain', 'evil.example', 'notevil.example', false],
  ['filename', 'a.exe', 'C:\\Temp\\A.EXE', true],
  ['filename', 'a.exe', 'C:\\Temp\\aa.exe', false],
  ['text', 'needle', 'a NEEDLEwork', false],
];

test.each(BY_DEFINITION)('%s %s in %s: %s', (type, value, text, isMet) => {
  expect(HIT_DEFINITION).toBe(2);
  const sought = { id: indicatorId(1), type, value, mode: 'literal', active: true } as const;
  expect(hitsOf([sought], { names: ['Field'], values: [text] })).toHaveLength(isMet ? 1 : 0);
});
