/** A Sigma string as a backtracking regular expression: slow, short, and hard to get wrong. */
import type { Token } from '@shared/sigma/string-tokens';

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export function naiveGlob(tokens: readonly Token[], text: string): boolean {
  const source = tokens.map((token) => {
    switch (token.kind) {
      case 'text':
        return escape(token.text.toLowerCase());
      case 'star':
        return '.*';
      case 'one':
        return '.';
      case 'dash':
        return '[-/\u2013\u2014\u2015]';
    }
  });
  return new RegExp(`^${source.join('')}$`, 'su').test(text.toLowerCase());
}
