/** A snapshot of template definitions that is lent to a file: written once, read by every run over that file. */
import path from 'node:path';
import { z } from 'zod';
import type { PackReference } from '@shared/contract/order';
import type { LentTemplate } from '@shared/evtx/lent-templates';
import type { ElementTemplate, TemplateNode } from '@shared/evtx/template';
import { casePaths } from '@electron/store/case-paths';
import { readPack, writePack } from './packs';

const KIND = 'templates';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const LITERAL = z.object({ kind: z.literal('literal'), scalar });
const SUBSTITUTION = z.object({
  kind: z.literal('substitution'),
  index: z.number().int().nonnegative(),
  optional: z.boolean(),
});
const PART = z.discriminatedUnion('kind', [LITERAL, SUBSTITUTION]);
const INSTRUCTION = z.object({
  kind: z.literal('instruction'),
  target: z.string(),
  text: z.string(),
});
const ELEMENT: z.ZodType<ElementTemplate> = z.lazy(() =>
  z.object({
    kind: z.literal('element'),
    name: z.string(),
    attributes: z.array(z.object({ name: z.string(), parts: z.array(PART) })),
    children: z.array(NODE),
  }),
);
/** What holds a stream of another record is not lent. */
const NODE: z.ZodType<TemplateNode> = z.union([LITERAL, SUBSTITUTION, INSTRUCTION, ELEMENT]);

const TEMPLATES = z.array(
  z.object({
    guid: z.string().regex(/^\{[\da-f]{8}-[\da-f-]{27}\}$/),
    slots: z.number().int().nonnegative(),
    root: ELEMENT,
    seenIn: z.array(z.string()),
    files: z.number().int().positive(),
  }),
);

const GONE = {
  code: 'templates-unreadable',
  remedy: 'Have its events resolved with templates of the case again, or read it without them.',
} as const;

/** The snapshot of a hash, as a case keeps it. */
export const templatePack = (caseDir: string, hash: string): PackReference => ({
  path: path.join(casePaths.packs(caseDir), `${hash}.${KIND}`),
  hash,
});

export const writeTemplatePack = (
  folder: string,
  templates: readonly LentTemplate[],
): PackReference => writePack(folder, KIND, templates);

/** @throws CaseScopeError `templates-unreadable` */
export const readTemplatePack = (pack: PackReference): LentTemplate[] =>
  TEMPLATES.parse(readPack(pack, GONE));
