import type { FoundGroup, FoundKind } from './found.ts';

/** Groups of one kind as one: what the page found itself stands first, and nothing twice. */
export function joinGroups(groups: readonly FoundGroup[]): FoundGroup[] {
  const joined = new Map<FoundKind, FoundGroup>();
  for (const group of groups) {
    const before = joined.get(group.kind);
    joined.set(group.kind, before ? join(before, group) : group);
  }
  return [...joined.values()];
}

function join(first: FoundGroup, second: FoundGroup): FoundGroup {
  const known = new Set(first.found.map(({ key }) => key));
  const found = [...first.found, ...second.found.filter(({ key }) => !known.has(key))];
  // Nobody counted what both have besides.
  const more = first.more === 0 ? second.more : second.more === 0 ? first.more : 'some';
  return { kind: first.kind, found, more };
}
