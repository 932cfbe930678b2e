/** What a process can be asked, by name: plain data go in and come out. */
export type QuestionsOf<Q> = { readonly [Name in keyof Q]: (...args: never[]) => unknown };

/** To the process: what the questions are about, when that is another than before; then a question. */
export type Request =
  | { readonly kind: 'subject'; readonly subject: unknown }
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly args: readonly unknown[] };

/** From the process. */
export type Reply =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string };
