/** How the editor looks: the window's own colours, which reach into it as custom properties. */
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export const EDITOR_LOOK = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--panel)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { font: '12px / 1.55 var(--m)', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--panel)',
    color: 'var(--faint)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--sel)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--edge)',
  },
  '.cm-specialChar': { color: 'var(--crit)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--r)',
    font: 'var(--t-s) var(--f)',
  },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--sel)' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px dotted var(--crit)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dotted var(--med)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--crit)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--med)' },
  // The package draws its markers as images in colours of its own.
  '.cm-lint-marker': { content: 'none', borderRadius: '50%', width: '8px', height: '8px' },
  '.cm-lint-marker-error': { content: 'none', backgroundColor: 'var(--crit)' },
  '.cm-lint-marker-warning': { content: 'none', backgroundColor: 'var(--med)' },
});

export const EDITOR_COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
  { tag: [tags.bool, tags.number, tags.null, tags.atom], color: 'var(--violet)' },
  { tag: [tags.comment, tags.punctuation, tags.separator, tags.meta], color: 'var(--dim)' },
]);
