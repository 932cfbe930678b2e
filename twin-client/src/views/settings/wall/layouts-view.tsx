import { useState, useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { LayoutEntry } from '../../../state/records/wall.ts';
import styles from '../settings.module.css';
import { freeId } from './grid-edit.ts';
import own from './layout.module.css';
import { LayoutForm } from './layout-form.tsx';

/** Layouts of the wall: those every site has, and the site's own, which are drawn here. */
export function LayoutsView() {
  const { api, store } = useCenter();
  const format = useFormat();
  const revision = useSyncExternalStore(store.wallRevision.subscribe, store.wallRevision.get);
  const [chosen, setChosen] = useState<string | null>(null);
  /** A copy that is not stored yet. */
  const [draft, setDraft] = useState<LayoutEntry | null>(null);
  const { last, ...loaded } = useLoaded(`layouts ${revision}`, (signal) => api.wall.read(signal));
  if (!last && loaded.state === 'failed') return <ProblemNotice centered cause={loaded.cause} onRetry={loaded.retry} />;
  if (!last) return <LoadingNotice centered text={format.text('shell.loading')} />;
  const { layouts } = last;
  const layout = draft ?? layouts.find(({ id }) => id === chosen) ?? layouts[0]!;
  const choose = (id: string | null) => {
    setDraft(null);
    setChosen(id);
  };
  const copy = () => {
    const { id, name, ...rest } = layout;
    const taken = layouts.map((one) => one.id);
    setDraft({ ...rest, id: freeId(id, taken), name: `${name} 2`, preset: false, version: '' });
  };
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <LayoutForm
          key={draft ? 'draft' : `${layout.id} ${layout.version}`}
          layout={layout}
          isNew={draft !== null}
          onCopy={copy}
          onSaved={choose}
        />
      </div>
      <div className={styles.column}>
        <Panel title={format.text('layout.title')}>
          <ul className={own.list} data-testid="layouts">
            {layouts.map(({ id, name, preset }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-current={!draft && id === layout.id}
                  data-layout={id}
                  onClick={() => choose(id)}
                >
                  <span>{name}</span>
                  <small className={styles.sub}>{preset ? format.text('layout.preset') : id}</small>
                </button>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </div>
  );
}
