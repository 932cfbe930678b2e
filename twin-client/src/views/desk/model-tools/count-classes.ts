import { plainClass } from '../../../state/building-look.ts';

/** IFC classes as they are listed, the most frequent first: IfcWallStandardCase counts as IfcWall. */
export function countClasses(classes: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const [ifcClass, count] of Object.entries(classes)) {
    const plain = plainClass(ifcClass);
    counts.set(plain, (counts.get(plain) ?? 0) + count);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}
