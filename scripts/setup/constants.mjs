/**
 * How bundles keep constants: as such. The bundler's own way, `var`, makes V8 read each of them, and every member of a
 * table of them, again wherever code uses it; a `const` becomes a part of the optimised code.
 */
export const CONSTANTS = {
  optimization: { inlineConst: { mode: 'all' } },
  output: { topLevelVar: false },
};
