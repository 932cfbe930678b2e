import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import type { PointResult, Walk } from '../../state/records/inspection.ts';
import { may } from '../../state/records/session.ts';
import { Link } from '../link.tsx';
import { FindingForm } from './finding-form.tsx';
import styles from './orders.module.css';
import { PhotoButton } from './photo-button.tsx';
import { subjectWords } from './subject-words.ts';
import { useOrderAct } from './use-order-act.ts';

const TITLE_LIMIT = 120;

export interface WalkPointProps {
  readonly walk: Walk;
  /** Its place in the walk. */
  readonly at: number;
  readonly isOpen: boolean;
  /** The first that was not looked at. */
  readonly isNext: boolean;
  onChanged(): void;
}

/** A point: as it should be by one tap, or what was found there with a photo, and a work order for it by another. */
export function WalkPoint({ walk, at, isOpen, isNext, onChanged }: WalkPointProps) {
  const center = useCenter();
  const { api } = center;
  const format = useFormat();
  const { busy, run } = useOrderAct(onChanged);
  const [telling, setTelling] = useState(false);
  const result = walk.results.find(({ point }) => point === at);
  const where = subjectWords(center, walk.points[at]!);
  const look = (said: { finding: PointResult['finding']; note: string | null }) =>
    run(() => api.inspections.look(walk.id, at, said));
  const mayChange = isOpen && (result?.workOrder ?? null) === null;
  return (
    <li
      className={styles.stop}
      data-point={at}
      data-next={isNext}
      data-result={result ? (result.finding ?? 'ok') : 'none'}
    >
      <h3>
        <span aria-hidden="true">{result ? (result.finding === null ? '✓' : '!') : at + 1}</span>
        {where}
      </h3>
      {result && <Found walk={walk} at={at} result={result} isOpen={isOpen} busy={busy} run={run} />}
      {mayChange && !telling && (
        <div className={styles.buttons}>
          {result?.finding !== null && (
            <Button
              className={styles.big}
              look={isNext ? 'action' : 'plain'}
              disabled={busy}
              onClick={() => void look({ finding: null, note: null })}
              data-testid="point-ok"
            >
              {format.text('inspect.ok')}
            </Button>
          )}
          <Button className={styles.big} disabled={busy} onClick={() => setTelling(true)} data-testid="point-finding">
            {format.text(result?.finding ? 'inspect.changeFinding' : 'inspect.finding')}
          </Button>
        </div>
      )}
      {mayChange && telling && (
        <FindingForm
          busy={busy}
          onCancel={() => setTelling(false)}
          onSaid={(said) => void look(said).then((isDone) => isDone && setTelling(false))}
        />
      )}
    </li>
  );
}

interface FoundProps {
  readonly walk: Walk;
  readonly at: number;
  readonly result: PointResult;
  readonly isOpen: boolean;
  readonly busy: boolean;
  run(act: () => Promise<unknown>): Promise<boolean>;
}

/** What was found, its photo, and the order for it. */
function Found({ walk, at, result: { finding, note, photo, workOrder }, isOpen, busy, run }: FoundProps) {
  const { api, session } = useCenter();
  const format = useFormat();
  if (finding === null) return <p className={styles.quiet}>{format.text('inspect.ok')}</p>;
  const words = [format.text(`finding.${finding}`), note].filter(Boolean).join(': ');
  const order = () => api.inspections.openOrder(walk.id, at, { title: words.slice(0, TITLE_LIMIT), priority: 3 });
  return (
    <>
      <p className={styles.found}>{words}</p>
      {photo !== null && may(session, 'order.work') && (
        <a href={photo} target="_blank" rel="noreferrer" className={styles.proof}>
          <img src={photo} alt={words} loading="lazy" />
        </a>
      )}
      {workOrder !== null && (
        <p>
          <Link href={`/orders?order=${workOrder}`} data-testid="point-order">
            {format.text('inspect.ordered', { id: workOrder })}
          </Link>
        </p>
      )}
      {workOrder === null && (
        <div className={styles.buttons}>
          {isOpen && photo === null && (
            <PhotoButton
              label={format.text('order.act.photo')}
              disabled={busy}
              onPhoto={(taken) => void run(() => api.inspections.addPhoto(walk.id, at, taken))}
            />
          )}
          {may(session, 'order.work') && (
            <Button
              className={styles.big}
              look="action"
              disabled={busy}
              onClick={() => void run(order)}
              data-testid="point-open-order"
            >
              {format.text('inspect.openOrder')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
