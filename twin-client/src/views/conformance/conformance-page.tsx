import { useMemo } from 'react';
import text from '../../../../docs/conformance.tsv?raw';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { DataTable } from '../../kit/table/data-table.tsx';
import { SelectField, TextField } from '../../kit/text-field.tsx';
import { PageFrame } from '../page-frame.tsx';
import reports from '../reports/reports.module.css';
import { navigate, usePlace } from '../router.ts';
import { useClauseColumns } from './clause-columns.tsx';
import styles from './conformance.module.css';
import {
  CHAPTERS,
  type Chapter,
  CLAUSE_STATES,
  type ClauseState,
  countStates,
  findClauses,
  readConformance,
} from './read-conformance.ts';

/** What is asked for, as the address has it. */
interface Asked {
  readonly chapter: Chapter | null;
  readonly state: ClauseState | null;
  readonly typed: string;
}

function readAsked(query: string): Asked {
  const params = new URLSearchParams(query);
  return {
    chapter: CHAPTERS.find((known) => known === params.get('chapter')) ?? null,
    state: CLAUSE_STATES.find((known) => known === params.get('state')) ?? null,
    typed: params.get('q') ?? '',
  };
}

/** What is asked for stays in the address, so that it can be told to others; typing leaves no steps to go back. */
function ask({ chapter, state, typed }: Asked): void {
  const params = new URLSearchParams();
  if (chapter) params.set('chapter', chapter);
  if (state) params.set('state', state);
  if (typed) params.set('q', typed);
  navigate(params.size > 0 ? `/conformance?${params}` : '/conformance', true);
}

/** Every clause of the standard: how far it is met, by which tests, and where it can be seen. */
export function ConformancePage({ onSignOut }: { onSignOut(): void }) {
  const format = useFormat();
  const asked = readAsked(usePlace().query);
  const clauses = useMemo(() => readConformance(text), []);
  const found = findClauses(clauses, asked.chapter, asked.typed);
  const shown = asked.state === null ? found : found.filter(({ state }) => state === asked.state);
  return (
    <PageFrame title={format.text('conformance.title')} onSignOut={onSignOut}>
      <main className={`${reports.body} ${styles.page}`} data-testid="conformance">
        <div className={styles.asked}>
          <p className={styles.lead}>{format.text('conformance.lead')}</p>
          <div className={styles.filters}>
            <TextField
              type="search"
              label={format.text('conformance.search')}
              value={asked.typed}
              data-testid="clause-search"
              onChange={(event) => ask({ ...asked, typed: event.target.value })}
            />
            <SelectField
              label={format.text('conformance.chapter')}
              value={asked.chapter ?? ''}
              data-testid="clause-chapter"
              onChange={(event) =>
                ask({ ...asked, chapter: CHAPTERS.find((known) => known === event.target.value) ?? null })
              }
            >
              <option value="">{format.text('conformance.chapter.all')}</option>
              {CHAPTERS.map((chapter) => (
                <option key={chapter} value={chapter}>
                  {format.text(`conformance.chapter.${chapter}`)}
                </option>
              ))}
            </SelectField>
            <StateChoice counts={countStates(found)} asked={asked} />
            <p className={styles.shown} data-testid="clauses-shown">
              {format.text('conformance.shown', {
                shown: format.number(shown.length),
                total: format.number(clauses.length),
              })}
            </p>
          </div>
        </div>
        <div className={styles.list}>
          <DataTable
            columns={useClauseColumns()}
            rows={shown}
            keyOf={({ id }) => id}
            empty={format.text('conformance.none')}
            testId="clauses"
          />
        </div>
      </main>
    </PageFrame>
  );
}

/** One state or all, each with how many clauses it has among those that chapter and words leave. */
function StateChoice({ counts, asked }: { counts: Readonly<Record<ClauseState, number>>; asked: Asked }) {
  const format = useFormat();
  const all = CLAUSE_STATES.reduce((sum, state) => sum + counts[state], 0);
  const option = (value: ClauseState | 'all', count: number) => ({
    value,
    label: (
      <>
        {format.text(`conformance.state.${value}`)} <b data-count={value}>{format.number(count)}</b>
      </>
    ),
  });
  return (
    <Choice
      label={format.text('conformance.state')}
      value={asked.state ?? 'all'}
      options={[option('all', all), ...CLAUSE_STATES.map((state) => option(state, counts[state]))]}
      onChoose={(value) => ask({ ...asked, state: value === 'all' ? null : value })}
    />
  );
}
