/** How far a clause is met: by tests, in part, not yet, or by construction and process outside the software. */
export const CLAUSE_STATES = ['proven', 'partly', 'open', 'outside'] as const;
export type ClauseState = (typeof CLAUSE_STATES)[number];

/** First parts of the ids: chapters 4 to 8 of the standard, and its explanations (E). */
export const CHAPTERS = ['4', '5', '6', '7', '8', 'E'] as const;
export type Chapter = (typeof CHAPTERS)[number];

const FORCES = ['must', 'should', 'may'] as const;
const SCOPES = ['software', 'data', 'integrate', 'process'] as const;

/** A clause of the standard with what proves it. */
export interface Clause {
  readonly id: string;
  readonly force: (typeof FORCES)[number];
  readonly summary: { readonly zh: string; readonly en: string };
  readonly scope: (typeof SCOPES)[number];
  readonly state: ClauseState;
  /** Test files, relative to the root of the repository. */
  readonly tests: readonly string[];
  /** Where in the product it can be seen; '' where nowhere. */
  readonly page: string;
  /** What is lacking; '' where nothing is. */
  readonly note: { readonly zh: string; readonly en: string };
}

const COLUMNS = [
  'id',
  'force',
  'summary_en',
  'summary_zh',
  'scope',
  'state',
  'tests',
  'page',
  'note_en',
  'note_zh',
] as const;

/** Reads docs/conformance.tsv: a heading, then a clause a line. Throws Error with the line that is wrong. */
export function readConformance(text: string): Clause[] {
  const [heading, ...lines] = text.replace(/\n$/, '').split('\n');
  if (heading !== COLUMNS.join('\t')) throw new Error(`line 1: expected the columns ${COLUMNS.join(', ')}`);
  return lines.map((line, index) => {
    const fields = line.split('\t');
    const at = `line ${index + 2} (${fields[0]})`;
    if (fields.length !== COLUMNS.length)
      throw new Error(`${at}: expected ${COLUMNS.length} fields, found ${fields.length}`);
    const field = (name: (typeof COLUMNS)[number]) => fields[COLUMNS.indexOf(name)]!;
    return {
      id: field('id'),
      force: oneOf(FORCES, field('force'), at),
      summary: { zh: field('summary_zh'), en: field('summary_en') },
      scope: oneOf(SCOPES, field('scope'), at),
      state: oneOf(CLAUSE_STATES, field('state'), at),
      tests: field('tests') === '' ? [] : field('tests').split('; '),
      page: field('page'),
      note: { zh: field('note_zh'), en: field('note_en') },
    };
  });
}

function oneOf<const T extends readonly string[]>(known: T, value: string, at: string): T[number] {
  if (!known.includes(value)) throw new Error(`${at}: ${value}: expected one of ${known.join(', ')}`);
  return value;
}

/** Clauses of a chapter (all where null) that have every word typed in their id, summaries, notes or tests. */
export function findClauses(clauses: readonly Clause[], chapter: Chapter | null, typed: string): Clause[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return clauses.filter((clause) => {
    if (chapter !== null && !clause.id.startsWith(chapter)) return false;
    const { id, summary, note, tests } = clause;
    const text = [id, summary.zh, summary.en, note.zh, note.en, ...tests].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** How many clauses there are of each state. */
export function countStates(clauses: readonly Clause[]): Readonly<Record<ClauseState, number>> {
  const counts = { proven: 0, partly: 0, open: 0, outside: 0 };
  for (const { state } of clauses) counts[state] += 1;
  return counts;
}
