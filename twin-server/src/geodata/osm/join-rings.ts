/** Joins lines of node numbers end to end into closed rings; what does not close is left out and counted. */
export function joinRings(lines: readonly (readonly number[])[]): { rings: number[][]; open: number } {
  const rings: number[][] = [];
  const byEnd = new Map<number, Set<number>>();
  const note = (node: number, line: number) => {
    const there = byEnd.get(node) ?? new Set();
    byEnd.set(node, there.add(line));
  };
  const left = new Set<number>();
  for (const [i, line] of lines.entries()) {
    if (line.length < 2) continue;
    if (line[0] === line.at(-1)) rings.push([...line]);
    else {
      left.add(i);
      note(line[0]!, i);
      note(line.at(-1)!, i);
    }
  }
  let open = 0;
  for (const first of left) {
    left.delete(first);
    const ring = [...lines[first]!];
    while (ring[0] !== ring.at(-1)) {
      const next = [...(byEnd.get(ring.at(-1)!) ?? [])].find((line) => left.has(line));
      if (next === undefined) break;
      left.delete(next);
      const line = lines[next]!;
      ring.push(...(line[0] === ring.at(-1) ? line : [...line].reverse()).slice(1));
    }
    if (ring[0] === ring.at(-1)) rings.push(ring);
    else open += 1;
  }
  return { rings, open };
}
