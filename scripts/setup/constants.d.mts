export const CONSTANTS: {
  readonly optimization: { readonly inlineConst: { readonly mode: 'all' } };
  readonly output: { readonly topLevelVar: false };
};
