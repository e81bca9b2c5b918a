/** What a rule is known by from one set of rules to another: its id, or its title where it has none. */
export const ruleKey = (id: string, title: string): string => (id === '' ? `title ${title}` : id);
