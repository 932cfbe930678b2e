import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { HandoverSummary } from '../../state/records/handover.ts';
import styles from './handover.module.css';
import { HandoverLine } from './handover-line.tsx';
import shared from './reports.module.css';

/** Shifts that were handed over, a page after the other. `version` grows when there is a new one. */
export function EarlierHandovers({
  version,
  shown,
  onShow,
}: {
  version: number;
  shown: string | null;
  onShow(id: string): void;
}) {
  const { api } = useCenter();
  const format = useFormat();
  const [older, setOlder] = useState<{ readonly version: number; readonly pages: readonly string[] }>({
    version,
    pages: [],
  });
  const pages = older.version === version ? older.pages : [];
  const loaded = useLoaded(`${version} ${pages.join(' ')}`, async (signal) => {
    const items: HandoverSummary[] = [];
    let next: string | null = null;
    for (const cursor of [null, ...pages]) {
      const page = await api.reports.handovers(cursor, signal);
      items.push(...page.items);
      next = page.next;
    }
    return { items, next };
  });
  const { last } = loaded;
  const next = last?.next ?? null;
  return (
    <Panel title={format.text('handover.earlier')} from="handovers">
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      <ul className={styles.lines} data-testid="handovers">
        {(last?.items ?? []).map((handover) => (
          <li key={handover.id}>
            <HandoverLine handover={handover} isShown={handover.id === shown} onShow={onShow} />
          </li>
        ))}
      </ul>
      {next !== null && (
        <p className={shared.foot}>
          <Button onClick={() => setOlder({ version, pages: [...pages, next] })}>{format.text('handover.more')}</Button>
        </p>
      )}
    </Panel>
  );
}
