/**
 * Where SDL and entities differ on purpose, each with the reason, by the name in the SDL or in the entity model:
 * a field that no property stores (`'Todo.isOverdue': 'Computed from dueDate.'`), a property that the API does not show,
 * an entity that has no type (`'Session': 'Of the server alone.'`). What stands here and excuses nothing is a finding.
 */
export const notCompared: Readonly<Record<string, string>> = {};
