export function ruleCompiler(root: string): string;
