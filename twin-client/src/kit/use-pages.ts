import { useState } from 'react';

/** A page of a list; `next` is where the page after begins, null after the last. */
interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * The pages of a list that were asked for so far, read together: `key` names them for whoever loads, `read` asks for them, `more` adds the one
 * that begins at `next`. With another `of` it is the first page alone again.
 */
export function usePages(of: string) {
  const [later, setLater] = useState<{ readonly of: string; readonly cursors: readonly string[] }>({ of, cursors: [] });
  const cursors = later.of === of ? later.cursors : [];
  return {
    key: `${of} ${cursors.join(' ')}`,
    async read<T>(ask: (cursor: string | null) => Promise<Page<T>>): Promise<Page<T>> {
      const items: T[] = [];
      let next: string | null = null;
      for (const cursor of [null, ...cursors]) {
        const page = await ask(cursor);
        items.push(...page.items);
        next = page.next;
      }
      return { items, next };
    },
    more: (next: string) => setLater({ of, cursors: [...cursors, next] }),
  };
}
